from __future__ import annotations

from sala.evaluation.erasure import erase, export
from sala.evaluation.models import FollowUp
from sala.evaluation.steps import learning_progress, use_progress
from tests.factories.evaluation import FollowUpFactory, LearningEvaluationFactory


def test_export_holds_ones_own_answers(participant, boon, chai):
    FollowUpFactory(enrolment=participant, answered=True)
    assert export(boon)["follow_ups"][0]["how"] == "ใช้ปฏิทินตรวจรับกับงานจ้างเหมาสามเรื่อง"
    assert export(chai)["follow_ups"] == []


def test_words_go_and_the_report_stays(cycle, participant, boon):
    LearningEvaluationFactory(enrolment=participant)
    FollowUpFactory(enrolment=participant, is_used=False, obstacle="หัวหน้าไม่ให้", answered=True)
    FollowUp.objects.update(is_used=False, obstacle="หัวหน้าไม่ให้", how="")
    erase(boon)

    kept = FollowUp.objects.get()
    assert (kept.obstacle, kept.obstacle_kind) == ("", "other")
    assert learning_progress([cycle])[cycle.pk] == 1
    assert use_progress([cycle])[cycle.pk] == 1
