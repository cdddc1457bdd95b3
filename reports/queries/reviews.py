"""What is read of a report while people decide on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min

from measures.models import AnnualPlan, Measure, Organization, User
from reports.models import Comment, Decision, Report, ReportVersion
from reports.status import Status, Verb


@dataclass(frozen=True, kw_only=True)
class Base:
    """An earlier version to compare with: `key` names it in an address.

    `returned` is how it came back, if it did; `year` its fiscal year, where that is another.
    """

    key: str
    version: ReportVersion
    returned: Decision | None = None
    year: int | None = None


def version_in_review(report: Report) -> ReportVersion | None:
    """What was submitted last; None while the report is being written."""
    if report.status == Status.DRAFT:
        return None
    version = ReportVersion.objects.filter(report=report).order_by("-number").first()
    if version is not None:
        version.report = report
    return version


def decisions_on(version: ReportVersion) -> list[Decision]:
    """All that was done with a version, in order."""
    rows = Decision.objects.filter(version=version).select_related("by", "paper")
    made = list(rows.order_by("pk"))
    for decision in made:
        decision.version = version
    return made


def said_by(user: User, plan: AnnualPlan) -> set[str]:
    """What the person gave as a reason or commented, deciding on the report of a plan."""
    own = Decision.objects.filter(by=user, version__report__plan=plan)
    comments = Comment.objects.in_plan(plan).filter(by=user)
    return {*own.values_list("reason", flat=True), *comments.values_list("text", flat=True)}


def last_printed_title(user: User, organization: Organization, verb: Verb) -> str:
    """The lines under which the person did the same there last; "" for the first time."""
    last = (
        Decision.objects.filter(
            by=user,
            version__report__plan__organization=organization,
            verb=verb.value,
        )
        .order_by("-pk")
        .first()
    )
    return last.printed_title if last else ""


def only_writers(plans: Iterable[int]) -> dict[int, int]:
    """Who alone wrote the measures of a plan, as far as their last saves tell, by plan."""
    rows = (
        Measure.objects.filter(plan__in=list(plans), binned_at=None)
        .values("plan")
        .annotate(
            rows=Count("pk"),
            told=Count("updated_by"),
            people=Count("updated_by", distinct=True),
            one=Min("updated_by"),
        )
        .order_by("plan")
    )
    return {
        row["plan"]: row["one"] for row in rows if row["people"] == 1 and row["told"] == row["rows"]
    }


def bases_of(version: ReportVersion) -> tuple[Base, ...]:
    """What a version can be compared with, the nearest first: what was sent back last, what is
    public, and the public report of the year before.
    """
    report = version.report
    bases = []
    returned = (
        Decision.objects.filter(
            version__report=report, version__number__lt=version.number, verb=Verb.RETURN.value
        )
        .select_related("version")
        .order_by("-version__number")
        .first()
    )
    if returned is not None:
        key = f"v{returned.version.number}"
        bases.append(Base(key=key, version=returned.version, returned=returned))
    public = report.published_version
    if public is not None and public.number < version.number:
        bases.append(Base(key=f"v{public.number}", version=public))
    bases.sort(key=lambda base: -base.version.number)
    year = report.plan.fiscal_year.year - 1
    last = (
        Report.objects.filter(
            plan__organization=report.plan.organization_id,
            plan__fiscal_year__year=year,
            published_version__isnull=False,
        )
        .select_related("published_version")
        .first()
    )
    if last is not None and last.published_version is not None:
        bases.append(Base(key=f"y{year}", version=last.published_version, year=year))
    return tuple(bases)
