"""One spelling for Thai text, the same for index, query and snippet, and where it may be cut."""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
# A run of marks is taken whole and then looked into: thousands of them must not cost their square.
MARKS_BEFORE_AA = re.compile(f"(?<![{MARKS}])[{MARKS}]++[\u0e32\u0e45]")
MORE_AFTER_SARA_AM = re.compile(f"\u0e33[{MARKS}\u0e33]+")
MARK_RUN = re.compile(f"[{MARKS}]{{2,}}")
WRONG = re.compile(f"[\u0e47-\u0e4e][{MARKS}]|([{MARKS}])\\1")  # out of order, or twice
ODD_LETTER = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u0e4d]")
OUT_OF_ORDER = re.compile(f"[\u0e47-\u0e4e][{MARKS}]")
DOUBLED = ("เเ", *(mark * 2 for mark in "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"))
THAI_DIGITS = tuple((chr(0x0E50 + value), str(value)) for value in range(10))
# NFKC takes sara am apart, so it is put aside while NFKC runs.
SARA_AM, ASIDE = "\u0e33", "\ue033"
FOLDED_AWAY = tuple(map(chr, range(0x0E47, 0x0E4F)))

LEADING = frozenset("เแโใไ")
FOLLOWING = frozenset("ะาำๅ\u200d")
JOINER = "\u200d"


def normalise(text: str) -> str:
    """The text as it is compared: marks in order, one ำ, Arabic digits, lower case."""
    if text.isascii():
        return text.lower()
    text = _compatible(text)
    if _is_odd(text):
        text = ZERO_WIDTH.sub("", text)
        text = MARKS_BEFORE_AA.sub(_one_sara_am, text)
        text = MORE_AFTER_SARA_AM.sub(lambda m: m[0].replace(SARA_AM, "") + SARA_AM, text)
        text = text.replace("เเ", "แ")
        text = _compatible(MARK_RUN.sub(_in_order, text))  # a mark that moved may meet another
    return arabic(text).lower()


def _is_odd(text: str) -> bool:
    """Whether anything stands here that another would write another way; nearly never."""
    return bool(
        ODD_LETTER.search(text)
        or any(pair in text for pair in DOUBLED)
        or OUT_OF_ORDER.search(text)
        or MORE_AFTER_SARA_AM.search(text)
    )


def arabic(text: str) -> str:
    """Thai digits as Arabic ones; ten replacements are far quicker than a table of letters."""
    for thai, digit in THAI_DIGITS:
        text = text.replace(thai, digit)
    return text


def _one_sara_am(found: re.Match[str]) -> str:
    """A ring and า, whatever tone stands between them, are one ำ."""
    whole = found[0]
    return whole[:-1].replace("\u0e4d", "") + SARA_AM if "\u0e4d" in whole else whole


def _in_order(marks: re.Match[str]) -> str:
    """Vowels before tones, each mark once, as a keyboard that corrects would have it."""
    if WRONG.search(marks[0]) is None:
        return marks[0]
    return "".join(sorted(dict.fromkeys(marks[0]), key=lambda mark: mark >= "\u0e47"))


def _compatible(text: str) -> str:
    aside = text.replace(SARA_AM, ASIDE)
    if unicodedata.is_normalized("NFKC", aside):
        return text
    # Nothing is put together across a space, and most parts are as they should be.
    parts = (_nfkc(part) for part in aside.split(" "))
    return " ".join(parts).replace(ASIDE, SARA_AM)


def _nfkc(part: str) -> str:
    is_one = unicodedata.is_normalized("NFKC", part)
    return part if is_one else unicodedata.normalize("NFKC", part)


def fold(text: str) -> str:
    """Normalised text without tone marks, ็ and ์: what people most often leave out."""
    for mark in FOLDED_AWAY:
        text = text.replace(mark, "")
    return text


def may_cut(text: str, at: int) -> bool:
    """Whether a line may end before `at` without tearing what stands on one place."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before in LEADING or after in FOLLOWING or before == JOINER or (before, after) == CRLF:
        return False
    if after < "\u0300":
        return True
    category = unicodedata.category(after)
    return not (category[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff" or _is_flag(text, at))


CRLF = ("\r", "\n")


def _is_flag(text: str, at: int) -> bool:
    """Two regional letters make a flag: count those before to know which belong together."""
    start = at
    while start > 0 and "\U0001f1e6" <= text[start - 1] <= "\U0001f1ff":
        start -= 1
    return "\U0001f1e6" <= text[at] <= "\U0001f1ff" and (at - start) % 2 == 1


def clusters(text: str) -> list[str]:
    """The pieces that are never torn; joined they are the text."""
    edges = [at for at in range(len(text)) if may_cut(text, at)]
    return [text[a:b] for a, b in zip(edges, [*edges[1:], len(text)], strict=bool(edges))]
