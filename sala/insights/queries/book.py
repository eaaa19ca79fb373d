"""The closing book: what was asked, who came, what was held, learned, used, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.thai import sort_key, thai_date, thai_number
from sala.core.thai.display import shown_year
from sala.cycles.models import Cycle
from sala.cycles.queries.people import participants
from sala.evaluation.models import GroupImprovement
from sala.evaluation.queries.completeness import (
    Completeness,
    completeness_of,
    excuses_that_count,
)
from sala.evaluation.queries.results import (
    TestResult,
    UseResult,
    min_group,
    test_results,
    use_result,
)
from sala.evaluation.statistics import Figure, share
from sala.insights.sections import BOOK, Section, section
from sala.meetings.models import Session
from sala.meetings.queries import plan_versus_held, sessions_of

Rows = list[list[Any]]


def book_sections(cycle: Cycle) -> list[Section]:
    used, found = use_result(cycle), completeness_of(cycle)
    return [
        _question(cycle),
        _people(cycle),
        _sessions(cycle),
        _learning(cycle, test_results(cycle)),
        _use(cycle, used),
        _obstacles(cycle, used),
        _measures(cycle, used),
        _completeness(cycle, found),
        _excuses(cycle, found),
        _next(cycle),
    ]


def _at(page: str, cycle: Cycle) -> str:
    return reverse(page, args=[cycle.number])


def _question(cycle: Cycle) -> Section:
    rows: Rows = [
        [_("คำถามของรอบ"), cycle.question],
        [_("ประโยชน์ต่อคุณภาพงาน"), cycle.benefit],
        [_("ปีงบประมาณ"), shown_year(cycle.fiscal_year)],
        [_("เริ่มรอบ"), _day(cycle.starts_on)],
        [_("ปิดรอบ"), _day(cycle.closed_at)],
    ]
    headers, url = [_("เรื่อง"), _("รายละเอียด")], _at("cycles:topic", cycle)
    return section("book.question", BOOK, 10, _("คำถาม"), headers, rows, url=url)


def _day(moment: Any) -> str:
    return thai_date(moment, "full") if moment else "–"


def _people(cycle: Cycle) -> Section:
    people = participants(cycle)
    counts = Counter(row.unit_name or _("ไม่ระบุหน่วยงาน") for row in people)
    rows = [[name, counts[name]] for name in sorted(counts, key=sort_key)]
    return section(
        "book.people",
        BOOK,
        20,
        _("ผู้เข้าร่วมตามหน่วยงาน"),
        [_("หน่วยงาน"), _("คน")],
        [*rows, [_("รวม"), len(people)]],
        url=_at("cycles:people", cycle),
        words=_("ผู้เข้าร่วม %(people)s คน จาก %(units)s หน่วยงาน")
        % {"people": len(people), "units": len(counts)},
    )


def _sessions(cycle: Cycle) -> Section:
    sessions = sessions_of(cycle)
    result = plan_versus_held(cycle, sessions)
    held = [one for one in sessions if one.is_held and one.nature == "activity"]
    rows: Rows = [
        [_("ตามแผน"), result.planned, _("ครั้ง")],
        [_("จัดแล้ว"), result.held, _("ครั้ง")],
        [_("จัดแล้วเทียบกับแผน"), thai_number(result.percent, 2), _("ร้อยละ")],
        [_("ครั้งที่ส่งบันทึกแล้ว"), sum(map(_has_record, held)), _("ครั้ง")],
        [_("ผู้มาร่วมรวมทุกครั้ง"), sum(_heads(one) for one in held), _("คน-ครั้ง")],
    ]
    return section(
        "book.sessions",
        BOOK,
        30,
        _("วงแลกเปลี่ยนที่วางแผนและที่จัดจริง"),
        [_("รายการ"), _("จำนวน"), _("หน่วย")],
        rows,
        url=_at("cycles:cycle", cycle),
        words=_("จัดวงแลกเปลี่ยน %(held)s ครั้ง จากแผน %(planned)s ครั้ง")
        % {"held": result.held, "planned": result.planned},
    )


def _has_record(session: Session) -> bool:
    record = getattr(session, "record", None)
    return bool(record and record.sent_at)


def _heads(session: Any) -> int:
    return int(session.heads)


def _learning(cycle: Cycle, results: list[TestResult]) -> Section:
    """The title of the test stands in each row only when there are several."""
    first = [_("แบบทดสอบ")] if len(results) > 1 else []
    rows = [
        [*([result.instrument.title] if first else []), *row]
        for result in results
        for row in _gain(result)
    ]
    words = " ".join(filter(None, map(_finding, results)))
    headers, url = [*first, _("ค่า"), _("ผล"), "n", _("สูตร")], _at("evaluation:results", cycle)
    title = _("ผลการเรียนรู้ที่เพิ่มขึ้น")
    return section("book.learning", BOOK, 40, title, headers, rows, url=url, words=words)


def _finding(result: TestResult) -> str:
    if not result.finding:
        return ""
    words = _("แบบทดสอบ “%(title)s” %(finding)s")
    return words % {"title": result.instrument.title, "finding": result.finding}


def _gain(result: TestResult) -> Iterable[list[Any]]:
    """Means, gain and gain of the class; a group too small only says how many took both."""
    paired = result.paired
    if paired is None:
        return [[_("ทำทั้งก่อนและหลัง"), _too_few(), result.paired_count, ""]]
    shown = (paired.mean_before, paired.mean_after, paired.mean_gain, paired.class_gain)
    return [[one.name, _shown(one), one.n, one.formula] for one in shown]


def _too_few() -> str:
    return _("จะแสดงเมื่อครบ %(least)s คน") % {"least": min_group()}


def _shown(figure: Figure) -> str:
    return f"{figure.shown} {figure.unit}".strip()


def _use(cycle: Cycle, used: UseResult) -> Section:
    rows: Rows = [
        [_("ได้รับแบบติดตาม"), used.asked, "", ""],
        [_("ตอบแล้ว"), used.answered, "", ""],
    ]
    words = ""
    if used.used:
        rows.append([used.used.name, _shown(used.used), used.used.n, used.used.formula])
        words = _("ผู้ตอบแบบติดตามนำไปใช้ในงานแล้วร้อยละ %(share)s") % {"share": used.used.shown}
    else:
        rows.append([_("นำไปใช้แล้ว"), _too_few(), used.answered, ""])
    headers, url = [_("รายการ"), _("ผล"), "n", _("สูตร")], _at("evaluation:use", cycle)
    title = _("การนำไปใช้ในงาน")
    return section("book.use", BOOK, 50, title, headers, rows, url=url, words=words)


def _obstacles(cycle: Cycle, used: UseResult) -> Section:
    headers, url = [_("เรื่องที่ติดขัด"), _("คน")], _at("evaluation:results", cycle)
    title, words = _("ปัญหาและอุปสรรค"), "" if used.used else _too_few()
    return section("book.obstacles", BOOK, 60, title, headers, used.obstacles, url=url, words=words)


def _measures(cycle: Cycle, used: UseResult) -> Section:
    rows = [
        [one.unit, one.n, one.before.shown, one.after.shown, _shown(one.change), one.change.formula]
        for one in used.totals
    ]
    headers = [_("หน่วยนับ"), "n", _("รวมก่อน"), _("รวมหลัง"), _("เปลี่ยนแปลง"), _("สูตร")]
    url, title = _at("evaluation:results", cycle), _("ผลที่วัดก่อนและหลัง แยกตามหน่วยนับ")
    words = "" if rows else _("จะแสดงเมื่อมีผู้วัดด้วยหน่วยนับเดียวกันครบ %(least)s คน")
    words = words and words % {"least": min_group()}
    return section("book.measures", BOOK, 70, title, headers, rows, url=url, words=words)


def _completeness(cycle: Cycle, found: Completeness) -> Section:
    total = len(found.rows)
    learned = sum(row.learning_done for row in found.rows)
    known = sum(row.use_done for row in found.rows)
    let_off = sum(not row.is_evaluated and row.learning_done for row in found.rows)
    unused = sum(not row.is_used_known and row.use_done for row in found.rows)
    rows = [
        [label, done, total, share(label, done, total).shown, excused]
        for label, done, excused in (
            (_("ประเมินผลการเรียนรู้"), learned, let_off),
            (_("ติดตามการนำไปใช้"), known, unused),
        )
    ]
    headers = [_("รายการ"), _("ครบแล้ว (คน)"), _("ทั้งหมด (คน)"), _("ร้อยละ"), _("ในนี้ยกเว้น (คน)")]
    url, title = _at("evaluation:learning", cycle), _("ความครบถ้วนของการประเมินและติดตาม")
    return section("book.completeness", BOOK, 80, title, headers, rows, url=url)


def _excuses(cycle: Cycle, found: Completeness) -> Section:
    """Kinds beside the 100 %; whose they are and the sentence stay with the facilitator."""
    counts = Counter(
        (one.get_what_display(), one.get_kind_display()) for one in excuses_that_count(found)
    )
    rows = [[what, kind, count] for (what, kind), count in sorted(counts.items())]
    headers, url = [_("เรื่อง"), _("เหตุ"), _("คน")], _at("evaluation:results", cycle)
    return section("book.excuses", BOOK, 90, _("การยกเว้นพร้อมเหตุผล"), headers, rows, url=url)


def _next(cycle: Cycle) -> Section:
    texts = GroupImprovement.objects.filter(cycle=cycle).order_by("at", "pk")
    rows = [[number, row.text] for number, row in enumerate(texts, start=1)]
    return section(
        "book.next",
        BOOK,
        100,
        _("ก้าวต่อไป"),
        [_("ที่"), _("เรื่องที่จะปรับปรุง")],
        rows,
        url=_at("evaluation:results", cycle),
        words=cycle.closing_words,
    )
