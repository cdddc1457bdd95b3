"""ช่องที่เปิดให้แก้: what is open of a report that came back with some fields, and opening more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, Measure
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.forms.comments import PlaceForm
from reports.queries.submissions import report_of
from reports.services.comments import MEASURE_FIELDS, REPORT_FIELDS
from reports.services.opening import OPENS_MORE, open_everything, open_field, open_places
from reports.status import TransitionRefused
from reports.views.workspace.deciding import decision_view, done
from reports.views.workspace.plans import address_of


@plan_view(Action.VIEW_PLAN)
@require_safe
def opening_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """The fields that are open, each with the way to it."""
    opening = plan.opening
    context = {
        "plan": plan,
        "tab": "measures",
        "opening": opening,
        "places": open_places(plan, opening),
        "may_open_more": rights_in(request).may(OPENS_MORE, plan.organization_id),
    }
    return render(request, "reports/workspace/openings/detail.html", context)


@decision_view(OPENS_MORE)
def opening_more(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Open one field more, or everything."""
    report = report_of(plan)
    if report is None or plan.is_locked or plan.opening.is_all:
        raise TransitionRefused
    if request.method == "POST" and request.POST.get("all"):
        open_everything(report=report, by=request.user)
        messages.success(request, "เปิดให้แก้ทั้งรายงานแล้ว")
        return redirect(address_of(plan, "plan_detail"))
    rows = list(enumerate(Measure.objects.in_plan(plan), 1))
    form = _form(request, rows)
    if form.is_valid() and done(
        form,
        lambda: open_field(
            report=report,
            measure=dict(rows).get(form.cleaned_data["measure"]),
            field=form.cleaned_data["field"],
            by=request.user,
        ),
    ):
        messages.success(request, "เปิดช่องเพิ่มแล้ว")
        return redirect(address_of(plan, "opening_detail"))
    context = {"plan": plan, "form": form}
    return render(request, "reports/workspace/openings/more.html", context)


def _form(request: UserRequest, rows: list[tuple[int, Measure]]) -> PlaceForm:
    return PlaceForm(
        request.POST if request.method == "POST" else None,
        measures=[(number, name_of(number, row)) for number, row in rows],
        of_measure=MEASURE_FIELDS,
        of_report=REPORT_FIELDS,
    )


def named_measures(plan: AnnualPlan) -> list[tuple[int, str]]:
    """The key and the name of each measure, to pick from."""
    rows = enumerate(Measure.objects.in_plan(plan), 1)
    return [(row.pk, name_of(number, row, letters=500)) for number, row in rows]


def name_of(number: int, measure: Measure, *, letters: int = 60) -> str:
    """As a list of places to choose from says it; a narrow one has room for few `letters`."""
    name = " ".join(str(measure).split())
    return f"มาตรการที่ {to_thai(str(number))} {name[:letters]}{'…' if len(name) > letters else ''}"
