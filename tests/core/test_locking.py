"""Two acts that meet wait for each other in one line (core/locking.py)."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from sala.core.permissions import Refused
from sala.cycles.actions import Answers, accept_enrolment, answer
from sala.cycles.models import Enrolment, EnrolmentStatus
from sala.people.models import Person
from tests.factories.cycles import EnrolmentFactory

YES = Answers(has_interest=True, has_need=True, is_ready=True)


def at_once(*acts):
    """What each act came to, all begun at the same moment."""
    start, results = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
            results.append("done")
        except Refused:
            results.append("refused")
        except Exception as problem:  # noqa: BLE001 -- the fault is what is looked for
            results.append(repr(problem))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


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
        assert set(results) <= {"done", "refused"}
        assert Enrolment.objects.filter(cycle=cycle, person=boon).count() == 1
