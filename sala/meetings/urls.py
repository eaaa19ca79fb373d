from django.urls import path

from sala.meetings.views import page, plan, record

app_name = "meetings"
urlpatterns = [
    path("cycles/<int:number>/sessions/new/", plan.new_in_cycle, name="new_in_cycle"),
    path("c/<int:number>/sessions/new/", plan.new_in_community, name="new_in_community"),
    path("s/<int:number>/", page.session, name="session"),
    path("s/<int:number>/calendar.ics", page.calendar, name="calendar"),
    path("s/<int:number>/coming/", page.coming, name="coming"),
    path("s/<int:number>/coming/delete/", page.not_coming, name="not_coming"),
    path("s/<int:number>/attendance/", page.attendance, name="attendance"),
    path("s/<int:number>/commitment/", page.commitment, name="commitment"),
    path("s/<int:number>/note/", page.note, name="note"),
    path("s/<int:number>/learning/", page.learning, name="learning"),
    path("s/<int:number>/improvements/<int:improvement_id>/", page.improvement, name="improvement"),
    path("s/<int:number>/plan/", plan.plan, name="plan"),
    path("s/<int:number>/invitation/", plan.invitation, name="invitation"),
    path("s/<int:number>/cancellation/", plan.cancellation, name="cancellation"),
    path("s/<int:number>/sign-sheet/", plan.sign_sheet, name="sign_sheet"),
    path("s/<int:number>/record/", record.record, name="record"),
    path("s/<int:number>/record/writing/", record.writing, name="writing"),
    path("s/<int:number>/record/draft/", record.draft, name="draft"),
    path("s/<int:number>/record/sending/", record.sending, name="sending"),
    path("s/<int:number>/record/approval/", record.approval, name="approval"),
    path("s/<int:number>/record/amendments/", record.amendments, name="amendments"),
    path("here/<str:code>/", record.here, name="here"),
]
