"""What a report says beside its measures: title, introduction, result quoted, table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ita_portal.thai.numerals import parse_int
from measures.models import AnnualPlan
from measures.permissions import require_all
from measures.roles import Action
from measures.services.plans import PlanChanged, PlanLocked
from measures.views.access import UserRequest, plan_view, rights_in
from reports.criteria import level_for
from reports.forms.details import DetailsForm
from reports.models import Layout, Report
from reports.queries.beginnings import layouts_for, usual_layout
from reports.queries.criteria import criteria_book
from reports.queries.submissions import report_of
from reports.rendering.grid import Grid, build_grid
from reports.services.details import update_details
from reports.services.proposals import propose_introduction
from reports.services.snapshots import take_snapshot
from reports.views.workspace.plans import address_of
from reports.views.workspace.refusals import locked_words
from reports.views.workspace.threads import open_by_field, threads_of


@dataclass
class _Page:
    """What the page shows besides the form."""

    plan: AnnualPlan
    report: Report | None
    layout: Layout | None
    may_lay_out: bool


@plan_view(Action.VIEW_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    report = report_of(plan)
    may_lay_out = rights_in(request).may(Action.EDIT_LAYOUT, plan.organization_id)
    year = plan.fiscal_year.year
    layout = report.layout if report else usual_layout(plan.organization, year)
    page = _Page(plan, report, layout, may_lay_out)
    if request.method != "POST":
        if not _is_open(plan) or not rights_in(request).may_edit_all(plan.organization_id):
            return render(request, "reports/workspace/details/plan_edit.html", _shown(page))
        return _drawn(request, page, _form(page))
    require_all(request.user, plan.organization)
    form = _form(page, request.POST)
    if request.POST.get("use"):
        return _drawn(request, page, _with_proposal(page, form))
    return _saved(request, page, form)


def _is_open(plan: AnnualPlan) -> bool:
    """Whether any of the plan's own texts may be written."""
    return plan.opening.is_all or bool(plan.opening.plan)


def _form(page: _Page, data: QueryDict | None = None) -> DetailsForm:
    """The form, empty of what was sent or with it; what is closed says what stands there."""
    initial = DetailsForm.values_for(page.plan, page.report)
    initial["layout"] = page.layout and page.layout.pk
    return DetailsForm(data, initial=initial, plan=page.plan, may_lay_out=page.may_lay_out)


def _saved(request: UserRequest, page: _Page, form: DetailsForm) -> HttpResponse:
    """Save, or show the form again with what stands against it."""
    plan, conflicts = page.plan, dict[str, str]()
    if form.is_valid() and form.cleaned_data["revision"] != plan.revision:
        current = DetailsForm.values_for(plan, page.report)
        data, conflicts = form.merged(current)
        form = _form(page, data)
    if form.is_valid() and not conflicts and _write(request, plan, form):
        messages.success(request, "บันทึกหัวรายงานและบทนำแล้ว")
        return redirect(address_of(plan, "plan_edit"))
    return _drawn(request, page, form, conflicts)


def _write(request: UserRequest, plan: AnnualPlan, form: DetailsForm) -> bool:
    values = form.cleaned_data
    try:
        update_details(
            plan=plan,
            data=form.to_input(),
            by=request.user,
            revision=values["revision"],
            issue_scheme=values["issue_scheme"],
            confirmed=values["confirmed"],
            layout=values.get("layout"),
            assessment_year=values.get("assessment_year"),
        )
    except PlanLocked:
        form.add_error(None, locked_words(plan))
    except PlanChanged:
        form.add_error(None, "มีผู้อื่นบันทึกพร้อมกับท่าน โปรดกดบันทึกอีกครั้ง")
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors


def _with_proposal(page: _Page, form: DetailsForm) -> DetailsForm:
    """The form as it was sent, with what the person asked the portal to fill in; not saved."""
    data, read = QueryDict("", mutable=True), _read(form)
    data.update(form.data)
    if data["use"] == "introduction":
        plan = page.plan
        for name in ("ita_year", "ita_total", "ita_level", "issues_text"):
            setattr(plan, name, read.get(name, getattr(plan, name)))
        chosen = read.get("layout") or page.layout
        if chosen is not None:
            data["introduction"] = propose_introduction(plan, chosen.layout_spec())
    elif data["use"] == "level":
        data["ita_level"] = _level(read) or data.get("ita_level", "")
    filled = _form(page, data)
    page.layout = read.get("layout") or page.layout
    return filled


def _read(form: DetailsForm) -> Mapping[str, Any]:
    """What can be read of a form, valid or not."""
    form.is_valid()
    return form.cleaned_data


def _level(values: Mapping[str, Any]) -> str:
    """The level that the scores tell, if they tell one."""
    year, total = values.get("ita_year"), values.get("ita_total")
    if year is None or total is None:
        return ""
    scale = criteria_book().scale_of(year)
    reading = level_for(
        scale, total, *(values.get(f"ita_{name}") for name in ("iit", "eit", "oit"))
    )
    return reading.levels[0] if reading.is_certain else ""


def _drawn(
    request: UserRequest, page: _Page, form: DetailsForm, conflicts: dict[str, str] | None = None
) -> HttpResponse:
    values = _read(form) if form.is_bound else form.initial
    threads = threads_of(page.plan, rights_in(request))
    context = {
        **_shown(page),
        "form": form,
        "comments": open_by_field(thread for thread in threads if thread.is_of_report),
        "conflicts": [(form[name], text) for name, text in (conflicts or {}).items()],
        "level": _level(values),
    }
    return render(request, "reports/workspace/details/plan_edit.html", context)


def _shown(page: _Page) -> dict[str, Any]:
    grid = _first_row(page.plan, page.layout) if page.layout else None
    return {"plan": page.plan, "report": page.report, "layout": page.layout, "grid": grid}


@plan_view(Action.VIEW_PLAN)
@require_safe
def plan_layout(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    key = parse_int(request.GET.get("layout", "")) or 0
    layout = get_object_or_404(layouts_for(plan.organization), pk=key)
    context = {"grid": _first_row(plan, layout)}
    return render(request, "reports/workspace/details/plan_layout.html", context)


def _first_row(plan: AnnualPlan, layout: Layout) -> Grid:
    """The head of the table and its first measure."""
    spec = layout.layout_spec()
    snapshot = take_snapshot(plan, spec)
    return build_grid(replace(snapshot, measures=snapshot.measures[:1]), spec)
