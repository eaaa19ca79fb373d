"""Pictures in a text: kept when they are put in, given to the text when it is saved."""

from __future__ import annotations

import uuid
from html import escape

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext as _

from sala.core.file_words import PICTURES
from sala.core.files import attach, follow_audience
from sala.core.models import Attachment
from sala.core.permissions import denied, require
from sala.core.rich import pictures_in
from sala.core.thai import clean_line, cut
from sala.knowledge.models import Asset
from sala.people.keys import keys_of
from sala.people.models import Person


@transaction.atomic
def keep_picture(upload: UploadedFile, *, alt: str, by: Person) -> Attachment:
    """A picture nobody but its sender sees yet: drawn anew, without camera data."""
    alt = cut(clean_line(alt), 300)
    if not alt:
        require(denied("value.alt", _("บรรยายรูปสั้น ๆ เพื่อให้คนที่มองไม่เห็นรูปเข้าใจด้วย")))
    return attach(
        by, upload, audience=f"person:{by.pk}", alt=alt, made_by_id=by.pk, accepted=PICTURES
    )


def keep_brought_picture(data: bytes, *, by: Person) -> Attachment:
    """A picture out of a document, drawn anew; its words are in the text, or asked for there."""
    return attach(
        by,
        ("picture", data),
        audience=f"person:{by.pk}",
        made_by_id=by.pk,
        accepted=PICTURES,
    )


def with_picture(html: str, upload: UploadedFile | None, *, alt: str, by: Person) -> str:
    """The text with a picture below it."""
    if upload is None:
        return html
    picture = keep_picture(upload, alt=alt, by=by)
    return f'{html}<p><img src="/files/{picture.pk}/" alt="{escape(picture.alt)}"></p>'


def adopt_pictures(html: str, thing: models.Model, *, by: Person) -> str:
    """Give the pictures of a text to the thing it is the text of; answers the text. Who sees them
    is for the caller to settle.

    A picture that is somebody else's or another thing's is kept a second time, so that each thing
    decides alone who sees its own; one the writer may not see is left out by its audience.
    """
    label = thing._meta.label_lower
    own, keys, ids = f"person:{by.pk}", keys_of(by), pictures_in(html)
    for picture in Attachment.objects.filter(pk__in=ids, media_type__in=PICTURES):
        if (picture.label, picture.object_id) == (label, thing.pk):
            continue
        if picture.label == by._meta.label_lower and picture.audience == own:
            picture.label, picture.object_id = label, thing.pk
            picture.save(update_fields=["label", "object_id"])
        elif picture.audience in keys:
            html = html.replace(str(picture.pk), str(_again(picture, label, thing.pk)))
    return html


def settle_pictures(asset: Asset) -> None:
    """Pictures of a version are as open as the item. Those of the manuscript alone are its
    writers' and reviewers', who hold a key beside it, until somebody has approved them."""
    label = asset._meta.label_lower
    rows = Attachment.objects.filter(label=label, object_id=asset.pk)
    mine = {str(pk) for pk in rows.values_list("pk", flat=True)}
    bodies = asset.versions.values_list("body", flat=True) if mine else ()
    read = {pk for body in bodies for pk in pictures_in(body)} & mine
    follow_audience(label, [asset.pk], asset.audience, files=read)
    follow_audience(label, [asset.pk], f"person:{asset.made_by_id}", files=mine - read)


def _again(picture: Attachment, label: str, object_id: int) -> uuid.UUID:
    with picture.file.open("rb") as source:
        data = source.read()
    name = picture.file.name or ""
    picture.pk, picture.label, picture.object_id = uuid.uuid4(), label, object_id
    picture._state.adding = True
    picture.file.save(f"{picture.pk}.{name.rpartition('.')[2]}", ContentFile(data), save=False)
    picture.save(force_insert=True)
    return picture.pk
