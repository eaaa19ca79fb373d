"""The small checks find what they are for."""

from __future__ import annotations

import hashlib

import pytest

from tools.checks import sizes, templates, translations, vendored, words
from tools.checks.messages import in_python, in_template
from tools.checks.sources import tracked


@pytest.fixture
def root(tmp_path):
    tracked.cache_clear()
    return tmp_path


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(root, text):
    write(root, "sala/talk/templates/talk/thread.html", text)
    return list(templates.problems(root))


@pytest.mark.parametrize(
    "text",
    [
        "{% for post in thread.posts.all %}{% endfor %}",
        "{{ thread.posts.count }}",
        "{% if thread.post_set.exists %}{% endif %}",
        "<script>go()</script>",
        "<style>p{}</style>",
        '<p style="color:red">',
        '<p class="a" onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/a.png">',
        "{{ post.text|safe }}",
        '<form method="post"><input name="a"></form>',
    ],
)
def test_a_fault_in_a_template_is_found_with_its_line(root, text):
    found = page(root, "<h1>ok</h1>\n" + text)

    assert len(found) == 1
    assert found[0].startswith("sala/talk/templates/talk/thread.html:2: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ counts.all_posts }} {{ first_name }} {{ row.counted }} {{ row.count }}",
        "{{ field.help_text|safe }}",
        "{# thread.posts.all #}",
        '<script src="{% static "core/sala.js" %}" defer></script>',
        '<script type="application/json" id="x">{}</script>',
        '<a href="https://elsewhere.example/">read</a>',
        '<form method="post">{% csrf_token %}</form>',
        '<form method="get"><input name="q"></form>',
    ],
)
def test_what_a_template_may_hold_is_left_alone(root, text):
    assert page(root, text) == []


def test_messages_are_gathered_from_code_and_templates():
    code = '_("หนึ่ง"); ngettext("%(n)s คน", "%(n)s หลายคน", n); pgettext("ปุ่ม", "ปิด"); _(name)'
    text = (
        '{% translate "สอง" %}{% blocktranslate trimmed %}\n  สวัสดี {{ name }}\n  ครับ'
        '{% endblocktranslate %}{% button _("สาม") %}{{ _("สี่") }}'
        "{% blocktranslate count n=rows %}{{ n }} แถว{% plural %}{{ n }} หลายแถว"
        "{% endblocktranslate %}"
    )

    assert {(m.context, m.text, m.plural) for m in in_python(code)} == {
        ("", "หนึ่ง", ""),
        ("", "%(n)s คน", "%(n)s หลายคน"),
        ("ปุ่ม", "ปิด", ""),
    }
    assert [m.text for m in in_template(text)] == [
        "สอง",
        "สวัสดี %(name)s ครับ",
        "สาม",
        "สี่",
        "%(n)s แถว",
    ]


CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("", "not in locale"),
        ('msgid "เปิด%(what)s"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "เปิด%(what)s"\nmsgstr "Open %(what)s"\n', "not translated"),
        ('msgid "เปิด%(what)s"\nmsgstr "Open"\n', "leaves out what"),
        ('msgid "เปิด%(what)s"\nmsgstr "Open %(what)s %(who)s"\n', "does not have"),
        ('msgid "เปิด%(what)s"\nmsgstr "เปิด %(what)s"\n', "Thai in the English"),
    ],
)
def test_an_incomplete_catalogue_is_found(root, entry, fault):
    write(root, "sala/talk/views.py", '_("เปิด%(what)s")')
    write(root, "locale/en/LC_MESSAGES/django.po", CATALOGUE + entry)

    assert [fault in problem for problem in translations.problems(root)] == [True]


def test_a_message_that_stands_nowhere_any_more_is_found(root):
    write(root, "locale/en/LC_MESSAGES/django.po", CATALOGUE + 'msgid "เก่า"\nmsgstr "Old"\n')

    assert ["stands nowhere" in problem for problem in translations.problems(root)] == [True]


def test_a_complete_catalogue_has_no_fault(root):
    write(root, "sala/talk/views.py", '_("เปิด%(what)s")')
    write(
        root,
        "locale/en/LC_MESSAGES/django.po",
        CATALOGUE + 'msgid "เปิด%(what)s"\nmsgstr "Open %(what)s"\n',
    )

    assert list(translations.problems(root)) == []


@pytest.mark.req("R158", part="no agency word in a source string")
@pytest.mark.parametrize("word", ["ชุมชนนักปฏิบัติ", "CoP", "คุณเอื้อ", "คุณอำนวย", "คุณกิจ", "คุณลิขิต"])
def test_a_word_of_the_agency_in_a_message_is_found(root, word):
    write(root, "sala/talk/views.py", f'_("เข้าร่วม {word} ได้")\nEXAMPLE = "{word}"\n')

    assert len(list(words.problems(root))) == 1


def test_folders_of_one_machine_and_unfinished_marks_are_found(root):
    write(root, "sala/talk/views.py", "# TO" + "DO later\nHERE = '/" + "home/somebody/sala'\n")

    assert len(list(words.problems(root))) == 2


def test_large_functions_and_modules_are_found(root):
    write(root, "sala/talk/views.py", "def long():\n" + "    go()\n" * 45)
    write(root, "sala/talk/models.py", "a = 1\n" * 401)

    found = list(sizes.problems(root))

    assert len(found) == 2
    assert "long has 46 lines" in found[1]


def test_a_vendored_file_needs_its_line_and_its_hash(root):
    write(root, "sala/core/static/core/axe.min.js", "x")
    assert "not in vendor.toml" in next(vendored.problems(root))

    row = '[[vendored]]\nname = "axe"\nversion = "1"\nlicence = "MPL-2.0"\n[vendored.sha256]\n'
    sha = hashlib.sha256(b"x").hexdigest()
    write(root, "vendor.toml", f'{row}"sala/core/static/core/axe.min.js" = "{sha}"\n')
    assert list(vendored.problems(root)) == []

    write(root, "sala/core/static/core/axe.min.js", "changed")
    assert "sha256 differs" in next(vendored.problems(root))
