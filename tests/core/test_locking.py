"""Two acts that meet wait for each other in one line (core/locking.py)."""

from __future__ import annotations

import pytest
from django.db import connection

from sala.cycles.actions import Answers, accept_enrolment, answer
from sala.cycles.models import Enrolment, EnrolmentStatus
from sala.people.models import Person
from tests.at_once import at_once
from tests.factories.cycles import EnrolmentFactory

YES = Answers(has_interest=True, has_need=True, is_ready=True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_accepting_twice_while_the_person_answers_again_locks_nobody_out(anong, boon, cycle):
    enrolment = EnrolmentFactory(cycle=cycle, person=boon)
    for _turn in range(5):
        Enrolment.objects.filter(pk=enrolment.pk).update(
            status=EnrolmentStatus.WAITING, accepted_at=None, invited_by=None
        )
        results = at_once(
            lambda: accept_enrolment(
                Enrolment.objects.get(pk=enrolment.pk), by=Person.objects.get(pk=anong.pk)
            ),
            lambda: answer(cycle, YES, by=Person.objects.get(pk=boon.pk)),
            lambda: accept_enrolment(
                Enrolment.objects.get(pk=enrolment.pk), by=Person.objects.get(pk=anong.pk)
            ),
        )
        faults = [one for one in results if isinstance(one, str) and one != "refused"]
        assert faults == []
        assert Enrolment.objects.filter(cycle=cycle, person=boon).count() == 1
