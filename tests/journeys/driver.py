"""A person in front of the product: opens pages, taps, types; everything seen is inspected.

Every page met for the first time at one width is looked at by axe, may not be wider than the
screen, may not log an error, and may not ask another host for anything. Taps and fields are
counted per role.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Locator, Page, Request, Response, expect

AXE = Path(__file__).with_name("axe.min.js")
HTML_LIMIT = 25 * 1024
GALLERY = "/ui/"  # every component at once, for builders: no page of the product
FIRST_VISIT_LIMIT = 150 * 1024
SERIOUS = {"serious", "critical"}
WAIT = 10_000  # milliseconds
LATIN = re.compile(r"[A-Za-z]{2,}")
NOT_PROSE = re.compile(r"\S+@\S+|https?://\S+|/\w+/|\S+\.(?:csv|docx|xlsx)")
# What a Thai office writes in Latin letters, and the three words of the handbook in brackets.
LATIN_ALLOWED = {
    "AAR", "Community", "CSV", "Domain", "English", "EPUB", "Excel", "KA",
    "KB", "KM", "LINE", "OPDS", "PDF", "PMQA",
    "PowerPoint", "Practice", "QR", "TIS", "UTF", "Word", "XLSX", "ZIP",
}  # fmt: skip


@dataclass
class Tally:
    """What the people of one role had to do."""

    taps: int = 0
    fields: int = 0
    required: int = 0


@dataclass
class Log:
    """What a whole journey has seen; shared by its visitors."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    html: dict[str, int] = field(default_factory=dict)
    pages: dict[str, BrowserContext] = field(default_factory=dict)
    inspected: set[tuple[str, int]] = field(default_factory=set)

    def table(self, weights: dict[str, int]) -> str:
        """Taps and fields per role, and the heaviest page of the journey."""
        rows = [f"{'role':<14}{'taps':>6}{'fields':>8}{'required':>10}"]
        for role, tally in self.tallies.items():
            rows.append(f"{role:<14}{tally.taps:>6}{tally.fields:>8}{tally.required:>10}")
        heaviest = max(weights, key=weights.__getitem__)
        rows.append(
            f"{len(weights)} pages; heaviest first visit {weights[heaviest] / 1024:.0f} KB"
            f" ({heaviest}); largest HTML {max(self.html.values()) / 1024:.1f} KB"
        )
        return "\n".join(rows)


class Visitor:
    """One person at one screen. Names of buttons, links and fields are what the page shows."""

    def __init__(self, context: BrowserContext, base: str, role: str, log: Log) -> None:
        self.context, self.base, self.role, self.log = context, base, role, log
        self.tally = log.tallies.setdefault(role, Tally())
        self.page: Page = context.new_page()
        self.page.set_default_timeout(WAIT)
        expect.set_options(timeout=WAIT)
        self.page.on("console", lambda said: self._console(said.type, said.text))
        self.page.on("pageerror", lambda error: self._fault(f"script error: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self._documents: list[Response] = []

    # -- what a person does ------------------------------------------------------------------

    def open(self, path: str) -> Response | None:
        """Type an address or follow a bookmark: no tap."""
        response = self.page.goto(self.base + path)
        self.inspect()
        return response

    def tap(self, name: str, *, within: str | None = None, exact: bool = False) -> None:
        """A link, button or summary with this name; the first that can be seen."""
        place = self._place(within)
        pattern: str | re.Pattern[str] = name if exact else re.compile(re.escape(name))
        target = (
            place.get_by_role("button", name=pattern, exact=exact)
            .or_(place.get_by_role("link", name=pattern, exact=exact))
            .or_(place.locator("summary").filter(has_text=pattern))
        )
        self._press(target.locator("visible=true").first)

    def press(self, selector: str) -> None:
        """For the few things without a name of their own."""
        self._press(self.page.locator(selector).first)

    def fill(self, label: str, value: str, *, within: str | None = None) -> None:
        control = self._control(label, within)
        self.tally.fields += 1
        self.tally.required += control.evaluate("control => control.required ? 1 : 0")
        control.fill(value)

    def choose(self, label: str, option: str, *, within: str | None = None) -> None:
        """An entry of a list."""
        control = self._control(label, within)
        self.tally.fields += 1
        self.tally.required += control.evaluate("control => control.required ? 1 : 0")
        control.select_option(label=option)

    def mark(self, label: str, *, within: str | None = None, exact: bool = False) -> None:
        """A box or a round button: one tap, on its label as a thumb does."""
        self.tally.taps += 1
        self._control(label, within, exact=exact).check()

    def attach(self, label: str, path: Path) -> None:
        self.tally.fields += 1
        self._control(label, None).set_input_files(path)

    # -- what a person sees ------------------------------------------------------------------

    def see(self, text: str) -> None:
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def miss(self, text: str) -> None:
        expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)

    def screenshot(self, path: Path) -> None:
        self.page.screenshot(path=path, full_page=True)

    # -- what is looked at for them ----------------------------------------------------------

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def inspect(self, *, again: bool = False) -> None:
        """Axe, width and a title, once per page and screen; `again` after a part has changed."""
        self._measure()
        width = self._width()
        if (self.path, width) in self.log.inspected and not again:
            return
        self.log.inspected.add((self.path, width))
        self.log.pages.setdefault(self.path, self.context)
        for fault in axe(self.page):
            self._fault(fault)
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wider > 0:
            self._fault(f"{wider} px wider than a screen of {width} px")
        if not self.page.title():
            self._fault("a page without a title")
        if strange := latin_words(self.page):
            self._fault(f"English by accident: {', '.join(sorted(strange))}")

    def _width(self) -> int:
        return (self.page.viewport_size or {"width": 0})["width"]

    def _place(self, within: str | None) -> Locator:
        return self.page.locator(within or "body")

    def _control(self, label: str, within: str | None, *, exact: bool = False) -> Locator:
        named = self._place(within).get_by_label(label, exact=exact)
        return named.locator("visible=true").first

    def _press(self, target: Locator) -> None:
        self.tally.taps += 1
        target.click()
        self.page.wait_for_load_state()
        self.inspect()

    def _fault(self, fault: str) -> None:
        self.log.faults.append(f"{self.role} at {self.path}: {fault}")

    def _console(self, kind: str, text: str) -> None:
        # A refusal is an answer (403, 409, 422); Chromium reports it as a failed load.
        if kind == "error" and not re.search(r"status of 4(03|04|09|22)", text):
            self._fault(f"console: {text}")

    def _request(self, request: Request) -> None:
        if request.url.startswith(("http:", "https:")) and not request.url.startswith(self.base):
            self._fault(f"asks another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self._fault(f"{response.status} from {response.url}")
        if response.request.resource_type == "document" and response.status == 200:
            self._documents.append(response)

    def _measure(self) -> None:
        """The HTML of the pages just met, as it is before it is compressed."""
        while self._documents:
            response = self._documents.pop()
            if "text/html" in response.headers.get("content-type", ""):
                path = urlsplit(response.url).path
                with suppress(Error):  # a page left at once keeps no body; it is met again
                    self.log.html[path] = max(len(response.body()), self.log.html.get(path, 0))


def axe(page: Page) -> list[str]:
    """Serious and critical faults, one line each with the place. Runs under the page's own CSP."""
    if not page.evaluate("typeof window.axe!== 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'],"
        " runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"axe {violation['impact']} {violation['id']}: {node['target']}"
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"][:3]
    ]


def latin_words(page: Page) -> set[str]:
    """Latin words a reader of a Thai page meets, without codes, addresses and what is allowed."""
    shown = page.evaluate(
        """() => {
            if (document.documentElement.lang !== "th") return "";
            const copy = document.body.cloneNode(true);
            const unread = "[lang=en], .code, script, noscript, svg, textarea[hidden]";
            copy.querySelectorAll(unread).forEach(part => part.remove());
            return copy.textContent;
        }"""
    )
    return set(LATIN.findall(NOT_PROSE.sub(" ", shown))) - LATIN_ALLOWED


def first_visit_bytes(context: BrowserContext, url: str) -> dict[str, int]:
    """Bytes over the wire of each thing a page loads as it opens, with nothing in the cache."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    session.on(
        "Network.responseReceived",
        lambda event: addresses.update({event["requestId"]: event["response"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update(
            {addresses.get(event["requestId"], "?"): int(event["encodedDataLength"])}
        ),
    )
    with suppress(Error):  # a page that only answers a form has no first visit
        page.goto(url, wait_until="networkidle")
    page.close()
    return dict(sizes)
