from django.urls import path

from sala.evaluation.views import assessors, instruments, learning, taking, use, works

app_name = "evaluation"
CYCLE = "cycles/<int:number>"
urlpatterns = [
    path(f"{CYCLE}/evaluation/", learning.learning, name="learning"),
    path(f"{CYCLE}/evaluation/results/", learning.results, name="results"),
    path(f"{CYCLE}/evaluation/objection/", learning.objecting, name="objecting"),
    path(f"{CYCLE}/evaluation/completeness.csv", learning.completeness_file, name="completeness"),
    path(f"{CYCLE}/evaluation/improvements/", learning.improvements, name="improvements"),
    path(f"{CYCLE}/evaluation/<int:enrolment_id>/", learning.evaluating, name="evaluating"),
    path(f"{CYCLE}/evaluation/<int:enrolment_id>/excuse/", learning.excusing, name="excusing"),
    path(
        f"{CYCLE}/evaluation/<int:enrolment_id>/rubric/<int:instrument_id>/",
        taking.judging,
        name="judging",
    ),
    path(f"{CYCLE}/assessors/", assessors.assessors, name="assessors"),
    path(f"{CYCLE}/assessors/<int:assessor_id>/release/", assessors.release, name="release"),
    path(f"{CYCLE}/instruments/new/", instruments.making, name="making"),
    path("instruments/<int:instrument_id>/", instruments.instrument, name="instrument"),
    path("instruments/<int:instrument_id>/items/new/", instruments.adding, name="adding"),
    path(
        "instruments/<int:instrument_id>/opening/<slug:phase>/", instruments.opening, name="opening"
    ),
    path("instruments/<int:instrument_id>/withdrawal/", instruments.withdrawal, name="withdrawal"),
    path("items/<int:item_id>/", instruments.item, name="item"),
    path("items/<int:item_id>/removal/", instruments.removal, name="removal"),
    path("tests/<int:instrument_id>/<slug:phase>/", taking.taking, name="taking"),
    path("tests/<int:instrument_id>/<slug:phase>/draft/", taking.drafting, name="drafting"),
    path("tests/<int:instrument_id>/<slug:phase>/typing/", taking.typists, name="typists"),
    path(
        "tests/<int:instrument_id>/<slug:phase>/typing/<int:enrolment_id>/",
        taking.typing_test,
        name="typing_test",
    ),
    path("works/<int:instrument_id>/", works.work, name="work"),
    path("works/<int:work_id>/file/", works.work_file, name="work_file"),
    path(f"{CYCLE}/use/", use.use, name="use"),
    path(f"{CYCLE}/use/issue/", use.issuing, name="issuing"),
    path(f"{CYCLE}/use/reminders/", use.reminding, name="reminding"),
    path(f"{CYCLE}/use/print/", use.sheets, name="sheets"),
    path("follow-ups/<int:follow_up_id>/", use.follow_up, name="follow_up"),
    path("follow-ups/<int:follow_up_id>/typing/", use.typing, name="typing"),
    path("follow-ups/<int:follow_up_id>/objection/", use.objection, name="objection"),
]
