from django.urls import path

from sala.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("help/rights/", views.rights, name="rights"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<str:name>/", views.outbox_letter, name="letter"),
]
