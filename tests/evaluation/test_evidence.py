from __future__ import annotations

import pytest

from sala.evaluation.actions.excuses import excuse
from sala.evaluation.evidence import excuses, figures, improvements, learning, measures, use
from sala.evaluation.models import GroupImprovement
from tests.factories.cycles import EnrolmentFactory
from tests.factories.evaluation import FollowUpFactory, LearningEvaluationFactory

SECRETS = ("ยังสับสนมาก", "หัวหน้าไม่ให้ใช้", "ปฏิทินของฉันเอง")


@pytest.fixture
def full(cycle, participant, anong):
    """A cycle whose every corner holds somebody's words."""
    LearningEvaluationFactory(enrolment=participant, feedback=SECRETS[0])
    no = {"is_used": False, "obstacle": SECRETS[1], "how": SECRETS[2], "commitment": SECRETS[2]}
    FollowUpFactory(enrolment=participant, answered=True, **no)
    other = EnrolmentFactory(cycle=cycle)
    excuse(other, "learning", "leave", "ลาศึกษาต่อ", by=anong)
    excuse(other, "use", "leave", "ลาศึกษาต่อ", by=anong)
    GroupImprovement.objects.create(cycle=cycle, text="ลองทำให้มากขึ้น", by=anong)
    return cycle


@pytest.mark.req("R123", part="nobody's answers in the evidence file")
def test_evidence_holds_counts_and_nobodys_words_or_names(full, boon):
    tables = [table(full) for table in (learning, figures, improvements, use, measures, excuses)]
    printed = str(tables)
    for secret in (*SECRETS, boon.given_name):
        assert secret not in printed
    assert all(len(row) == len(heads) for _title, heads, rows in tables for row in rows)


def test_the_full_hundred_stands_beside_the_excused(full):
    _title, _heads, rows = learning(full)
    by_label = {row[0]: row[1:] for row in rows}
    assert by_label["ครบ"] == [2, "100.00"]
    assert by_label["ยกเว้นพร้อมเหตุผล"] == [1, "50.00"]
    assert [row[1:] for row in excuses(full)[2]] == [["ลาระยะยาว", 1], ["ลาระยะยาว", 1]]


def test_an_empty_cycle_has_empty_tables(cycle):
    for table in (learning, figures, improvements, use, measures, excuses):
        assert table(cycle)[0]
