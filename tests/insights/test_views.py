from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sala.core.thai import to_thai
from sala.cycles.actions import close_cycle
from sala.documents import pdf
from sala.documents.archive import verify
from sala.documents.pdf import pdf_available
from sala.insights import binder
from sala.insights.queries.figures import figures
from sala.insights.sections import digest
from sala.journal.models import Line
from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import CycleFactory, EnrolmentFactory, ExpertFactory
from tests.factories.people import OfficeFactory, PersonFactory
from tests.insights.conftest import SECRETS

needs_pango = pytest.mark.skipif(not pdf_available(), reason="Pango is not on this machine")
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is missing")


def address(cycle, what="evidence/"):
    return f"/cycles/{cycle.number}/{what}"


def page_of(client, person, cycle):
    client.force_login(person)
    response = client.get(address(cycle))
    assert response.status_code == 200
    return response.content.decode()


def zip_of(client, person, cycle):
    client.force_login(person)
    response = client.get(address(cycle, "evidence.zip"))
    assert response.status_code == 200
    return io.BytesIO(b"".join(response.streaming_content))


def files_of(data):
    with zipfile.ZipFile(data) as opened:
        return {name: opened.read(name).decode("utf-8-sig") for name in opened.namelist()}


def words_of(html):
    """The words of every cell and sentence, one space between."""
    plain = unescape(
        re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", " ", html, flags=re.DOTALL))
    )
    return " ".join(plain.split())


def cells_of(cycle):
    book = getattr(cycle, "closing_book", None)
    return [
        " ".join(cell.text.split())
        for section in figures(cycle, book)
        for row in section.rows
        for cell in row
        if cell.text
    ]


@pytest.fixture
def closed(finished, anong):
    close_cycle(finished, by=anong, words="พบกันใหม่ปีหน้า")
    finished.refresh_from_db()
    return finished


def test_every_figure_stands_on_the_page_in_the_zip_and_in_its_csv(client, closed, boon):
    shown = words_of(page_of(client, boon, closed))
    files = files_of(zip_of(client, boon, closed))
    offline = words_of(files["index.html"])
    tables = " ".join(
        " ".join(text.split()) for name, text in files.items() if name.endswith(".csv")
    ).replace('""', '"')

    for cell in cells_of(closed):
        assert cell in shown
        assert cell in offline
        assert cell in tables


@needs_pango
@needs_poppler
def test_every_figure_stands_in_the_pdf(client, closed, boon):
    client.force_login(boon)
    made = client.get(address(closed, "evidence.pdf")).content
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=made, capture_output=True, check=True
    )
    text = re.sub(r"\s", "", done.stdout.decode())

    for cell in cells_of(closed):
        assert re.sub(r"\s", "", cell) in text


@pytest.mark.req("R147", part="the evidence file of a cycle, with its manifest and its gaps")
def test_the_zip_proves_itself_and_holds_what_it_says(client, closed, anong):
    data = zip_of(client, anong, closed)
    assert verify(data).is_sound
    manifest = verify(data).manifest
    files = files_of(data)

    listed = {entry["path"] for entry in manifest["files"]}
    assert listed | {"manifest.json"} == set(files)
    assert {"index.html", "gaps.csv", "csv/0-book-learning.csv"} <= listed
    assert manifest["about"]["gaps"] == []
    assert manifest["about"]["closing_book_sha256"] == closed.closing_book.sha256
    kept = json.loads(files["closing-book.json"])["sections"]
    assert digest(kept) == closed.closing_book.sha256


def test_the_page_of_the_zip_opens_without_a_network(client, closed, anong):
    files = files_of(zip_of(client, anong, closed))
    page = files["index.html"]

    links = set(re.findall(r'(?:href|src)="([^"]+)"', page))
    assert links
    assert links & {name for name in files if name.startswith("records/")}
    assert all(link in files or link.startswith("#") for link in links)
    for html in [text for name, text in files.items() if name.endswith(".html")]:
        assert not re.search(r"url\((?!data:)|@import|<script|https?://", html)


@pytest.mark.req("R123", part="answers and scores of one person are not in the evidence file")
def test_nothing_that_one_person_answered_is_in_it(client, closed, anong, boon, km):
    for reader in (anong, boon, km):
        everything = page_of(client, reader, closed)
        everything += "".join(files_of(zip_of(client, reader, closed)).values())
        assert boon.family_name in everything
        for secret in SECRETS.values():
            assert secret not in everything
            assert to_thai(secret) not in everything


def test_no_line_with_a_name_holds_a_score_or_an_answer(client, finished, boon):
    """Rows that name a participant say unit, position, attendance; nothing of step 6 or 7."""
    page = page_of(client, boon, finished)
    rows = [words_of(row) for row in re.findall(r"<tr>.*?</tr>", page, flags=re.DOTALL)]
    named = [row for row in rows if boon.family_name in row]

    assert len(named) == 2
    for row in named:
        assert not re.search(r"\d+\.\d\d|ผ่าน|นำไปใช้|ยกเว้น", row)


def test_a_gap_is_listed_without_names_and_leads_to_its_place(client, finished, anong, boon):
    late = EnrolmentFactory(cycle=finished, person__family_name="ยังไม่ประเมิน")
    page = page_of(client, anong, finished)
    gaps = page[page.index('id="gaps"') :]

    assert "1 คนยังไม่ได้รับการประเมินผลการเรียนรู้" in gaps
    assert f'href="/cycles/{finished.number}/evaluation/"' in gaps
    assert late.person.family_name not in gaps
    manifest = verify(zip_of(client, anong, finished)).manifest
    assert any("1 คนยังไม่ได้รับการประเมิน" in gap for gap in manifest["about"]["gaps"])


@pytest.mark.parametrize("who", ["facilitator", "recorder", "member", "participant", "expert"])
def test_those_inside_read_it_and_leave_no_line(client, finished, agency, anong, who):
    person = PersonFactory(agency=agency)
    if who in {"facilitator", "recorder"}:
        MembershipFactory(community=finished.community, person=person)
        RoleHoldingFactory(community=finished.community, person=person, role=who)
    if who == "member":
        MembershipFactory(community=finished.community, person=person)
    if who == "participant":
        EnrolmentFactory(cycle=finished, person=person)
    if who == "expert":
        ExpertFactory(
            cycle=finished, person=person, is_lead=False, consented_at=finished.created_at
        )
    before = Line.objects.count()

    page_of(client, person, finished)

    assert Line.objects.count() == before


@pytest.mark.parametrize("kind", ["km_team", "executive", "auditor"])
def test_an_office_reads_it_with_a_line_and_without_links_inside(
    client, finished, agency, chai, kind
):
    OfficeFactory(person=chai, kind=kind, unit=agency)
    page = page_of(client, chai, finished)
    sheets = page[page.index("<article") :]

    assert "<a " not in sheets
    assert Line.objects.get(verb="insights.looked_by_office").data == {"what": "page"}


@pytest.mark.parametrize("kind", ["", "unit_manager", "it_office"])
def test_outsiders_find_nothing(client, finished, agency, chai, duangjai, other_agency, kind):
    if kind:
        OfficeFactory(person=chai, kind=kind, unit=agency)
    OfficeFactory(person=duangjai, kind="km_team", unit=other_agency)
    EnrolmentFactory(cycle=finished, person=chai, status="invited")

    for person in (chai, duangjai):
        client.force_login(person)
        for what in ("evidence/", "evidence.zip", "evidence.pdf"):
            assert client.get(address(finished, what)).status_code == 404
    assert not Line.objects.filter(verb="insights.looked_by_office").exists()


def test_a_member_gets_only_links_that_open(client, finished, agency):
    member = MembershipFactory(
        community=finished.community, person=PersonFactory(agency=agency)
    ).person
    page = page_of(client, member, finished)
    links = set(re.findall(r'href="(/(?:cycles|s)/[^"#]*)', page[page.index("<article") :]))

    assert links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_digits_and_words_of_the_agency(client, finished, boon):
    settings = finished.agency.settings
    settings.digits, settings.terms = "thai", {"th": {"community": "ชุมชนแนวปฏิบัติ"}}
    settings.save()
    page = page_of(client, boon, finished)

    assert "แฟ้มหลักฐานชุมชนแนวปฏิบัติ" in page
    assert "−๓๓.๓๓ %" in page
    assert "พ.ศ. ๒๕๗๐" in page
    files = files_of(zip_of(client, boon, finished))
    assert "−๓๓.๓๓ %" in files["index.html"]
    assert "แฟ้มหลักฐานชุมชนแนวปฏิบัติ" in files["index.html"]
    assert "−33.33 %" in files["csv/0-book-measures.csv"]


def test_without_pango_a_sentence(client, finished, boon, monkeypatch):
    monkeypatch.setattr(pdf, "_renderer", lambda: None)
    assert "บันทึกเป็น PDF" in page_of(client, boon, finished)
    response = client.get(address(finished, "evidence.pdf"))
    assert response.status_code == 409
    assert "บันทึกเป็น PDF" in response.content.decode()


def test_a_pdf_too_long_to_wait_for_is_refused(client, finished, boon, monkeypatch):
    monkeypatch.setattr(binder, "MOST_PDF_ROWS", 5)
    client.force_login(boon)
    response = client.get(address(finished, "evidence.pdf"))
    assert response.status_code == 409


def test_the_same_queries_for_five_people_and_fifty(client, finished, boon):
    client.force_login(boon)
    counts = []
    for _again in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(address(finished))
        counts.append(len(asked))
        EnrolmentFactory.create_batch(45, cycle=finished)
    assert counts[0] == counts[1]


def test_a_closed_cycle_says_on_its_page_what_came_of_it(client, closed, boon, chai):
    client.force_login(boon)
    page = client.get(f"/cycles/{closed.number}/").content.decode()

    assert "ผู้เข้าร่วม 5 คน จาก 3 หน่วยงาน" in page
    assert "หลังเรียนคะแนนเฉลี่ยเพิ่มขึ้น 28.74 คะแนน" in page
    assert address(closed) in page
    assert address(closed, "evidence.zip") in page


def test_a_guest_of_the_cycle_sees_no_panel(client, closed, chai):
    EnrolmentFactory(cycle=closed, person=chai, status="invited")
    client.force_login(chai)
    page = client.get(f"/cycles/{closed.number}/").content.decode()

    assert "แฟ้มหลักฐาน" not in page
    assert "28.74" not in page


@pytest.mark.req("R147", part="the offices find every file of their agency, and only theirs")
def test_an_auditor_goes_from_the_first_page_to_the_file_and_back(client, closed, agency):
    auditor = PersonFactory(agency=agency)
    OfficeFactory(person=auditor, kind="auditor", unit=agency)
    other = CycleFactory(community=CommunityFactory(name="กลุ่มของหน่วยงานอื่น"))
    client.force_login(auditor)

    assert 'href="/evidence/"' in client.get("/").content.decode()
    listed = client.get("/evidence/").content.decode()

    assert f'href="{address(closed)}"' in listed
    assert closed.title not in listed
    assert f'href="{address(other)}"' not in listed
    assert 'href="/evidence/"' in page_of(client, auditor, closed)


def test_who_holds_no_office_is_told_why_the_list_is_closed(client, boon):
    client.force_login(boon)

    assert client.get("/evidence/").status_code == 403
    assert "/evidence/" not in client.get("/").content.decode()
