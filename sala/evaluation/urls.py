from django.urls import path

from sala.evaluation.views import learning, use

app_name = "evaluation"
CYCLE = "cycles/<int:number>"
urlpatterns = [
    path(f"{CYCLE}/evaluation/", learning.learning, name="learning"),
    path(f"{CYCLE}/evaluation/results/", learning.results, name="results"),
    path(f"{CYCLE}/evaluation/improvements/", learning.improvements, name="improvements"),
    path(f"{CYCLE}/evaluation/<int:enrolment_id>/", learning.evaluating, name="evaluating"),
    path(f"{CYCLE}/evaluation/<int:enrolment_id>/excuse/", learning.excusing, name="excusing"),
    path(f"{CYCLE}/use/", use.use, name="use"),
    path(f"{CYCLE}/use/issue/", use.issuing, name="issuing"),
    path("follow-ups/<int:follow_up_id>/", use.follow_up, name="follow_up"),
    path("follow-ups/<int:follow_up_id>/typing/", use.typing, name="typing"),
    path("follow-ups/<int:follow_up_id>/objection/", use.objection, name="objection"),
]
