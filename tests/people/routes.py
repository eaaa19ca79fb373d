"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from sala.core.models import Attachment, Run
from sala.core.terms import KINDS
from sala.people.actions.imports import KIND
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory, UnitFactory
from tests.project.routing import Route, World

SIGNED_IN = "302 200 200 200 200 200"
KM_READS = "302 404 404 404 404 200"
KM_ACTS = "302 404 404 404 404 302"
NOBODY_HERE = "302 404 404 404 404 404"


def of_chai(world: World) -> dict[str, Any]:
    return {"handle": world.people["outsider"].handle}


def of_unit(world: World) -> dict[str, Any]:
    unit = UnitFactory(agency=world.agency)
    PostingFactory(person=PersonFactory(agency=world.agency, email=""), unit=unit)
    return {"unit_id": unit.pk}


def of_file(world: World) -> dict[str, Any]:
    attachment = Attachment(
        label="people.unit",
        object_id=world.agency.pk,
        audience=f"agency:{world.agency.pk}",
        name="แผน.pdf",
        media_type="application/pdf",
        size=4,
        sha256="",
    )
    attachment.file.save("plan.pdf", ContentFile(b"%PDF"))
    return {"pk": attachment.pk}


def of_run(world: World) -> dict[str, Any]:
    run = Run(kind=KIND, agency_id=world.agency.pk, asked_by_id=world.people["km_team"].pk)
    run.settings = {"kind": "staff", "makes_units": False, "name": "staff.csv"}
    run.source.save("staff.csv", ContentFile(b"x"))
    return {"run_id": run.pk}


def of_office(world: World) -> dict[str, Any]:
    return {"office_id": OfficeFactory(person=world.people["outsider"], kind="auditor").pk}


def data(**values: str):
    return lambda world: values


def agency_data(world: World) -> dict[str, Any]:
    numbers = {
        "session_minutes": "60",
        "session_cap_minutes": "120",
        "first_follow_up_days": "30",
        "second_follow_up_days": "90",
        "review_reminder_days": "30",
        "quiet_days": "90",
        "pass_percent": "60",
    }
    words = {f"{language}_{kind}": "" for language in ("th", "en") for kind in KINDS}
    choices = {
        "digits": "thai",
        "demands_endorsement": "",
        "counts_daily_opens": "",
        "default_licence": "by",
    }
    return {**numbers, **words, **choices, "agreement": ""}


ROUTES = {
    "set_language": [Route("post", "302 302 302 302 302 302", data=data(language="en", next="/"))],
    "people:people": [Route("get", SIGNED_IN)],
    "people:person": [Route("get", "302 200 404 200 200 200", args=of_chai)],
    "people:file": [Route("get", "404 200 404 200 200 200", args=of_file)],
    "people:file_look": [Route("get", "404 200 404 200 200 200", args=of_file)],
    "people:unit": [Route("get", "302 200 404 200 200 200", args=of_unit)],
    "people:me": [
        Route("get", SIGNED_IN),
        Route(
            "post",
            "302 302 302 302 302 302",
            data=data(about="ดูแลงานพัสดุ", phone="", name_en=""),
        ),
    ],
    "people:activation": [
        Route("get", "200 200 200 200 200 200"),
        Route(
            "post",
            "422 422 422 422 422 422",
            data=data(code="XXXX-XXXX-XXXX", password="สบู่หอมวันศุกร์", email=""),
        ),
    ],
    "people:imports": [
        Route("get", KM_READS),
        Route("post", "302 404 404 404 404 422", data=data(kind="staff", file="", makes_units="")),
    ],
    "people:import_confirmation": [Route("post", NOBODY_HERE, data=data(ticket="forged"))],
    "people:import_run": [Route("get", KM_READS, args=of_run)],
    "people:import_cancellation": [Route("post", KM_ACTS, args=of_run)],
    "people:refused_rows": [Route("get", KM_READS, args=of_run)],
    "people:accounts": [Route("get", KM_READS)],
    "people:codes": [Route("post", KM_READS, args=of_unit)],
    "people:agency": [
        Route("get", KM_READS),
        Route("post", KM_ACTS, data=agency_data),
    ],
    "people:offices": [Route("get", NOBODY_HERE)],
    "people:office_giving": [Route("post", NOBODY_HERE, data=data(person="1", kind="auditor"))],
    "people:office_ending": [Route("post", NOBODY_HERE, args=of_office)],
}
