"""What is asked of who writes: little at first, the rest folded away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.core.once import OnceMixin
from sala.core.rich import RichField
from sala.core.rich.plain import from_plain
from sala.core.thai.fields import CleanLineField, CleanTextField
from sala.knowledge.actions.books import BookText
from sala.knowledge.actions.notes import NoteText
from sala.knowledge.forms.pictures import DescribesPictures
from sala.knowledge.licences import Licence, usual_licence
from sala.knowledge.models import Book, Note, Series
from sala.knowledge.reach import CommentPolicy, Reach
from sala.people.models import Person

STORY = (
    ("happened", gettext_lazy("เกิดอะไรขึ้น")),
    ("did", gettext_lazy("ทำอย่างไร")),
    ("learned", gettext_lazy("ได้เรียนรู้อะไร")),
)
DRAFTED = ("title", "body", "tags", "series", "part", *(name for name, _label in STORY))


def book_choices(books: Sequence[Book]) -> list[tuple[int, str]]:
    return [(book.pk, book.name) for book in books]


class Where(forms.Form):
    """Which book, who reads, who comments, under which terms."""

    def __init__(self, *args: Any, books: Sequence[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.books = {book.pk: book for book in books}
        self.fields["book"] = forms.TypedChoiceField(
            label=_("เก็บในสมุด"), choices=book_choices(books), coerce=int
        )
        self.fields["reach"] = forms.ChoiceField(
            label=_("ใครอ่านได้"), choices=Reach.choices, widget=forms.RadioSelect
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        book = self.books.get(cleaned.get("book", 0))
        if book and cleaned.get("reach") == Reach.COMMUNITY and book.community_id is None:
            self.add_error("reach", _("สมุดนี้ไม่ได้อยู่ในกลุ่มใด เลือกว่าใครอ่านได้ใหม่"))
        return cleaned

    @property
    def chosen_book(self) -> Book:
        return self.books[self.cleaned_data["book"]]


class PictureMixin(forms.Form):
    """A photograph below the text, without a script and straight from a phone (R112)."""

    picture = forms.FileField(
        label=gettext_lazy("รูปประกอบ"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    picture_alt = CleanLineField(
        label=gettext_lazy("ในรูปมีอะไร"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("คนที่มองไม่เห็นรูปจะได้ยินคำนี้แทน"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("บรรยายรูปสั้น ๆ เพื่อให้คนที่มองไม่เห็นรูปเข้าใจด้วย"))
        return cleaned


class StoryForm(OnceMixin, PictureMixin, Where):
    """เล่าให้ฟัง: a title and three lines. Formal shapes come later."""

    title = CleanLineField(label=gettext_lazy("เรื่อง"), max_length=160)
    happened = CleanTextField(
        label=gettext_lazy("เกิดอะไรขึ้น"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("วันไหน ที่ไหน งานอะไร ติดตรงไหน"),
    )
    did = CleanTextField(
        label=gettext_lazy("ทำอย่างไร"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("ลองอะไรไปบ้าง อะไรได้ผล อะไรไม่ได้ผล"),
    )
    learned = CleanTextField(
        label=gettext_lazy("ได้เรียนรู้อะไร"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("ถ้าเพื่อนเจอเรื่องเดียวกัน อยากบอกอะไร"),
    )
    field_order = ("title", "happened", "did", "learned", "picture", "picture_alt", "book", "reach")

    def text(self) -> NoteText:
        data, book = self.cleaned_data, self.chosen_book
        body = "".join(
            f"<h2>{escape(str(label))}</h2>{from_plain(data[name])}"
            for name, label in STORY
            if data.get(name)
        )
        return NoteText(
            title=data["title"],
            body=body,
            reach=data["reach"],
            licence=book.licence,
            comment_policy=book.comment_policy,
        )


class NoteForm(OnceMixin, PictureMixin, DescribesPictures, Where):
    """A note in full."""

    title = CleanLineField(label=gettext_lazy("เรื่อง"), max_length=160)
    body = RichField(label=gettext_lazy("เนื้อหา"))
    tags = CleanLineField(
        label=gettext_lazy("คำหลัก"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("คั่นด้วยจุลภาค เช่น พัสดุ, ตรวจรับ"),
    )
    series = CleanLineField(
        label=gettext_lazy("ชุด"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("ถ้าเขียนต่อกันหลายตอน ใส่ชื่อชุดเดียวกัน"),
    )
    part = forms.IntegerField(
        label=gettext_lazy("ตอนที่"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=gettext_lazy("เว้นว่างไว้ ระบบนับต่อให้"),
    )
    comment_policy = forms.ChoiceField(
        label=gettext_lazy("ใครแสดงความเห็นได้"), choices=CommentPolicy.choices
    )
    licence = forms.ChoiceField(label=gettext_lazy("สัญญาอนุญาต"), choices=Licence.choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def text(self) -> NoteText:
        data = self.cleaned_data
        return NoteText(
            title=data["title"],
            body=data["body"],
            reach=data["reach"],
            licence=data["licence"],
            comment_policy=data["comment_policy"],
            tags=data["tags"],
            series=data["series"],
            part=data["part"] or 0,
        )


def initial_of(note: Note) -> dict[str, Any]:
    """What the form of a note that is there begins with."""
    return {
        "title": note.title,
        "body": note.body,
        "tags": ", ".join(tag.word for tag in note.tags.all()),
        "series": note.series.name if note.series else "",
        "part": note.part,
        "reach": note.reach,
        "book": note.book_id,
        "comment_policy": note.comment_policy,
        "licence": note.licence,
        "version": note.version,
    }


def defaults_of(book: Book) -> dict[str, Any]:
    """What a new note in a book begins with."""
    return {
        "book": book.pk,
        "reach": book.reach,
        "licence": book.licence or usual_licence(book.agency_id),
        "comment_policy": book.comment_policy,
    }


def own_series(person: Person) -> list[str]:
    rows = Series.objects.filter(owner=person).order_by("-pk")
    return list(rows.values_list("name", flat=True)[:30])


class BookForm(OnceMixin, forms.Form):
    name = CleanLineField(label=gettext_lazy("ชื่อสมุด"), max_length=160)
    about = CleanTextField(
        label=gettext_lazy("สมุดนี้เขียนเรื่องอะไร"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tags = CleanLineField(
        label=gettext_lazy("คำหลัก"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("คั่นด้วยจุลภาค เช่น พัสดุ, ตรวจรับ"),
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("บันทึกใหม่ในสมุดนี้ ใครอ่านได้"),
        choices=Reach.choices,
        widget=forms.RadioSelect,
        initial=Reach.AGENCY,
    )
    comment_policy = forms.ChoiceField(
        label=gettext_lazy("ใครแสดงความเห็นได้"),
        choices=CommentPolicy.choices,
        initial=CommentPolicy.MEMBERS,
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("สัญญาอนุญาต"),
        choices=[("", gettext_lazy("ตามที่หน่วยงานตั้งไว้เป็นค่าเริ่มต้น")), *Licence.choices],
        required=False,
    )
    elsewhere = forms.URLField(
        label=gettext_lazy("บล็อกเดิมที่เคยเขียน"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("จะแสดงเป็นลิงก์ออกไปข้างนอก ระบบไม่คัดลอกเนื้อหามา"),
    )
    cover = forms.FileField(
        label=gettext_lazy("รูปปก"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def text(self) -> BookText:
        names = BookText._fields
        return BookText(**{name: self.cleaned_data[name] for name in names})


class RemovalForm(forms.Form):
    """A reason is asked of who removes another's words."""

    why = CleanLineField(label=gettext_lazy("เหตุผลที่นำออก"), max_length=300, required=False)

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = not is_own
        if not is_own:
            self.fields["why"].help_text = _("ผู้เขียนเห็นเหตุผลนี้")
