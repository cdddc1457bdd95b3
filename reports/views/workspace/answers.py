"""คำตอบ OIT: what the officer pastes into ITAS, and whether the links open for a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan
from measures.roles import Action
from measures.views.access import UserRequest, plan_view
from reports.answers import ElementPlace, Links, element_places, explanation
from reports.criteria import RoundItem
from reports.kinds import Kind
from reports.models import Report, ReportVersion
from reports.models.report import public_address
from reports.queries.criteria import criteria_book
from reports.services.link_check import LinkCheck
from reports.views.workspace.link_checks import checked_link, report_link
from reports.views.workspace.plans import address_of
from reports.views.workspace.posts import posted_from

# what the buttons of the page ask for
_CHECKS = {"link": Kind.REPORT, "measures": Kind.MEASURES}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What to paste for one paper of the year; `id` begins the names of its boxes."""

    kind: Kind
    id: str
    version: ReportVersion
    links: Links
    item: RoundItem | None
    is_of_other_year: bool
    places: tuple[ElementPlace, ...]
    explanation: str
    checked: LinkCheck | None


@plan_view(Action.EXPORT_REPORT)
@require_safe
def answer_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    return _page(request, plan, _public_versions(plan), {})


@plan_view(Action.EXPORT_REPORT)
@posted_from("answer_detail")
def answer_check(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Open a link as a stranger does, when a person asks for it."""
    versions = _public_versions(plan)
    kind = _CHECKS.get(request.POST.get("check", ""))
    if kind is None or kind not in versions:
        return redirect(address_of(plan, "answer_detail"))
    checked = {kind: checked_link(plan, versions[kind], kind)}
    return _page(request, plan, versions, checked)


def _page(
    request: UserRequest,
    plan: AnnualPlan,
    versions: Mapping[Kind, ReportVersion],
    checked: Mapping[Kind, LinkCheck],
) -> HttpResponse:
    context = {
        "plan": plan,
        "answers": [
            _answer(plan, kind, versions[kind], checked.get(kind))
            for kind in Kind
            if kind in versions
        ],
        "missing": [kind for kind in Kind if kind not in versions],
    }
    return render(request, "reports/workspace/answers/detail.html", context)


def _public_versions(plan: AnnualPlan) -> dict[Kind, ReportVersion]:
    """What the public sees of each paper of the year, with its record."""
    records = Report.records.of_plan(plan).published()
    found: dict[Kind, ReportVersion] = {}
    for record in records:
        if record.published_version is not None:
            found[Kind(record.kind)] = record.published_version
            record.published_version.report = record
    return found


def _answer(
    plan: AnnualPlan, kind: Kind, version: ReportVersion, checked: LinkCheck | None
) -> Answer:
    snapshot, layout = version.snapshot(), version.layout_spec()
    place = (plan.organization.code, plan.fiscal_year.year, version.number)
    links = Links(
        home=settings.SITE_URL + reverse("public:home"),
        report=report_link(plan, kind),
        pdf=settings.SITE_URL + public_address(kind, "version_pdf", *place),
    )
    answered = criteria_book().round(version.assessment_year)
    item = answered.item(kind) if answered else None
    asked_of = (version.assessment_year or 0) - (item.years_before if item else 0)
    return Answer(
        kind=kind,
        id="answer" if kind.is_report else kind.value,
        version=version,
        links=links,
        item=item,
        is_of_other_year=item is not None and asked_of != plan.fiscal_year.year,
        places=element_places(snapshot, layout),
        explanation=explanation(
            snapshot, layout, links=links, published=_published(version), kind=kind
        ),
        checked=checked,
    )


def _published(version: ReportVersion) -> str:
    at = version.report.published_at
    day = format_date(timezone.localtime(at).date(), "medium") if at else ""
    return f"ฉบับที่ {to_thai(str(version.number))} เมื่อ {day}"
