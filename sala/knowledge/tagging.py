"""Words between commas: what people, books, notes and items are about."""

from __future__ import annotations

from sala.core.thai import clean_line, cut, fold_key

LONGEST, MOST = 40, 8


def tag_key(word: str) -> str:
    """How a word is found again, however it was typed; fit to stand in an address."""
    return fold_key(word.replace("/", " ").replace("\\", " ").strip(". #"))[:60]


def tags_in(text: str) -> dict[str, str]:
    """Key → word of a text such as "พัสดุ, ตรวจรับ", in its order; at most eight."""
    found: dict[str, str] = {}
    for part in text.split(","):
        word = cut(clean_line(part).strip(". #"), LONGEST)
        if key := tag_key(word):
            found.setdefault(key, word[:60])
    return dict(list(found.items())[:MOST])
