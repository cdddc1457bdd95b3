"""What a report of a year can be begun from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from measures.models import AnnualPlan, FiscalYear, IssueScheme, Organization
from reports.criteria import Book
from reports.models import Layout, Report
from reports.queries.criteria import criteria_book


@dataclass(frozen=True, kw_only=True)
class Source:
    """An earlier plan with what there is to copy."""

    plan: AnnualPlan
    measures: int
    steps: int


def sources_of(organization: Organization, year: int) -> list[Source]:
    """The organization's plans of other years that have measures, the year before first."""
    standing = Q(measures__binned_at=None)
    plans = (
        AnnualPlan.objects.filter(organization=organization)
        .exclude(fiscal_year__year=year)
        .select_related("organization", "fiscal_year", "issue_scheme")
        .annotate(
            measure_count=Count("measures", standing, distinct=True),
            step_count=Count(
                "measures__steps", standing & ~Q(measures__steps__text=""), distinct=True
            ),
        )
        .filter(measure_count__gt=0)
    )
    rows = sorted(plans, key=lambda plan: _distance(plan.fiscal_year.year, year))
    return [Source(plan=row, measures=row.measure_count, steps=row.step_count) for row in rows]


def years_to_begin(organization: Organization) -> list[FiscalYear]:
    """The open years of which the organization has no plan yet, the newest first."""
    begun = AnnualPlan.objects.filter(organization=organization).values("fiscal_year")
    return list(FiscalYear.objects.filter(is_open=True).exclude(pk__in=begun))


def next_year(years: list[FiscalYear], newest: int | None, today_year: int) -> FiscalYear | None:
    """The year to begin: the one after the newest plan, else the present one, else any."""
    by_year = {row.year: row for row in years}
    wanted = [newest + 1 if newest else 0, today_year]
    found = next((by_year[year] for year in wanted if year in by_year), None)
    return found or (years[0] if years else None)


def beginnings(organizations: Iterable[int], today_year: int) -> dict[int, FiscalYear | None]:
    """The next year to begin of each organization, in two queries."""
    keys = list(organizations)
    years = list(FiscalYear.objects.filter(is_open=True))
    begun: dict[int, set[int]] = {key: set() for key in keys}
    plans = AnnualPlan.objects.filter(organization__in=keys)
    for key, year in plans.values_list("organization", "fiscal_year__year"):
        begun[key].add(year)
    return {
        key: next_year(
            [year for year in years if year.year not in begun[key]],
            max(begun[key], default=None),
            today_year,
        )
        for key in keys
    }


def layouts_for(organization: Organization) -> QuerySet[Layout]:
    """Everyone's layouts and the organization's own, its own first."""
    return Layout.objects.filter(Q(organization=None) | Q(organization=organization)).order_by(
        "organization__sort_key", "name", "pk"
    )


def layouts_in_use(organization: Organization) -> dict[int, Layout]:
    """The layout of each report of the organization, by the key of its plan."""
    reports = Report.objects.filter(plan__organization=organization).select_related("layout")
    return {report.plan_id: report.layout for report in reports}


def schemes_for(organization: Organization) -> QuerySet[IssueScheme]:
    """Everyone's schemes and the organization's own."""
    return IssueScheme.objects.filter(Q(organization=None) | Q(organization=organization))


def usual_code(year: int, book: Book) -> str:
    """The code of the standard table that shows what is demanded of the report of a year."""
    return "six" if book.requires("outcomes", year) else "suggestions"


def usual_layout(organization: Organization, year: int) -> Layout | None:
    """The layout of the organization's newest report under the same rules, else the usual one."""
    book = criteria_book()
    code = usual_code(year, book)
    reports = Report.objects.filter(plan__organization=organization)
    reports = reports.select_related("layout", "plan__fiscal_year")
    for report in reports.order_by("-plan__fiscal_year__year"):
        if usual_code(report.plan.fiscal_year.year, book) == code:
            return report.layout
    return layouts_for(organization).filter(code=code).first() or layouts_for(organization).first()


def _distance(year: int, wanted: int) -> tuple[bool, int]:
    return year > wanted, abs(wanted - year)
