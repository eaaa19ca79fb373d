from __future__ import annotations

from django.urls import path

from sala.knowledge.views import assets, loop, reviews, seeds, writing

app_name = "knowledge"
urlpatterns = [
    path("k/", assets.listing, name="register"),
    path("k/export.csv", assets.export, {"kind": "csv"}, name="register_csv"),
    path("k/export.xlsx", assets.export, {"kind": "xlsx"}, name="register_xlsx"),
    path("k/new/", writing.new, name="new"),
    path("k/from/<str:label>/<int:object_id>/", seeds.seeding, name="seeding"),
    path("k/<str:code>/", assets.asset, name="asset"),
    path("k/<str:code>/v/<int:number>/", assets.version, name="version"),
    path(
        "k/<str:code>/compare/<int:before>/<int:after>/",
        assets.comparison,
        name="comparison",
    ),
    path("k/<str:code>/v/<int:number>/restoring/", writing.restoring, name="restoring"),
    path("k/<str:code>/writing/", writing.writing, name="writing"),
    path("k/<str:code>/draft/", writing.draft, name="draft"),
    path("k/<str:code>/shelf/", writing.shelf, name="shelf"),
    path("k/<str:code>/withdrawal/", writing.withdrawal, name="withdrawal"),
    path("k/<str:code>/manuscript/", reviews.manuscript, name="manuscript"),
    path("k/<str:code>/nomination/", reviews.nomination, name="nomination"),
    path("k/<str:code>/nomination/delete/", reviews.taking_back, name="nomination_delete"),
    path("k/<str:code>/review/", reviews.review, name="review"),
    path("k/<str:code>/still-holds/", reviews.answer, name="still_holds"),
    path("k/<str:code>/flags/", loop.flags, name="flags"),
    path("k/<str:code>/flags/<int:flag_id>/settling/", reviews.settling, name="flag_settling"),
    path("k/<str:code>/uses/", loop.uses, name="uses"),
    path("k/<str:code>/uses/delete/", loop.use_delete, name="use_delete"),
    path("k/<str:code>/tries/", loop.tries, name="tries"),
    path("k/<str:code>/solving/", loop.solving, name="solving"),
    path("k/<str:code>/adoptions/", loop.adoptions, name="adoptions"),
    path(
        "k/<str:code>/adoptions/<int:number>/delete/", loop.adoption_delete, name="adoption_delete"
    ),
]
