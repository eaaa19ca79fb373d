"""Every component in every state on one page, for whoever writes the next page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sala.core import samples
from sala.core.context import Shell, prepare_shell
from sala.core.permissions import ALLOWED, Missing, denied
from sala.core.responses import render_page
from sala.core.widgets import Scale


class SampleForm(forms.Form):
    """One field of each kind; bound with mistakes on the page."""

    POINTS: ClassVar = [
        (str(n), word)
        for n, word in enumerate(("1 น้อยที่สุด", "2 น้อย", "3 กลาง", "4 มาก", "5 มากที่สุด"), 1)
    ]
    title = forms.CharField(label=_("หัวข้อวง"), help_text=_("คนอ่านเห็นแล้วรู้ว่าควรมาหรือไม่"))
    when = forms.DateField(label=_("วันที่จัด"))
    learned = forms.CharField(label=_("สิ่งที่ได้เรียนรู้"), required=False, widget=forms.Textarea)
    talk = forms.ChoiceField(
        label=_("ใครได้พูด"),
        choices=[("few", _("ส่วนใหญ่ผู้รู้พูด")), ("even", _("พอ ๆ กัน")), ("many", _("ส่วนใหญ่สมาชิกพูด"))],
        widget=forms.RadioSelect,
    )
    areas = forms.MultipleChoiceField(
        label=_("เกี่ยวกับเรื่องใด"),
        choices=[("money", _("การเงินและพัสดุ")), ("papers", _("สารบรรณ"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    unit = forms.ChoiceField(label=_("หน่วยงาน"), choices=[("1", _("กองคลังและพัสดุ"))])
    score = forms.ChoiceField(label=_("พอใจเวลาของวงนี้เพียงใด"), choices=POINTS, widget=Scale)
    agree = forms.BooleanField(label=_("ให้เผยแพร่ชื่อของฉันในบันทึก"), required=False)
    picture = forms.FileField(label=_("รูปกระดานหรือเอกสาร"), required=False)


@login_not_required
@require_GET
def ui_gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    if not prepare_shell(request).person:
        setattr(request, "shell", _sample_shell(prepare_shell(request)))
    return render_page(request, "core/gallery.html", _specimens(request))


def _sample_shell(bare: Shell) -> Shell:
    """The roof as a signed-in person sees it, for a builder who is not."""
    return replace(
        bare,
        entries=samples.PLACES,
        person="อนงค์ ศรีวารี",
        agency="กรมบริการท้องที่",
        sign_out_url="/ui/",
    )


def _specimens(request: HttpRequest) -> dict[str, Any]:
    gaps = (
        Missing("บุญส่ง แก้วกล้า", "#", "ยังไม่ได้ติดตามการนำไปใช้"),
        Missing("ญาณิศา ปิ่นทองคำ", "#", "ยังไม่ได้ประเมินผลการเรียนรู้"),
    )
    return {
        "steps": samples.STEPS,
        "gaps": gaps,
        "allowed": ALLOWED,
        "refused": denied("state.unfinished", "ปิดรอบยังไม่ได้ ยังขาดการติดตามของ", gaps),
        "form": SampleForm({"when": "31 พ.ย. 2569", "score": "4", "talk": "even"}),
        "names": ["อนงค์ ศรีวารี", "บุญส่ง แก้วกล้า", "เกรียงไกร ปั้นดี", "ญาณิศา ปิ่นทองคำ"],
        "tabs": samples.TABS,
        "facts": [("เริ่ม", "27 ต.ค. 2569"), ("ผู้เข้าร่วม", "14 คน"), ("หน่วยงาน", "6 แห่ง")],
        "figures": samples.FIGURES,
        "moments": samples.MOMENTS,
        "page": Paginator(range(100), 20).get_page(request.GET.get("page", "2")),
        "states": samples.STATES,
        "work": samples.WORK,
        "bars": samples.BARS,
        "changes": samples.CHANGES,
        "spreads": samples.SPREADS,
        "trend": samples.TREND,
        "months": samples.MONTHS,
        "none": [],
    }
