"""Pages of a cycle: they work, hide from outsiders, cost the same for one row and for fifty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sala.core.thai import sort_key
from sala.cycles.models import Cycle, Enrolment, PlanVersion
from sala.cycles.plan_parts import CODES
from sala.documents.pdf import pdf_available
from tests.factories.cycles import EnrolmentFactory, PlanVersionFactory
from tests.factories.meetings import SessionFactory

PAGES = ("cycle", "topic", "people", "people_print", "experts", "plan", "plan_editing", "closure")


def at(page, cycle, *args):
    return reverse(f"cycles:{page}", args=[cycle.number, *args])


def text_of(response):
    return response.content.decode()


def queries_of(client, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("page", PAGES)
def test_page_costs_the_same_for_one_and_for_fifty(client, cycle, anong, page):
    PlanVersionFactory(cycle=cycle)
    EnrolmentFactory(cycle=cycle)
    EnrolmentFactory(cycle=cycle, status="waiting")
    client.force_login(anong)
    few = queries_of(client, at(page, cycle))
    EnrolmentFactory.create_batch(49, cycle=cycle)
    EnrolmentFactory.create_batch(10, cycle=cycle, status="waiting")

    assert queries_of(client, at(page, cycle)) == few


def test_list_of_cycles_costs_the_same_for_one_and_for_many(client, cycle, anong):
    client.force_login(anong)
    few = queries_of(client, "/cycles/")
    for number in range(900, 920):
        Cycle.objects.create(
            number=number,
            agency=cycle.agency,
            community=cycle.community,
            audience=cycle.audience,
            fiscal_year=2570,
            title="อีกรอบ",
            made_by=anong,
        )
    assert queries_of(client, "/cycles/") == few


@pytest.mark.req("R009", part="seven steps with what is missing as links")
def test_cycle_page_shows_seven_steps_and_links_to_what_is_missing(client, cycle, anong):
    client.force_login(anong)
    page = text_of(client.get(at("cycle", cycle)))
    for word in ("หัวข้อความรู้", "ผู้เข้าร่วม", "ผู้เชี่ยวชาญ", "แผนปฏิบัติการ", "จัดกิจกรรม"):
        assert word in page
    assert page.count('class="ordinal"') == 7
    assert f"{at('topic', cycle)}#id_strategies" in page


@pytest.mark.req("R031")
@pytest.mark.parametrize(
    ("page", "chapter"),
    [
        ("topic", 1),
        ("people", 2),
        ("experts", 3),
        ("plan", 4),
        ("s", 5),
        ("learning", 6),
        ("use", 7),
    ],
)
def test_each_step_page_links_its_chapter(client, cycle, anong, page, chapter):
    client.force_login(anong)
    urls = {
        "s": SessionFactory(cycle=cycle).get_absolute_url(),
        "learning": reverse("evaluation:learning", args=[cycle.number]),
        "use": reverse("evaluation:use", args=[cycle.number]),
    }
    url = urls.get(page) or at(page, cycle)
    assert f'href="/handbook/{chapter}/"' in text_of(client.get(url))


@pytest.mark.req("R031", part="printable, the seven chapters of the handbook")
def test_handbook_has_seven_chapters_and_prints(client, boon):
    client.force_login(boon)
    page = text_of(client.get("/handbook/?print=1"))
    assert page.count("<h2>") >= 7
    assert "data-print" in page
    assert client.get("/handbook/8/").status_code == 404


@pytest.mark.req("R037")
def test_printed_list_is_in_thai_order_with_a_signature_column(client, cycle, anong):
    names = ["เอก", "กมล", "ไชยา", "ขวัญ", "แก้ว"]
    for name in names:
        enrolment = EnrolmentFactory(cycle=cycle, person__given_name=name, person__prefix="นาย")
        enrolment.person.sort_key = sort_key(name)
        enrolment.person.save()
    client.force_login(anong)

    page = text_of(client.get(at("people_print", cycle)))

    places = [page.index(f"นาย{name} ") for name in ["กมล", "แก้ว", "ขวัญ", "ไชยา", "เอก"]]
    assert places == sorted(places)
    assert "ลายมือชื่อ" in page


def test_enrol_by_the_form(client, cycle, boon):
    client.force_login(boon)
    url = at("enrolment", cycle)
    answers = {"interest": "yes", "need": "no", "readiness": "yes"}

    client.post(url, answers)

    page = text_of(client.get(url))
    assert Enrolment.objects.get().status == "observer"
    assert "ผู้สังเกตการณ์" in page
    assert "เปลี่ยนคำตอบของฉัน" in page
    assert "checked" in text_of(client.get(url + "?change=1"))


def test_an_unanswered_question_keeps_the_others(client, cycle, boon):
    client.force_login(boon)
    response = client.post(at("enrolment", cycle), {"interest": "yes", "need": "no"})
    assert response.status_code == 422
    assert "checked" in text_of(response)
    assert not Enrolment.objects.exists()


def test_start_twice_makes_one(client, ready, anong):
    client.force_login(anong)
    url = reverse("cycles:start", args=[ready.number])
    once = client.get(url).context["form"]["once"].value()
    data = {"title": "ตรวจรับ", "question": "ทำอย่างไร", "once": str(once)}

    first, second = client.post(url, data), client.post(url, data)

    assert first.url == second.url
    assert Cycle.objects.count() == 1


def plan_data(seen, **changes):
    frame = {"seen": seen, "planned_sessions": 4, "follow_up_days": 30}
    return dict.fromkeys(CODES, "ตามแผน") | {"member_count": "20 คน"} | frame | changes


def test_plan_is_prefilled_and_saved(client, cycle, anong):
    client.force_login(anong)
    page = text_of(client.get(at("plan_editing", cycle)))
    assert "แบบทดสอบก่อนและหลัง ทุกคน" in page

    response = client.post(at("plan_editing", cycle), plan_data(0, follow_up_days=[30, 90]))

    assert response.status_code == 302
    cycle.refresh_from_db()
    assert cycle.follow_up_days == [30, 90]


def test_blank_part_is_named_and_the_rest_is_kept(client, cycle, anong):
    client.force_login(anong)
    response = client.post(at("plan_editing", cycle), plan_data(0, content="", duration="หกเดือน"))
    page = text_of(response)
    assert response.status_code == 422
    assert "ส่วน “ประเด็นเนื้อหา” ยังว่าง" in page
    assert "หกเดือน" in page


@pytest.mark.req("R049", part="two at once: the second sees both")
def test_second_saver_gets_both_texts_and_can_save_again(client, cycle, anong):
    client.force_login(anong)
    client.post(at("plan_editing", cycle), plan_data(0))
    client.post(at("plan_editing", cycle), plan_data(1, content="ของคนแรก"))

    late = client.post(at("plan_editing", cycle), plan_data(1, content="ของคนหลัง"))

    page = text_of(late)
    assert late.status_code == 409
    assert "ของคนแรก" in page
    assert "ของคนหลัง" in page
    merged = plan_data(late.context["form"]["seen"].value(), content="ของทั้งสองคน")
    assert client.post(at("plan_editing", cycle), merged).status_code == 302
    assert PlanVersion.objects.count() == 3


def test_topic_form_refuses_with_sentences_and_keeps_what_was_typed(client, cycle, anong):
    client.force_login(anong)
    response = client.post(
        at("topic", cycle),
        {"version": cycle.version, "title": "ชื่อใหม่ของรอบ", "question": "ทำอย่างไร", "benefit": ""},
    )
    page = text_of(response)
    assert response.status_code == 422
    assert "ชื่อใหม่ของรอบ" in page
    assert "เลือกยุทธศาสตร์อย่างน้อย 1 ข้อ" in page


def test_member_reads_the_topic_and_gets_no_form(client, cycle, boon):
    client.force_login(boon)
    page = text_of(client.get(at("topic", cycle)))
    assert cycle.benefit in page
    assert 'name="benefit"' not in page


@pytest.mark.req("R031")
@pytest.mark.parametrize("page", ["/handbook/?pdf=1", "people_print"])
def test_print_pages_come_as_pdf(client, cycle, participant, boon, page):
    if not pdf_available():
        pytest.skip("this machine has no Pango")
    client.force_login(boon)
    url = page if page.startswith("/") else at(page, cycle) + "?pdf=1"
    response = client.get(url)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
