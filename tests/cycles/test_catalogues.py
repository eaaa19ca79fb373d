"""Areas, strategies, coverage and the handbook's own words."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sala.core.locking import Stale
from sala.core.permissions import Refused
from sala.cycles.actions.catalogues import (
    add_strategy,
    attach_picture,
    delete_area,
    delete_strategy,
    ensure_areas,
    rename_area,
)
from sala.cycles.actions.handbook import word_chapter
from sala.cycles.areas import AREAS
from sala.cycles.models import Area, HandbookWords, Strategy
from sala.cycles.queries.catalogues import area_rows, coverage
from tests.cycles.pictures import PNG
from tests.factories.communities import CommunityFactory
from tests.factories.cycles import CycleFactory, StrategyFactory
from tests.factories.people import OfficeFactory, PersonFactory


@pytest.fixture
def km(agency):
    person = PersonFactory(agency=agency, handle="km")
    OfficeFactory(person=person, kind="km_team", unit=agency)
    return person


@pytest.mark.req("R001")
def test_area_in_use_is_renamed_and_not_deleted(agency, cycle, km):
    first, second = ensure_areas(agency)[:2]
    cycle.areas.add(first)

    with pytest.raises(Refused) as refusal:
        delete_area(first, by=km)
    assert refusal.value.decision.code == "state.in_use"
    assert first.name in refusal.value.decision.reason

    assert rename_area(first, name="งานเฉพาะทาง", by=km).name == "งานเฉพาะทาง"
    delete_area(second, by=km)
    assert Area.objects.filter(agency=agency).count() == 9


@pytest.mark.req("R001")
def test_fresh_install_lists_the_ten_in_order(client, agency, km):
    assert [row.area.name for row in area_rows(agency.pk)] == list(AREAS)
    client.force_login(km)
    page = client.get("/manage/areas/").content.decode()
    places = [page.index(f"{n}) {name}") for n, name in enumerate(AREAS, 1)]
    assert places == sorted(places)


def test_member_keeps_no_catalogue(agency, boon):
    with pytest.raises(Refused) as refusal:
        rename_area(ensure_areas(agency)[0], name="ชื่ออื่น", by=boon)
    assert refusal.value.decision.code == "right.office"


@pytest.mark.req("R033")
def test_strategy_page_lists_topics_one_may_see_and_counts_the_rest(
    client, agency, cycle, boon, strategy
):
    cycle.strategies.add(strategy)
    other = CycleFactory(community=CommunityFactory(agency=agency), title="เรื่องลับของกลุ่มอื่น")
    other.strategies.add(strategy)
    client.force_login(boon)

    page = client.get(reverse("cycles:strategy", args=[strategy.pk])).content.decode()

    assert cycle.title in page
    assert "เรื่องลับของกลุ่มอื่น" not in page
    assert "และอีก 1 หัวข้อ" in page


@pytest.mark.req("R036")
def test_picture_of_a_strategy_shows_on_the_topic_with_its_words(
    client, whole_topic, strategy, km, anong, duangjai
):
    upload = SimpleUploadedFile("plan.png", PNG)
    attachment = attach_picture(strategy, upload, alt="แผนภาพยุทธศาสตร์ที่ ๕ ของแผนปี ๒๕๔๙", by=km)
    client.force_login(anong)

    page = client.get(reverse("cycles:topic", args=[whole_topic.number])).content.decode()

    address = reverse("people:file", args=[attachment.pk])
    assert f'src="{address}" alt="แผนภาพยุทธศาสตร์ที่ ๕ ของแผนปี ๒๕๔๙"' in page
    assert "แผนปี 2549" in page
    assert b"".join(client.get(address))[:4] == b"\x89PNG"
    client.force_login(duangjai)
    assert client.get(address).status_code == 404


def test_two_strategies_of_one_number_and_year_are_refused_kindly(client, agency, km, strategy):
    client.force_login(km)
    response = client.post(
        "/manage/strategies/", {"number": 5, "plan_year": "2549", "name": "ซ้ำ", "is_active": "on"}
    )
    assert response.status_code == 422
    assert "แล้ว" in response.content.decode()
    assert Strategy.objects.count() == 1


def test_strategy_reads_years_of_either_era(agency, km, client):
    client.force_login(km)
    client.post("/manage/strategies/", {"number": 1, "plan_year": "๒๕๗๐", "name": "พัฒนาคน"})
    assert Strategy.objects.get().plan_year == 2570


def test_unused_strategy_goes_with_its_files(agency, km):
    made = add_strategy(agency, number=1, plan_year=2570, name="พัฒนาคน", by=km)
    attach_picture(made, SimpleUploadedFile("plan.png", PNG), alt="ภาพ", by=km)
    delete_strategy(made, by=km)
    assert not Strategy.objects.exists()


@pytest.mark.req("R034")
def test_coverage_shows_areas_without_topic_in_sight(client, agency, cycle, km):
    areas = ensure_areas(agency)
    cycle.areas.add(areas[0], areas[8])
    older = CycleFactory(community=CommunityFactory(agency=agency), fiscal_year=2569)
    older.areas.add(areas[0])

    found = coverage(agency.pk)

    assert found.years == [2569, 2570]
    assert found.rows[0].counts == [(2569, 1), (2570, 1)]
    assert len(found.bare) == 8
    client.force_login(km)
    page = client.get("/manage/areas/coverage/").content.decode()
    assert page.count('data-state="stop"') == 8
    assert "8 ด้านยังไม่มีหัวข้อ" in page


def test_coverage_of_one_agency_counts_nothing_of_another(agency, other_agency):
    ensure_areas(agency)
    foreign = CycleFactory(community=CommunityFactory(agency=other_agency))
    foreign.areas.add(ensure_areas(other_agency)[0])
    assert len(coverage(agency.pk).bare) == 10


@pytest.mark.req("R031", part="the agency's own wording stands in the chapter")
def test_own_words_stand_in_the_chapter_of_this_agency_only(client, agency, km, boon, duangjai):
    word_chapter(agency, 3, text="ใช้คนในกองก่อน", seen=0, by=km)
    client.force_login(boon)
    assert "ใช้คนในกองก่อน" in client.get("/handbook/3/").content.decode()
    assert "ใช้คนในกองก่อน" in client.get("/handbook/?print=1").content.decode()
    client.force_login(duangjai)
    assert "ใช้คนในกองก่อน" not in client.get("/handbook/3/").content.decode()


def test_two_who_word_a_chapter_at_once_lose_nothing(client, agency, km):
    word_chapter(agency, 1, text="ของคนแรก", seen=0, by=km)
    with pytest.raises(Stale):
        word_chapter(agency, 1, text="ของคนหลัง", seen=0, by=km)
    client.force_login(km)
    late = client.post("/handbook/1/", {"seen": 0, "text": "ของคนหลัง"})
    assert late.status_code == 409
    assert "ของคนแรก" in late.content.decode()
    again = {"seen": late.context["form"]["seen"].value(), "text": "ของทั้งสอง"}
    assert client.post("/handbook/1/", again).status_code == 302
    assert HandbookWords.objects.get().text == "ของทั้งสอง"


@pytest.mark.parametrize("count", [1, 50])
def test_catalogues_cost_the_same(client, agency, km, count, django_assert_max_num_queries):
    for number in range(count):
        StrategyFactory(agency=agency, number=number + 1, plan_year=2571)
    client.force_login(km)
    with django_assert_max_num_queries(16):
        client.get("/manage/areas/")
