from django.urls import path

from sala.people.views import accounts, directory, files, imports

app_name = "people"
urlpatterns = [
    path("people/", directory.people, name="people"),
    path("p/<str:handle>/", directory.person, name="person"),
    path("units/<int:unit_id>/", directory.unit, name="unit"),
    path("files/<uuid:pk>/", files.file, name="file"),
    path("files/<uuid:pk>/look/", files.look, name="file_look"),
    path("me/", accounts.me, name="me"),
    path("activation/", accounts.activation, name="activation"),
    path("manage/people/import/", imports.imports, name="imports"),
    path("manage/people/import/confirmation/", imports.confirmation, name="import_confirmation"),
    path("manage/people/import/<int:run_id>/", imports.import_run, name="import_run"),
    path(
        "manage/people/import/<int:run_id>/cancellation/",
        imports.cancellation,
        name="import_cancellation",
    ),
    path(
        "manage/people/import/<int:run_id>/refused.csv", imports.refused_rows, name="refused_rows"
    ),
    path("manage/accounts/", accounts.accounts, name="accounts"),
    path("manage/accounts/<int:unit_id>/codes/", accounts.codes, name="codes"),
    path("manage/agency/", accounts.agency, name="agency"),
    path("manage/offices/", accounts.offices, name="offices"),
    path("manage/offices/giving/", accounts.office_giving, name="office_giving"),
    path("manage/offices/<int:office_id>/ending/", accounts.office_ending, name="office_ending"),
]
