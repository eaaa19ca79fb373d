from __future__ import annotations

from django.urls import path

from sala.publishing.views import sets, shelf

app_name = "publishing"
urlpatterns = [
    path("shelf/", shelf.listing, name="shelf"),
    path("shelf/opds.xml", shelf.opds, name="catalogue"),
    path("shelf/<int:number>/", shelf.book, name="book"),
    path("shelf/<int:number>/cover.png", shelf.cover, name="cover"),
    path(
        "shelf/<int:number>/<int:edition>/book.epub", shelf.download, {"kind": "epub"}, name="epub"
    ),
    path("shelf/<int:number>/<int:edition>/book.pdf", shelf.download, {"kind": "pdf"}, name="pdf"),
    path("shelf/sets/", sets.sets, name="sets"),
    path("shelf/sets/new/", sets.set_new, name="set_new"),
    path("shelf/sets/<int:number>/", sets.one_set, name="set"),
    path("shelf/sets/<int:number>/editing/", sets.set_editing, name="set_editing"),
    path("shelf/sets/<int:number>/chapters/", sets.chapters, name="chapters"),
    path(
        "shelf/sets/<int:number>/chapters/<int:chapter_id>/delete/",
        sets.chapter_delete,
        name="chapter_delete",
    ),
    path(
        "shelf/sets/<int:number>/chapters/<int:chapter_id>/moving/",
        sets.chapter_moving,
        name="chapter_moving",
    ),
    path(
        "shelf/sets/<int:number>/chapters/<int:chapter_id>/renewal/",
        sets.chapter_renewal,
        name="chapter_renewal",
    ),
    path("shelf/sets/<int:number>/edition/", sets.edition, name="edition"),
    path("shelf/sets/<int:number>/runs/<int:run_id>/", sets.run, name="run"),
    path(
        "shelf/sets/<int:number>/runs/<int:run_id>/cancellation/",
        sets.run_cancellation,
        name="run_cancellation",
    ),
    path("shelf/sets/<int:number>/withdrawal/", sets.withdrawal, name="withdrawal"),
    path(
        "shelf/sets/<int:number>/withdrawal/delete/",
        sets.withdrawal_delete,
        name="withdrawal_delete",
    ),
    path("shelf/consents/", sets.consents, name="consents"),
    path("shelf/consents/<int:chapter_id>/", sets.consent, name="consent"),
]
