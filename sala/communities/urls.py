from __future__ import annotations

from django.urls import path

from sala.communities.views import care, door, founding, life, page, people, roles

app_name = "communities"
urlpatterns = [
    path("communities/", page.directory_page, name="directory"),
    path("communities/new/", founding.founding, name="founding"),
    path("communities/new/seven/", founding.proposal, name="proposal"),
    path("join/<str:token>/", door.link_door, name="link_door"),
    path("c/<int:number>/", page.community_detail, name="short"),
    path("c/<int:number>/about/", page.about, name="about"),
    path("c/<int:number>/membership/", door.membership, name="membership"),
    path("c/<int:number>/membership/own/", people.own_membership, name="own_membership"),
    path("c/<int:number>/membership/delete/", door.leaving, name="leaving"),
    path("c/<int:number>/requests/", door.requests, name="requests"),
    path("c/<int:number>/requests/delete/", door.request_delete, name="request_delete"),
    path("c/<int:number>/requests/<int:pk>/answer/", people.request_answer, name="request_answer"),
    path("c/<int:number>/invitations/", people.invitations, name="invitations"),
    path("c/<int:number>/invitations/<int:pk>/", door.invitation, name="invitation"),
    path(
        "c/<int:number>/invitations/<int:pk>/answer/",
        door.invitation_answer,
        name="invitation_answer",
    ),
    path("c/<int:number>/people/", people.people, name="people"),
    path("c/<int:number>/people/<int:pk>/delete/", people.membership_end, name="membership_end"),
    path("c/<int:number>/links/", people.links, name="links"),
    path("c/<int:number>/links/<int:pk>/delete/", people.link_delete, name="link_delete"),
    path("c/<int:number>/links/<int:pk>/qr/", people.link_qr, name="link_qr"),
    path("c/<int:number>/roles/", roles.roles, name="roles"),
    path("c/<int:number>/roles/<int:pk>/", roles.role, name="role"),
    path("c/<int:number>/roles/<int:pk>/answer/", roles.role_answer, name="role_answer"),
    path("c/<int:number>/roles/<int:pk>/delete/", roles.role_delete, name="role_delete"),
    path("c/<int:number>/care/", care.care, name="care"),
    path("c/<int:number>/charter/", care.charter, name="charter"),
    path("c/<int:number>/settings/", care.settings, name="settings"),
    path("c/<int:number>/preparation/", care.preparation, name="preparation"),
    path("c/<int:number>/activation/", life.activation, name="activation"),
    path("c/<int:number>/state/", life.state, name="state"),
    path("c/<int:number>/review/", life.review, name="review"),
    path("c/<int:number>/name/", life.name, name="name"),
    path("c/<int:number>/adoption/", life.adoption, name="adoption"),
    path("c/<int:number>/<str:slug>/", page.community_detail, name="community"),
]
