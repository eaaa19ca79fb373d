"""Where a note was written first, when that was not here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sala.knowledge.models.books import Book
from sala.knowledge.models.notes import Note


class OutsideNote(models.Model):
    """One entry of an outside blog that was brought into a book: once, however often it is
    brought, also after its note was moved or removed. `key` stands for what its blog calls it."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="outside_notes")
    note = models.OneToOneField(Note, models.PROTECT, related_name="outside")
    key = models.CharField(max_length=64)
    url = models.URLField(max_length=500, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("book", "key", name="one_note_per_outside_entry")
        ]

    def __str__(self) -> str:
        return f"{self.note_id} ← {self.url}"
