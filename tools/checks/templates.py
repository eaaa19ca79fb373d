"""What may not stand in a template: queries, inline code and style, forms open to forgery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.checks.sources import templates

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
# `row.count` is a number somebody counted; `posts.count` asks the database.
QUERY = re.compile(
    r"(?:\.(?:all|exists|filter|exclude|values|values_list|get_queryset|(?!may_)\w+_set)"
    r"|(?:(?<=s)|(?<=_set))\.(?:count|first|last))(?=[\s|}%.]|$)"
)
FAULTS = {
    r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/json)": "inline script",
    r"<style\b": "inline style sheet",
    r"<[^>{]*\sstyle\s*=": "style attribute",
    r"<\w[^>]*\son[a-z]+\s*=": "inline event handler",
    r"\bhx-on\b|\bhx-vals\s*=\s*.js:": "code in an htmx attribute",
    r"=\s*[\"']\s*javascript:": "javascript: address",
    r"(?<!help_text)\|\s*safe\b|\{%\s*autoescape\s+off": "text let through unescaped",
}
FOREIGN = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*\s(?:src|href)=[\"'](?:https?:)?//",
    re.IGNORECASE,
)
FORM = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)
PRINTED_ELSEWHERE = {"mail"}  # a mail has no style sheet to link: its style stands in it


def problems(root: Path) -> Iterator[str]:
    for path in templates(root):
        text = COMMENT.sub(blank, path.read_text(encoding="utf-8"))
        for place, fault in faults(text, is_mail=bool(PRINTED_ELSEWHERE & set(path.parts))):
            line = text.count("\n", 0, place) + 1
            yield f"{path.relative_to(root)}:{line}: {fault}"


def faults(text: str, *, is_mail: bool = False) -> Iterator[tuple[int, str]]:
    """Where in a template, and what is wrong there."""
    for tag in TAG.finditer(text):
        if found := QUERY.search(without_strings(tag.group())):
            yield tag.start(), f"a query in a template: {found.group()}"
    for pattern, fault in FAULTS.items():
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if not (is_mail and "style" in fault):
                yield found.start(), fault
    for found in FOREIGN.finditer(text):
        yield found.start(), "loaded from another host"
    for form in FORM.finditer(text):
        if "csrf_token" not in form.group(1):
            yield form.start(), "a form that posts without {% csrf_token %}"


def without_strings(tag: str) -> str:
    return re.sub(r"\"[^\"]*\"|'[^']*'", "''", tag)


def blank(found: re.Match[str]) -> str:
    """Nothing, in as many lines as there were."""
    return "\n" * found.group().count("\n")
