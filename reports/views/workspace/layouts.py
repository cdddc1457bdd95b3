"""รูปแบบตาราง: the table of one organization and year, laid out on the plan's own data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from measures.models import AnnualPlan, Emblem, Organization
from measures.roles import Action
from measures.services.plans import PlanLocked
from measures.views.access import UserRequest, organization_view, plan_view, rights_in
from reports.forms.layouts import TableForm
from reports.layouts import LayoutSpec, unprinted
from reports.models.route import RouteStep
from reports.queries.beginnings import layouts_in_use
from reports.queries.submissions import report_of
from reports.rendering import FORMATS
from reports.rendering.grid import build_grid
from reports.rendering.worker import RenderFailed
from reports.services.drafts import Draft, draw_draft, table_for
from reports.services.findings import default_layout
from reports.services.frozen import photos_of_plan
from reports.services.plan_layouts import (
    LayoutChanged,
    layout_mark,
    own_layout,
    save_plan_layout,
)
from reports.services.routes import route_of
from reports.services.snapshots import take_snapshot
from reports.snapshot import ReportSnapshot
from reports.views.file_names import in_name
from reports.views.workspace.layout_acts import (
    Acted,
    act_on,
    further_columns,
    signed_by_route,
    starts_for,
)
from reports.views.workspace.plans import address_of
from reports.views.workspace.refusals import locked_words

SHOWN_MEASURES = 3
_CHANGED = "มีผู้อื่นบันทึกรูปแบบตารางของปีนี้ระหว่างที่ท่านแก้ไข กดบันทึกอีกครั้งเพื่อใช้ของท่านแทน"


@organization_view(Action.EDIT_LAYOUT)
@require_safe
def layout_list(request: UserRequest, organization: Organization) -> HttpResponse:
    """Which table the report of each year has."""
    plans = AnnualPlan.objects.visible_to(request.user).in_organization(organization)
    layouts = layouts_in_use(organization)
    context = {
        "place": "settings",
        "tab": "layouts",
        "organization": organization,
        "rows": [(plan, layouts.get(plan.pk)) for plan in plans],
    }
    return render(request, "reports/workspace/layouts/list.html", context)


@plan_view(Action.EDIT_LAYOUT)
@require_http_methods(["GET", "HEAD", "POST"])
def layout_edit(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    if not plan.opening.is_all:
        status = 409 if request.method == "POST" else 200
        return _drawn(request, plan, Acted(_opened(plan)), status=status)
    if request.method != "POST":
        return _drawn(request, plan, Acted(_opened(plan)))
    form, act = TableForm(request.POST), request.POST.get("do", "save")
    if act == "save":
        return _saved(request, plan, form)
    if act == "pdf":
        return _pdf(request, plan, form)
    if act == "route":
        return _drawn(request, plan, signed_by_route(form, _posts(plan.organization)))
    usual = default_layout(plan.fiscal_year.year)
    acted = act_on(form, act, starts_for(plan.organization), usual)
    return _drawn(request, plan, acted)


def _posts(organization: Organization) -> list[str]:
    """The posts that the approval route of the organization names."""
    steps = RouteStep.read(route_of(organization).steps)
    return [step.post for step in steps if step.post]


def _opened(plan: AnnualPlan) -> TableForm:
    report = report_of(plan)
    own = own_layout(report, plan.organization)
    name = own.name if own else f"ตารางของ{plan.fiscal_year}"
    return TableForm.of(table_for(plan, report), name=name, seen=layout_mark(report))


def _saved(request: UserRequest, plan: AnnualPlan, form: TableForm) -> HttpResponse:
    if form.is_valid():
        values = form.cleaned_data
        try:
            save_plan_layout(plan=plan, spec=values["spec"], seen=values["seen"], by=request.user)
        except PlanLocked:
            form.add_error(None, locked_words(plan))
        except LayoutChanged:
            form = TableForm(_with_mark(form, plan))
            form.add_error(None, _CHANGED)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, "บันทึกรูปแบบตารางแล้ว รายงานที่เผยแพร่แล้วไม่เปลี่ยนตาม")
            return redirect(address_of(plan, "layout_edit"))
    return _drawn(request, plan, Acted(form), is_refused=True)


def _with_mark(form: TableForm, plan: AnnualPlan) -> QueryDict:
    """What was typed, to be saved over what stands now."""
    data = form.sent.copy()
    data["seen"] = layout_mark(report_of(plan))
    return data


def _pdf(request: UserRequest, plan: AnnualPlan, form: TableForm) -> HttpResponse:
    """The whole report in this table as a draft, nothing saved."""
    if not form.is_valid():
        return _drawn(request, plan, Acted(form), is_refused=True)
    layout = form.cleaned_data["spec"]
    report = report_of(plan)
    year = report.assessment_year if report else None
    snapshot = take_snapshot(plan, layout, assessment_year=year)
    draft = Draft(snapshot=snapshot, layout=layout)
    try:
        data = draw_draft(draft, "pdf", at=timezone.now(), photos=photos_of_plan(plan))
    except RenderFailed as failure:
        form.add_error(None, str(failure))
        return _drawn(request, plan, Acted(form), is_refused=True, status=409)
    name = f"ตัวอย่างตาราง {in_name(plan.organization)} {plan.fiscal_year}.pdf"
    disposition = content_disposition_header(False, name) or ""
    headers = {"Content-Disposition": disposition}
    return HttpResponse(data, content_type=FORMATS["pdf"].media_type, headers=headers)


def _of_office(request: UserRequest, organization: Organization) -> dict[str, Any]:
    """Whether there is an emblem, whether this person may bring one, and who approves."""
    return {
        "has_emblem": Emblem.objects.of_organization(organization).exists(),
        "may_set_emblem": rights_in(request).may(Action.MANAGE_ORGANIZATION, organization.pk),
        "posts": _posts(organization),
    }


def _sample(snapshot: ReportSnapshot, layout: LayoutSpec) -> dict[str, Any]:
    """The first measures as they will be printed, and what will not be."""
    shown = replace(snapshot, measures=snapshot.measures[:SHOWN_MEASURES], annex=())
    grid = build_grid(shown, layout)
    return {
        "grid": grid,
        "lacks_cover": layout.has_cover and not grid.cover,
        "measure_count": len(snapshot.measures),
        "unprinted": unprinted(layout, snapshot.measures),
    }


def _drawn(
    request: UserRequest,
    plan: AnnualPlan,
    acted: Acted,
    *,
    is_refused: bool = False,
    status: int = 200,
) -> HttpResponse:
    layout = acted.form.to_draw()
    snapshot = take_snapshot(plan, layout)
    headings = {extra.heading: 1 for one in snapshot.measures for extra in one.extras if extra.text}
    context = {
        "plan": plan,
        "form": acted.form,
        "said": acted.said,
        "focus": acted.focus,
        "focus_place": acted.place,
        "is_refused": is_refused,
        "summary": acted.form.summary() if is_refused else [],
        "further": further_columns(acted.form, list(headings)),
        "starts": starts_for(plan.organization),
        "chosen_start": acted.form.data.get("start", ""),
        "locked": "" if plan.opening.is_all else locked_words(plan),
        **_sample(snapshot, layout),
        **_of_office(request, plan.organization),
    }
    return render(request, "reports/workspace/layouts/edit.html", context, status=status)
