"""Addresses of the workspace, where working data and the official record stand side by side."""

from django.urls import path, re_path

from reports.views.workspace import home, plans

app_name = "workspace"

_ORGANIZATION = r"^plans/(?P<code>[0-9a-z][0-9a-z-]{0,31})/"
_PLAN = _ORGANIZATION + r"(?P<year>[0-9]{4})/"
_MEASURE = _PLAN + r"measures/(?P<measure_id>[1-9][0-9]{0,17})/"

urlpatterns = [
    path("work/", home.home, name="home"),
    re_path(_PLAN + "$", plans.plan_detail, name="plan_detail"),
]
