from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.addresses import address_of, digest
from sala.core.permissions import Refused, denied, require
from sala.core.posted import number_in
from sala.core.responses import render_page
from sala.core.tries import may_try
from sala.people.actions.accounts import change_profile, open_account, print_codes
from sala.people.actions.agencies import change_settings
from sala.people.actions.offices import end_office, give_office
from sala.people.forms import ActivationForm, AgencyForm, ProfileForm
from sala.people.http import Request
from sala.people.models import AgencySettings, Office, Person, Unit
from sala.people.offices import OfficeKind
from sala.people.queries import office_rows, people_named, units_to_print, without_account
from sala.people.rules import has_ability

TRIES = 200
WINDOW = 3600  # seconds; one counter for each hour of the clock


@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "POST"])
def activation(request: HttpRequest) -> HttpResponse:
    """Open an account with the code printed for you."""
    form = ActivationForm(request.POST or None)
    if request.method == "POST":
        _count_tries(request)
        if form.is_valid():
            data = form.cleaned_data
            try:
                person = open_account(data["code"], password=data["password"], email=data["email"])
            except Refused as refused:
                form.add_error("code", refused.decision.reason)
            else:
                login(request, person, "django.contrib.auth.backends.ModelBackend")
                messages.success(request, _("เปิดบัญชีแล้ว ยินดีต้อนรับ"))
                return redirect("/")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "people/activation.html", {"form": form}, status=status)


def _count_tries(request: HttpRequest) -> None:
    """Guessing is bounded by address and hour; wide enough for an office behind one address."""
    who = digest(address_of(request))
    if not may_try("activation", who, most=TRIES, seconds=WINDOW):
        require(denied("state.tries", _("ลองหลายครั้งเกินไป รอสักครู่แล้วลองใหม่")))


def _agency(request: Request, ability: str) -> Unit:
    agency = Unit.objects.get(pk=request.user.agency_id)
    if not has_ability(request.user, ability, agency.pk):
        raise Http404
    return agency


@require_GET
def accounts(request: Request) -> HttpResponse:
    agency = _agency(request, "import_people")
    return render_page(request, "people/accounts.html", {"units": units_to_print(agency)})


@require_POST
def codes(request: Request, unit_id: int) -> HttpResponse:
    """The printed slips of one unit; the codes are shown this once."""
    agency = _agency(request, "import_people")
    unit = get_object_or_404(Unit, pk=unit_id, agency=agency)
    printed = print_codes(unit, without_account(unit), by=request.user)
    return render_page(request, "people/codes.html", {"unit": unit, "printed": printed})


@require_GET
def offices(request: Request) -> HttpResponse:
    agency = _agency(request, "manage_accounts")
    text = request.GET.get("q", "")[:100]
    context = {
        "rows": office_rows(agency),
        "kinds": OfficeKind.choices,
        "q": text,
        "found": people_named(agency.pk, text),
    }
    return render_page(request, "people/offices.html", context)


@require_POST
def office_giving(request: Request) -> HttpResponse:
    agency = _agency(request, "manage_accounts")
    person = get_object_or_404(Person, pk=_number(request, "person"), agency=agency)
    kind = request.POST.get("kind", "")
    if kind not in OfficeKind.values:
        require(denied("value.kind", _("เลือกหน้าที่ที่จะมอบ")))
    give_office(person, kind=kind, unit=agency, by=request.user)
    messages.success(request, _("มอบหน้าที่แล้ว"))
    return redirect("people:offices")


@require_POST
def office_ending(request: Request, office_id: int) -> HttpResponse:
    agency = _agency(request, "manage_accounts")
    end_office(get_object_or_404(Office, pk=office_id, unit__agency=agency), by=request.user)
    messages.success(request, _("สิ้นสุดหน้าที่แล้ว"))
    return redirect("people:offices")


def _number(request: Request, name: str) -> int:
    return number_in(request.POST.get(name, "")) or 0


@require_http_methods(["GET", "POST"])
def me(request: Request) -> HttpResponse:
    """My own page: what I say about myself, and where my settings are."""
    person = request.user
    initial = {"about": person.about, "phone": person.phone, "name_en": person.name_en}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_profile(person, **form.cleaned_data)
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("people:me")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "people/me.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def agency(request: Request) -> HttpResponse:
    """The agency's own words, numbers and digits."""
    unit = _agency(request, "manage_catalogues")
    own = AgencySettings.objects.get(agency=unit)
    form = AgencyForm(request.POST or None, settings=own)
    if request.method == "POST" and form.is_valid():
        change_settings(own, words=form.words(), by=request.user, **form.numbers())
        messages.success(request, _("บันทึกแล้ว ทุกหน้าและจดหมายใช้ถ้อยคำใหม่ทันที"))
        return redirect("people:agency")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "people/agency.html", {"form": form}, status=status)
