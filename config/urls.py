"""Every address of the house. A page belongs to the app of its noun."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from sala.core.gallery import ui_gallery
from sala.people.views.language import language

APPS = (
    "people",
    "notices",
    "talk",  # /c/3/talk/ before /c/3/<name>/
    "communities",
    "cycles",
    "knowledge",
    "meetings",
    "evaluation",
    "insights",
    "publishing",
    "home",
)

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("language/", language, name="set_language"),
    path("ui/", ui_gallery, name="ui_gallery"),
]
urlpatterns += [
    path("", include(f"sala.{app}.urls")) for app in APPS if find_spec(f"sala.{app}.urls")
]

handler400 = "sala.core.views.bad_request"
handler404 = "sala.core.views.not_found"
handler500 = "sala.core.views.server_error"
