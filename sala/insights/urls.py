from django.urls import path

from sala.insights import views

app_name = "insights"
urlpatterns = [
    path("evidence/", views.register, name="register"),
    path("cycles/<int:number>/evidence/", views.evidence, name="evidence"),
    path("cycles/<int:number>/evidence.zip", views.evidence_zip, name="evidence_zip"),
    path("cycles/<int:number>/evidence.pdf", views.evidence_pdf, name="evidence_pdf"),
]
