"""Addresses of the workspace, where working data and the official record stand side by side."""

from django.urls import path, re_path

from reports.views.workspace import (
    adding,
    evidence,
    evidence_files,
    home,
    plans,
    problems,
    start,
    submissions,
)
from reports.views.workspace import bin as bin_views

app_name = "workspace"

_ORGANIZATION = r"^plans/(?P<code>[0-9a-z][0-9a-z-]{0,31})/"
_PLAN = _ORGANIZATION + r"(?P<year>[0-9]{4})/"
_MEASURE = _PLAN + r"measures/(?P<measure_id>[1-9][0-9]{0,17})/"
_FINDING = _PLAN + r"problems/(?P<fingerprint>[0-9a-f]{64})/"
_EVIDENCE = _PLAN + r"evidence/(?P<evidence_id>[1-9][0-9]{0,17})/"

urlpatterns = [
    path("work/", home.home, name="home"),
    re_path(_PLAN + "$", plans.plan_detail, name="plan_detail"),
    re_path(_ORGANIZATION + "start/$", start.plan_start, name="plan_start"),
    re_path(_PLAN + "measures/add/$", adding.measure_add, name="measure_add"),
    re_path(_PLAN + "order/$", plans.plan_order, name="plan_order"),
    re_path(_PLAN + "bin/$", bin_views.bin_detail, name="bin_detail"),
    re_path(_MEASURE + "bin/$", bin_views.measure_bin, name="measure_bin"),
    re_path(_MEASURE + "restore/$", bin_views.measure_restore, name="measure_restore"),
    re_path(_MEASURE + "duplicate/$", bin_views.measure_duplicate, name="measure_duplicate"),
    re_path(_PLAN + "problems/$", problems.problem_list, name="problem_list"),
    re_path(_FINDING + "dismiss/$", problems.problem_dismiss, name="problem_dismiss"),
    re_path(_FINDING + "restore/$", problems.problem_restore, name="problem_restore"),
    re_path(_PLAN + "submit/$", submissions.submission_create, name="submission_create"),
    re_path(_PLAN + "submission/$", submissions.submission_detail, name="submission_detail"),
    re_path(_PLAN + "evidence/$", evidence.evidence_list, name="evidence_list"),
    re_path(_PLAN + "evidence/add/$", evidence.evidence_add, name="evidence_add"),
    re_path(_PLAN + "evidence/link/$", evidence.evidence_link, name="evidence_link"),
    re_path(_MEASURE + "evidence/none/$", evidence.evidence_none, name="evidence_none"),
    re_path(_EVIDENCE + "edit/$", evidence.evidence_edit, name="evidence_edit"),
    re_path(_EVIDENCE + "move/$", evidence.evidence_move, name="evidence_move"),
    re_path(_EVIDENCE + "delete/$", evidence.evidence_delete, name="evidence_delete"),
    re_path(_EVIDENCE + "restore/$", evidence.evidence_restore, name="evidence_restore"),
    re_path(_EVIDENCE + "file/$", evidence_files.evidence_file, name="evidence_file"),
    re_path(
        _EVIDENCE + "thumbnail/$", evidence_files.evidence_thumbnail, name="evidence_thumbnail"
    ),
]
