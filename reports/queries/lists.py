"""Lists and counts of published reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum

from ita_portal.thai.text import sort_key
from measures.models import OrganizationKind
from reports.models import Report
from reports.models.report import ReportQuerySet
from reports.queries.names import named, nearest_names
from reports.queries.pages import line_of
from reports.queries.values import Choice, Choices, PublishedPage, PublishedReport, Totals

PAGE_SIZE = 20
_HEAVY = ("published_version__content", "published_version__layout")


def published_reports(
    *,
    year: int | None = None,
    kind: str = "",
    province: str = "",
    name: str = "",
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> PublishedPage:
    """Published reports by organization ก-ฮ, the newest year first; two queries.

    `name` is any part of the organization's name, or words of it and of its place, as people write
    them. A page beyond the last is the last.
    """
    rows = _matching(year=year, kind=kind, province=province, name=name).order_by(
        "published_version__sort_key", "-plan__fiscal_year__year", "pk"
    )
    paginator = Paginator(rows, page_size)
    shown = paginator.get_page(page)
    return PublishedPage(
        reports=tuple(line_of(report) for report in shown),
        total=paginator.count,
        number=shown.number,
        page_count=paginator.num_pages,
    )


def alike(
    name: str, *, year: int | None = None, kind: str = "", province: str = ""
) -> tuple[str, ...]:
    """Names of organizations that may have been meant by one that nobody has; one query."""
    return nearest_names(_matching(year=year, kind=kind, province=province), name)


def latest_reports(count: int) -> tuple[PublishedReport, ...]:
    """The reports that were published last; one query."""
    return tuple(line_of(report) for report in Report.objects.published().defer(*_HEAVY)[:count])


def reports_of(codes: Iterable[str]) -> tuple[PublishedReport, ...]:
    """All that these organizations have published, the newest year first; one query."""
    reports = Report.objects.published().filter(plan__organization__code__in=list(codes))
    newest = reports.defer(*_HEAVY).order_by("-plan__fiscal_year__year", "pk")
    return tuple(line_of(report) for report in newest)


def choices(
    *, year: int | None = None, kind: str = "", province: str = "", name: str = ""
) -> Choices:
    """What can be chosen, each counted as if it were chosen beside the other filters."""
    years = _matching(kind=kind, province=province, name=name)
    kinds = _matching(year=year, province=province, name=name)
    provinces = _matching(year=year, kind=kind, name=name)
    by_year = _counts(years, "plan__fiscal_year__year")
    by_province = _counts(provinces, "published_version__province")
    return Choices(
        years=tuple(
            Choice(value=str(value), label=str(value), count=by_year[value])
            for value in sorted(by_year, key=int, reverse=True)
        ),
        kinds=_kind_choices(kinds),
        provinces=tuple(
            Choice(value=value, label=value, count=by_province[value])
            for value in sorted(by_province, key=sort_key)
            if value
        ),
    )


def totals() -> Totals:
    """Counts for the home page; two queries."""
    published = Report.objects.filter(published_version__isnull=False)
    sums = published.aggregate(
        reports=Count("pk"),
        organizations=Count("plan__organization", distinct=True),
        measures=Sum("published_version__measure_count", default=0),
    )
    return Totals(**sums, kinds=_kind_choices(published))


def _matching(
    *, year: int | None = None, kind: str = "", province: str = "", name: str = ""
) -> ReportQuerySet:
    """Published reports, by what their newest published version says."""
    reports = Report.objects.published().defer(*_HEAVY).order_by()
    if year is not None:
        reports = reports.filter(plan__fiscal_year__year=year)
    if kind:
        reports = reports.filter(published_version__organization_kind=kind)
    if province:
        reports = reports.filter(published_version__province=province)
    if name:
        reports = named(reports, name)
    return reports


def _counts(reports: QuerySet[Report], field: str) -> dict[Any, int]:
    rows = reports.values_list(field).annotate(count=Count("pk")).order_by(field)
    return dict(rows)


def _kind_choices(reports: QuerySet[Report]) -> tuple[Choice, ...]:
    """Every kind, also those without a report."""
    counts = _counts(reports, "published_version__organization_kind")
    return tuple(
        Choice(value=kind.value, label=kind.label, count=counts.get(kind.value, 0))
        for kind in OrganizationKind
    )
