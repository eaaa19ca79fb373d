"""What is exported and erased of a person (erasure.py)."""

from __future__ import annotations

from sala.cycles.actions.proposals import propose_topic
from sala.cycles.erasure import erase, export
from sala.cycles.models import Enrolment
from tests.factories.cycles import EnrolmentFactory, PlanVersionFactory


def test_export_holds_everything_of_the_person_and_nothing_of_others(cycle, community, boon, chai):
    EnrolmentFactory(cycle=cycle, person=boon, need_words="ของบุญ")
    EnrolmentFactory(cycle=cycle, person=chai, need_words="ของชัย")
    plan = PlanVersionFactory(cycle=cycle, made_by=boon)
    plan.endorsements.create(person=boon, as_role="participant")
    cycle.plan_comments.create(text="ความเห็นของบุญ", by=boon)
    propose_topic(community, text="หัวข้อของบุญ", by=boon)

    found = export(boon)

    assert all(len(rows) == 1 for name, rows in found.items() if name != "expert_in")
    assert "ของชัย" not in str(found)


def test_erase_blanks_words_and_keeps_the_place(cycle, boon, chai, lead):
    EnrolmentFactory(cycle=cycle, person=boon, need_words="ลับ", end_reason="เรื่องส่วนตัว")
    EnrolmentFactory(cycle=cycle, person=chai, need_words="ของชัย")
    comment = cycle.plan_comments.create(text="ความเห็นของบุญ", by=boon)

    erase(boon)

    own = Enrolment.objects.get(person=boon)
    comment.refresh_from_db()
    assert (own.need_words, own.end_reason, own.status) == ("", "–", "participant")
    assert comment.text == "–"
    assert Enrolment.objects.get(person=chai).need_words == "ของชัย"
