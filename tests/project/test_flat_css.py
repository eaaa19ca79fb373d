"""Nesting and light-dark() written out mean the same as before."""

from __future__ import annotations

import pytest

from tools.flat_css import flat, selectors


@pytest.mark.parametrize(
    ("nested", "written"),
    [
        (".a { color: red; .b { x: 1 } }", ".a { color: red }\n.a .b { x: 1 }\n"),
        (".a { &:hover { x: 1 } > p { y: 2 } }", ".a:hover { x: 1 }\n.a > p { y: 2 }\n"),
        (".a, .b { i { x: 1 } }", ".a i, .b i { x: 1 }\n"),
        (".a { :is(b, i) { x: 1 } }", ".a :is(b, i) { x: 1 }\n"),
        (
            ".a { @media (width < 40rem) { x: 1; b { y: 2 } } }",
            "@media (width < 40rem) {\n.a { x: 1 }\n.a b { y: 2 }\n}\n",
        ),
        ('/* c */ .a::after { content: "{;}" }', '.a::after { content: "{;}" }\n'),
        ("@layer a, b;", "@layer a, b;\n"),
        ("@keyframes t { to { rotate: 1turn } }", "@keyframes t {\nto { rotate: 1turn }\n}\n"),
        (".a { b { x: 1 } y: 2 }", ".a b { x: 1 }\n.a { y: 2 }\n"),
    ],
)
def test_nested_rules_are_written_out_in_order(nested, written):
    assert flat(nested) == written


def test_light_dark_becomes_a_choice_and_paper_stays_light():
    css = flat(":root { --ink: light-dark(#000000, #ffffff); --gap: 4px }")
    assert css.startswith(":root { --ink: #000000; --gap: 4px }\n")
    assert "@media screen {\n:root[data-theme=dark] { --ink: #ffffff }\n}" in css
    assert (
        "@media screen and (prefers-color-scheme: dark) {\n"
        ":root:not([data-theme=light]) { --ink: #ffffff }\n}" in css
    )


def test_commas_inside_brackets_do_not_split():
    assert selectors(":is(a, b) c, [x='1,2']") == [":is(a, b) c", "[x='1,2']"]


def test_an_open_bracket_is_a_fault():
    with pytest.raises(ValueError, match="no }"):
        flat(".a { x: 1")
