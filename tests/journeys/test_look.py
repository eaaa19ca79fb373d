"""The gallery in a real browser: readable, reachable, and the small scripts keep their promises."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

TARGETS = (
    ".button, .roof-tool, .places a, .tabs a, .choice, .missing a, .steps a, .vote, summary, "
    "select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])"
)
WORDS = "ลงรับก่อนเก้าโมง ช่วงบ่ายจะไม่ค้าง"


@pytest.fixture
def gallery(settings):
    settings.DEMO = True
    return "/ui/"


def dark(visitor, base: str) -> None:
    visitor.context.add_cookies([{"name": "theme", "value": "dark", "url": base}])


def answered(page: Page) -> list[str]:
    """Posts are caught here, so that a test counts them."""
    posts: list[str] = []

    def catch(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        posts.append(route.request.post_data or "")
        page.wait_for_timeout(300)
        route.fulfill(status=200, body="<!doctype html><title>ok</title>", content_type="text/html")

    page.route("**/ui/", catch)
    return posts


def test_every_component_on_phone_and_desk_in_light_and_dark(journey, gallery):
    journey.phone("light phone").open(gallery)
    journey.desk("light desk").open(gallery)
    for visitor in (journey.phone("dark phone"), journey.desk("dark desk")):
        dark(visitor, journey.base)
        visitor.page.goto(journey.base + gallery)
        assert visitor.page.locator("html").get_attribute("data-theme") == "dark"
        visitor.inspect(again=True)


def test_tables_behind_charts_open_without_faults(journey, gallery):
    visitor = journey.phone("reader")
    visitor.open(gallery)
    for summary in visitor.page.locator(".chart summary").all():
        summary.click()
    visitor.inspect(again=True)


def test_theme_is_kept_by_the_server(journey, gallery):
    visitor = journey.desk("reader")
    visitor.open(gallery)
    visitor.page.locator("[data-theme-toggle]").click()
    chosen = visitor.page.locator("html").get_attribute("data-theme")
    assert chosen == "dark"
    html = visitor.page.request.get(journey.base + gallery).text()
    assert f'data-theme="{chosen}"' in html


def test_summary_of_errors_has_the_focus_and_leads_to_the_field(journey, gallery):
    visitor = journey.phone("writer")
    visitor.open(gallery)
    expect(visitor.page.locator(".form-errors")).to_be_focused()
    visitor.page.locator(".form-errors a").first.click()
    expect(visitor.page.locator("#id_title")).to_be_focused()


def test_writing_survives_a_reload(journey, gallery):
    visitor = journey.phone("writer")
    visitor.open(gallery)
    visitor.fill("สิ่งที่ได้เรียนรู้", WORDS)
    expect(visitor.page.locator("[data-draft]")).to_contain_text("เก็บร่างแล้ว")
    visitor.page.reload()
    expect(visitor.page.locator("#id_learned")).to_have_value(WORDS)
    expect(visitor.page.locator("[data-draft]")).to_contain_text("นำกลับมาให้แล้ว")


@pytest.mark.parametrize("answer", ["/ui/nothing-here/", "/account/login/"])
def test_writing_survives_a_refusal_and_an_expired_sign_in(journey, gallery, answer):
    visitor = journey.phone("writer")
    visitor.open(gallery)
    visitor.page.route("**/ui/", lambda route: sent_to(route, journey.base + answer))
    visitor.page.locator("#id_learned").fill(WORDS)
    visitor.page.locator("form.form button[type=submit]").click()
    visitor.page.wait_for_url(f"**{answer}")
    visitor.page.goto(journey.base + gallery)
    expect(visitor.page.locator("#id_learned")).to_have_value(WORDS)


def sent_to(route: Route, url: str) -> None:
    if route.request.method == "POST":
        route.fulfill(status=302, headers={"Location": url})
    else:
        route.continue_()


def test_asked_before_posting_and_no_means_no(journey, gallery):
    visitor = journey.desk("member")
    visitor.open(gallery)
    posts = answered(visitor.page)
    visitor.page.get_by_role("button", name="เข้าร่วม", exact=True).click()
    dialog = visitor.page.locator("#confirm")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("เข้าร่วมวงนี้เลยไหม")
    dialog.get_by_role("button", name="ไม่ทำ").click()
    expect(dialog).to_be_hidden()
    assert posts == []
    visitor.page.get_by_role("button", name="เข้าร่วม", exact=True).click()
    dialog.get_by_role("button", name="เข้าร่วม").click()
    expect(visitor.page).to_have_title("ok")
    assert len(posts) == 1
    assert "who=7" in posts[0]


@pytest.mark.parametrize(
    ("status", "part"),
    [(200, '<p id="part">นับแล้ว</p>'), (409, '<div id="part" role="alert">รอบนี้ปิดแล้ว</div>')],
)
def test_part_is_swapped_when_answered_and_when_refused(journey, gallery, status, part):
    visitor = journey.desk("member")
    visitor.open(gallery)
    visitor.page.route(
        "**/ui/part/",
        lambda route: route.fulfill(status=status, body=part, content_type="text/html"),
    )
    visitor.page.get_by_role("button", name="นับฉันด้วย").press("Enter")
    swapped = visitor.page.locator("#part")
    expect(swapped).to_contain_text("แล้ว")
    expect(swapped).to_be_focused()
    visitor.inspect(again=True)


def test_lost_signal_is_said_and_the_button_waits_for_another_try(journey, gallery):
    visitor = journey.phone("member")
    visitor.open(gallery)
    visitor.page.route("**/ui/part/", lambda route: route.abort())
    button = visitor.page.get_by_role("button", name="นับฉันด้วย")
    button.click()
    expect(visitor.page.locator("#toasts")).to_contain_text("ติดต่อระบบไม่ได้")
    expect(button).not_to_have_attribute("aria-busy", "true")
    # the browser and htmx say their own word about a lost request; nothing else may be wrong
    faults = visitor.log.faults
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault and "htmx:" not in fault]


def test_two_taps_send_once(journey, gallery):
    visitor = journey.phone("writer")
    visitor.open(gallery)
    posts = answered(visitor.page)
    visitor.page.locator("form.form button[type=submit]").dblclick(no_wait_after=True)
    expect(visitor.page).to_have_title("ok")
    assert len(posts) == 1


def test_own_menu_opens_and_closes_by_keyboard(journey, gallery):
    visitor = journey.desk("member")
    visitor.open(gallery)
    summary = visitor.page.locator("details.menu summary")
    summary.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("button", name="ออกจากระบบ")).to_be_visible()
    visitor.inspect(again=True)
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("button", name="ออกจากระบบ")).to_be_hidden()
    expect(summary).to_be_focused()


def test_page_stands_without_scripts(journey, gallery):
    visitor = journey.desk("member", java_script_enabled=False)
    visitor.page.goto(journey.base + gallery)
    expect(visitor.page.locator("[data-theme-toggle]")).to_be_hidden()
    visitor.page.locator("details.menu summary").click()
    expect(visitor.page.get_by_role("button", name="ออกจากระบบ")).to_be_visible()


def test_first_tab_skips_to_the_content(journey, gallery):
    visitor = journey.desk("keyboard")
    visitor.open("/ui/nothing-here/")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.locator(".skip")
    expect(skip).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#main")).to_be_focused()
    assert re.search("#main$", visitor.page.url)


def test_targets_are_large_enough_for_a_thumb(journey, gallery):
    """44 px for what stands alone; a link inside a sentence may be lower."""
    visitor = journey.phone("thumb")
    visitor.open(gallery)
    small = visitor.page.evaluate(
        """names => [...document.querySelectorAll(names)]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 1)
        .filter(e => e.getBoundingClientRect().height < 43.5)
        .map(e => e.outerHTML.slice(0, 80))""",
        TARGETS,
    )
    assert small == []
