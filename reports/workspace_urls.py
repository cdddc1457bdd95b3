"""Addresses of the workspace, where working data and the official record stand side by side."""

from django.urls import path, re_path

from reports.views.workspace import adding, home, plans, problems, start, submissions
from reports.views.workspace import bin as bin_views

app_name = "workspace"

_ORGANIZATION = r"^plans/(?P<code>[0-9a-z][0-9a-z-]{0,31})/"
_PLAN = _ORGANIZATION + r"(?P<year>[0-9]{4})/"
_MEASURE = _PLAN + r"measures/(?P<measure_id>[1-9][0-9]{0,17})/"
_FINDING = _PLAN + r"problems/(?P<fingerprint>[0-9a-f]{64})/"

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
]
