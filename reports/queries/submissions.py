"""To whom a report goes, and what is kept of its submission."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from measures.models import AnnualPlan, Membership, Organization
from measures.roles import Role
from reports.models import Decision, Report
from reports.status import Status, Verb


@dataclass(frozen=True, kw_only=True)
class Submission:
    """The newest submission of a report that is with its reviewers, or further."""

    number: int
    at: datetime
    by: str
    sha256: str
    measure_count: int


def report_of(plan: AnnualPlan) -> Report | None:
    """The report of a plan with its table, if it has been begun."""
    reports = Report.objects.of_plan(plan).select_related("layout", "plan__organization")
    return reports.first()


def submission_of(report: Report) -> Submission | None:
    """What was submitted last; None while the report is being written."""
    if report.status == Status.DRAFT:
        return None
    decision = (
        Decision.objects.filter(version__report=report, verb=Verb.SUBMIT.value)
        .select_related("version")
        .order_by("-version__number")
        .first()
    )
    if decision is None:
        return None
    return Submission(
        number=decision.version.number,
        at=decision.at,
        by=decision.printed_title,
        sha256=decision.sha256,
        measure_count=decision.version.measure_count,
    )


def in_hand(plans: Iterable[AnnualPlan]) -> dict[int, list[Decision]]:
    """What was decided on the version that waits, of each plan that is in review or approved."""
    found = (
        Decision.objects.filter(
            version__report__plan__in=[plan.pk for plan in plans],
            version__report__status__in=(Status.SUBMITTED, Status.APPROVED),
        )
        .select_related("by", "version__report")
        .defer("version__content", "version__layout")
        .order_by("version__number", "pk")
    )
    decisions: dict[int, list[Decision]] = {}
    for decision in found:
        made = decisions.setdefault(decision.version.report.plan_id, [])
        if made and made[0].version_id != decision.version_id:
            made.clear()
        made.append(decision)
    return decisions


def approvers_of(organization: Organization) -> list[str]:
    """The names of those who approve or return what is submitted."""
    parts = Membership.objects.in_force().filter(
        organization=organization, role=Role.EXECUTIVE.value, user__is_active=True
    )
    names = parts.order_by("user__display_name", "user")
    return list(names.values_list("user__display_name", flat=True))
