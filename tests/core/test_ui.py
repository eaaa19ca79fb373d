"""The components: what they say, to whom, and that colours can be read."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from sala.core.context import Place, Shell
from sala.core.gallery import SampleForm
from sala.core.permissions import ALLOWED, Missing, denied
from sala.core.phrases import initial, phrases
from sala.core.thai.fields import ThaiDateTimeField
from tools import assets

ROOT = Path(__file__).parent.parent.parent
TOKENS = (assets.CORE / "css" / "tokens.css").read_text(encoding="utf-8")


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("ยังขาด 3 อย่าง ขั้นนี้จึงยังปิดไม่ได้", ["ยังขาด 3 อย่าง", "ขั้นนี้จึงยังปิดไม่ได้"]),
        ("วันที่ ๑๒ ตุลาคม", ["วันที่ ๑๒ ตุลาคม"]),
        ("เริ่ม 13.30 น. ที่ห้องดอกจาน", ["เริ่ม 13.30 น.", "ที่ห้องดอกจาน"]),
        ("", []),
    ],
)
def test_numbers_stay_with_their_words(heading, parts):
    assert phrases(heading) == parts


def test_phrase_escapes_what_people_wrote():
    assert rendered("{{ t|phrase }}", t="<b> ก ข") == (
        '<span class="phrase">&lt;b&gt;</span> <span class="phrase">ก</span>'
        ' <span class="phrase">ข</span>'
    )


@pytest.mark.parametrize(
    ("name", "letter"), [("เกรียงไกร", "ก"), ("ไพลิน", "พ"), ("อนงค์", "อ"), ("amy", "A"), ("", "?")]
)
def test_initial_is_the_first_consonant(name, letter):
    assert initial(name) == letter


def test_allowed_act_is_a_form_that_posts():
    html = rendered(
        '{% act d "เข้าร่วม" "/c/1/membership/" kind="primary" who=7 %}',
        d=ALLOWED,
        csrf_token="abc",
    )
    assert '<form class="act" method="post" action="/c/1/membership/">' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="abc">' in html
    assert '<input type="hidden" name="who" value="7">' in html
    assert "aria-disabled" not in html


def test_refused_act_stays_in_sight_with_its_reason_and_the_people():
    decision = denied("state.open", "ยังขาดการติดตามของ", (Missing("คุณบุญส่ง", "/p/boon/"),))
    html = rendered('{% act d "ปิดรอบ" "/close/" %}', d=decision)
    assert "<form" not in html
    assert 'aria-disabled="true"' in html
    assert "ยังขาดการติดตามของ" in html
    assert '<a href="/p/boon/">คุณบุญส่ง</a>' in html


def test_state_has_shape_and_word():
    html = rendered('{% state "gap" "ขาด 3 อย่าง" %}')
    assert 'data-state="wait"' in html
    assert "icons.svg#triangle-alert" in html
    assert "ขาด 3 อย่าง" in html


def test_every_icon_asked_for_is_in_the_sprite():
    sprite = (assets.CORE / "icons.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite))
    asked = set()
    for path in (ROOT / "sala").rglob("*.html"):
        asked |= set(re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8")))
        asked |= set(re.findall(r'icon_name="([^"]+)"', path.read_text(encoding="utf-8")))
    for path in (ROOT / "sala").rglob("*.py"):
        asked |= set(re.findall(r'icon="([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
    assert asked - known == set()


def test_field_says_optional_helps_and_names_its_error():
    html = str(SampleForm({"score": "9"}))
    assert html.count("ไม่กรอกก็ได้") == 3  # learned, areas, picture; a check box needs none
    assert re.search(r'<label for="id_title">หัวข้อวง</label>', html)
    assert 'id="id_title_helptext"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert '<a href="#id_title">หัวข้อวง</a>' in html
    assert re.search(r'<fieldset class="field" data-state="error"[^>]*>\s*<legend>ใครได้พูด', html)


def test_each_box_of_a_day_and_time_has_a_name():
    class Meeting(forms.Form):
        starts_at = ThaiDateTimeField(label="วันและเวลาเริ่ม")

    html = str(Meeting({"starts_at_day": "1"}))
    assert html.count('aria-label="วันที่"') == 1
    assert html.count('aria-label="เวลา"') == 1
    assert '<a href="#id_starts_at">วันและเวลาเริ่ม</a>' in html
    assert re.search(r'<fieldset class="field"[^>]* id="id_starts_at"', html)


def test_what_people_typed_comes_back_escaped():
    html = str(SampleForm({"title": '"><script>x</script>'}))
    assert "<script>x" not in html
    assert "&lt;script&gt;x" in html


def test_paginate_keeps_the_rest_of_the_question():
    request = RequestFactory().get("/", {"q": "พัสดุ", "page": "2"})
    page = Paginator(range(50), 10).get_page(2)
    html = rendered("{% paginate page %}", page=page, request=request)
    assert "?q=%E0%B8%9E%E0%B8%B1%E0%B8%AA%E0%B8%94%E0%B8%B8&amp;page=3" in html
    one = Paginator([1], 5).get_page(1)
    assert rendered("{% paginate p %}", p=one, request=request).strip() == ""


def test_page_without_shell_or_request_still_stands():
    html = render_to_string("core/404.html")
    assert "ไม่พบหน้านี้" in html
    assert '<main id="main"' in html


def test_fault_page_needs_neither_manifest_nor_database(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    for name in ("core/500.html", "400.html"):
        html = render_to_string(name)
        assert 'href="/static/core/sala.css"' in html
        assert "<h1>" in html


def test_signed_in_roof_shows_places_bell_and_a_way_out():
    shell = Shell(
        entries=(
            Place("mine", "งานของฉัน", "/", "list-checks", current=True),
            Place("notices", "แจ้งเตือน", "/notices/", "bell", slot="me", count=3),
        ),
        agency="กรมบริการท้องที่",
        person="อนงค์ ศรีวารี",
        theme="dark",
        sign_out_url="/account/logout/",
    )
    html = render_to_string("core/404.html", {"shell": shell, "csrf_token": "abc"})
    assert 'data-theme="dark"' in html
    assert re.search(r'<a href="/" aria-current="page">.*?งานของฉัน', html, re.DOTALL)
    assert 'aria-label="แจ้งเตือน 3 เรื่องใหม่"' in html
    assert 'action="/account/logout/"' in html


def test_gallery_is_shown_only_to_builders(client, settings):
    settings.DEBUG = settings.DEMO = False
    assert client.get("/ui/").status_code == 404
    settings.DEMO = True
    response = client.get("/ui/", headers={"cookie": "theme=dark"})
    html = response.content.decode()
    assert response.status_code == 200
    assert 'data-theme="dark"' in html
    assert "<style" not in html
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*src=)", html)
    assert not re.search(r"\son[a-z]+=", html)


def test_joined_files_are_fresh():
    assert assets.stale() == []


def test_vendored_files_are_the_ones_named():
    rows = tomllib.loads((ROOT / "vendor.toml").read_text(encoding="utf-8"))["vendored"]
    named = {path: digest for row in rows for path, digest in row["sha256"].items()}
    for path, digest in named.items():
        assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest, path
    for font in (assets.CORE / "fonts").glob("*.woff2"):
        assert str(font.relative_to(ROOT)) in named


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("ground", "surface", "inset")
STATES = ("done", "wait", "stop")
TINTS = ("tint", "done-tint", "wait-tint", "stop-tint")
TEXT = [(front, back) for back in GROUNDS for front in ("ink", "soft", "faint", "accent")]
TEXT += [(front, back) for front in STATES for back in ("ground", "surface", f"{front}-tint")]
TEXT += [(front, back) for front in ("ink", "soft") for back in (*TINTS, "mark")]
TEXT += [("faint", back) for back in TINTS[:3]] + [("accent", back) for back in TINTS]
TEXT += [("accent-deep", "tint"), ("tint-ink", "tint"), ("tint-ink", "surface")]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-tile", "tile")]
TEXT += [("surface", "stop"), ("ground", "ink")]
SHAPES = [("edge", "ground"), ("edge", "surface"), ("accent", "ground"), ("accent", "surface")]
SHAPES += [("accent", "line"), ("wait", "surface"), ("tile", "ground"), ("tile", "surface")]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)], ids=["text", "shapes"])
def test_contrast_is_aa(theme, pairs, least):
    found = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
    colours = {name: shades[theme] for name, *shades in found} | {"on-tile": "#ffffff"}
    weak = {
        f"{front} on {back}": round(ratio(colours[front], colours[back]), 2)
        for front, back in pairs
        if ratio(colours[front], colours[back]) < least
    }
    assert weak == {}
