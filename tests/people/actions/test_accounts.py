from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils.timezone import now

from sala.core.permissions import Refused
from sala.people.actions.accounts import open_account, print_codes
from sala.people.actions.offices import end_office, give_office
from sala.people.models import ActivationCode
from sala.people.rules import has_ability
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory, UnitFactory

PASSWORD = "สบู่หอมวันศุกร์"


@pytest.fixture
def it_office(agency):
    person = PersonFactory(agency=agency, handle="it")
    OfficeFactory(person=person, kind="it_office", unit=agency)
    return person


@pytest.fixture
def slip(agency, it_office):
    unit = UnitFactory(agency=agency)
    person = PersonFactory(agency=agency, email="", given_name="สมหมาย")
    person.set_unusable_password()
    person.save()
    PostingFactory(person=person, unit=unit)
    return print_codes(unit, [person], by=it_office)[0]


def test_a_printed_code_opens_an_account_once(slip):
    person = open_account(slip.code.lower().replace("-", " "), password=PASSWORD)

    assert person == slip.person
    assert person.check_password(PASSWORD)
    with pytest.raises(Refused, match="ใช้ไปแล้ว"):
        open_account(slip.code, password="อีกรหัสหนึ่งนะ")


def test_a_code_is_not_kept_readable(slip):
    assert slip.code.replace("-", "") not in str(ActivationCode.objects.values_list())


def test_an_old_slip_stops_working_when_a_new_one_is_printed(slip, it_office):
    print_codes(slip.person.postings.get().unit, [slip.person], by=it_office)

    with pytest.raises(Refused):
        open_account(slip.code, password=PASSWORD)


def test_a_code_expires(slip, time_machine):
    time_machine.move_to(now() + timedelta(days=61))

    with pytest.raises(Refused, match="หมดอายุ"):
        open_account(slip.code, password=PASSWORD)


def test_the_page_signs_the_person_in(client, slip):
    response = client.post("/activation/", {"code": slip.code, "password": PASSWORD, "email": ""})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(slip.person.pk)


def test_a_short_password_is_refused_with_a_sentence(client, slip):
    response = client.post("/activation/", {"code": slip.code, "password": "123", "email": ""})

    assert response.status_code == 422
    assert slip.code in response.content.decode()


class TestSigningIn:
    @pytest.fixture
    def somsri(self, agency):
        person = PersonFactory(agency=agency, email="somsri@example.go.th")
        person.set_password(PASSWORD)
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person

    def test_by_email_and_password(self, client, somsri):
        response = client.post("/account/login/", {"login": somsri.email, "password": PASSWORD})

        assert response.status_code == 302
        assert client.session["_auth_user_id"] == str(somsri.pk)

    def test_a_wrong_password_says_so_in_thai(self, client, somsri):
        response = client.post("/account/login/", {"login": somsri.email, "password": "ผิดแน่นอน"})

        assert "_auth_user_id" not in client.session
        assert "ไม่ถูกต้อง" in response.content.decode()

    def test_one_persons_typing_errors_lock_no_whole_office(self, client, somsri, agency):
        other = PersonFactory(agency=agency, email="other@example.go.th")
        other.set_password(PASSWORD)
        other.save()
        EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
        for _try in range(12):
            client.post("/account/login/", {"login": somsri.email, "password": "ผิดแน่นอน"})

        client.post("/account/login/", {"login": other.email, "password": PASSWORD})

        assert client.session["_auth_user_id"] == str(other.pk)

    def test_staff_from_an_import_set_a_password_by_mail(self, client, agency):
        person = PersonFactory(agency=agency, email="new@example.go.th")
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=False)

        client.post("/account/password/reset/", {"email": person.email})

        assert len(mail.outbox) == 1
        assert person.email in mail.outbox[0].to


class TestOffices:
    def test_an_office_is_given_and_ended_by_another(self, it_office, agency, chai):
        office = give_office(chai, kind="km_team", unit=agency, by=it_office)
        assert has_ability(chai, "import_people", agency.pk)

        end_office(office, by=it_office)
        del chai._offices
        assert not has_ability(chai, "import_people", agency.pk)

    def test_nobody_gives_an_office_to_oneself(self, it_office, agency):
        with pytest.raises(Refused, match="ตนเอง"):
            give_office(it_office, kind="km_team", unit=agency, by=it_office)

    def test_no_office_for_a_stranger(self, it_office, agency, duangjai):
        with pytest.raises(Refused):
            give_office(duangjai, kind="km_team", unit=agency, by=it_office)


@pytest.mark.parametrize("field", ["is_active", "erased_at"])
def test_a_slip_of_someone_who_is_gone_opens_nothing(slip, field):
    setattr(slip.person, field, False if field == "is_active" else now())
    slip.person.save()

    with pytest.raises(Refused):
        open_account(slip.code, password=PASSWORD)


def test_guessing_codes_ends_in_a_refusal_that_lasts_the_hour(client, db, monkeypatch):
    monkeypatch.setattr("sala.people.views.accounts.TRIES", 1)
    wrong = {"code": "AAAA-AAAA-AAAA", "password": PASSWORD}
    answers = [client.post("/activation/", wrong).status_code for _try in range(22)]
    assert answers[0] == 422
    assert answers[-1] == 409
