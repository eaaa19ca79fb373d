from django.urls import path

from sala.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/reading/", views.reading, name="reading"),
    path("notices/preferences/", views.preferences, name="preferences"),
    path("notices/rhythm/", views.rhythm, name="rhythm"),
    path("notices/address/", views.address, name="address"),
    path("notices/line/", views.line, name="line"),
    path("l/<str:token>/", views.signed_link, name="link"),
    path("l/<str:token>/disowning/", views.disowning, name="disowning"),
    path("u/<str:token>/", views.one_click, name="one_click"),
]
