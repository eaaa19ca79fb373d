from django.urls import path

from sala.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<str:name>/", views.outbox_letter, name="letter"),
]
