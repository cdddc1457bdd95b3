"""Lists and counts of published reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from ita_portal.thai.text import sort_key
from measures.models import OrganizationKind
from reports.kinds import Kind
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
    paper: str = "",
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> PublishedPage:
    """Published reports by organization ก-ฮ, the newest year first; three queries.

    `paper` is the kind of what is listed, "" for reports.
    Rows are put in order by their keys alone, since all that a line shows takes long to sort.
    `name` is any part of the organization's name, or words of it and of its place, as people write
    them. A page beyond the last is the last.
    """
    matching = _matching(year=year, kind=kind, province=province, name=name, paper=paper)
    rows = matching.order_by("published_version__sort_key", "-plan__fiscal_year__year", "pk")
    paginator = Paginator(rows.values_list("pk", flat=True), page_size)
    shown = paginator.get_page(page)
    keys = list(shown)
    other = Report.records.filter(plan=OuterRef("plan"), published_version__isnull=False)
    with_other = Exists(other.exclude(kind=OuterRef("kind")))
    lines = Report.records.published().defer(*_HEAVY).annotate(has_other=with_other)
    found = lines.in_bulk(keys)
    return PublishedPage(
        reports=tuple(
            replace(line_of(found[key]), has_other=found[key].has_other)
            for key in keys
            if key in found
        ),
        total=paginator.count,
        number=shown.number,
        page_count=paginator.num_pages,
    )


def alike(
    name: str, *, year: int | None = None, kind: str = "", province: str = "", paper: str = ""
) -> tuple[str, ...]:
    """Names of organizations that may have been meant by one that nobody has; one query."""
    matching = _matching(year=year, kind=kind, province=province, paper=paper)
    return nearest_names(matching, name)


def latest_reports(count: int) -> tuple[PublishedReport, ...]:
    """The reports that were published last; one query."""
    return tuple(line_of(report) for report in Report.objects.published().defer(*_HEAVY)[:count])


def latest_papers(count: int) -> tuple[PublishedReport, ...]:
    """The same with documents of measures; one query."""
    return tuple(line_of(paper) for paper in Report.records.published().defer(*_HEAVY)[:count])


def reports_of(codes: Iterable[str]) -> tuple[PublishedReport, ...]:
    """All that these organizations have published, the newest year first; one query."""
    reports = Report.objects.published().filter(plan__organization__code__in=list(codes))
    newest = reports.defer(*_HEAVY).order_by("-plan__fiscal_year__year", "pk")
    return tuple(line_of(report) for report in newest)


def papers_of(code: str) -> tuple[PublishedReport, ...]:
    """Reports and documents of measures of one organization, the newest year first; one query."""
    papers = Report.records.published().filter(plan__organization__code=code)
    newest = papers.defer(*_HEAVY).order_by("-plan__fiscal_year__year", "-kind", "pk")
    return tuple(line_of(paper) for paper in newest)


def choices(
    *,
    year: int | None = None,
    kind: str = "",
    province: str = "",
    name: str = "",
    paper: str = "",
) -> Choices:
    """What can be chosen, each counted as if it were chosen beside the other filters; one query.

    All are counted at once and told apart here: looking for a name is what takes long.
    """
    by_year: Counter[int] = Counter()
    by_kind: Counter[str] = Counter()
    by_province: Counter[str] = Counter()
    for of_year, of_kind, of_province, count in _groups(name, paper):
        in_year, in_kind = year in (None, of_year), kind in ("", of_kind)
        in_province = province in ("", of_province)
        by_year[of_year] += count if in_kind and in_province else 0
        by_kind[of_kind] += count if in_year and in_province else 0
        by_province[of_province] += count if in_year and in_kind else 0
    return choices_of(by_year, by_kind, by_province)


def choices_of(by_year: Counter[int], by_kind: Counter[str], by_province: Counter[str]) -> Choices:
    """What can be chosen, in the order in which it is shown."""
    return Choices(
        years=tuple(
            Choice(value=str(value), label=str(value), count=by_year[value])
            for value in sorted(+by_year, reverse=True)
        ),
        kinds=_kind_choices(by_kind),
        provinces=tuple(
            Choice(value=value, label=value, count=by_province[value])
            for value in sorted(+by_province, key=sort_key)
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
    kinds = published.values_list("published_version__organization_kind")
    counts = dict(kinds.annotate(count=Count("pk")).order_by())
    return Totals(**sums, kinds=_kind_choices(counts))


def _matching(
    *,
    year: int | None = None,
    kind: str = "",
    province: str = "",
    name: str = "",
    paper: str = "",
) -> ReportQuerySet:
    """Published reports, by what their newest published version says."""
    listed = Report.records.published().filter(kind=paper or Kind.REPORT.value)
    reports = listed.defer(*_HEAVY).order_by()
    if year is not None:
        reports = reports.filter(plan__fiscal_year__year=year)
    if kind:
        reports = reports.filter(published_version__organization_kind=kind)
    if province:
        reports = reports.filter(published_version__province=province)
    if name:
        reports = named(reports, name)
    return reports


def _groups(name: str, paper: str) -> QuerySet[Report, tuple[Any, ...]]:
    """How many reports there are of each year, kind and province."""
    fields = ("organization_kind", "province")
    of_version = (f"published_version__{field}" for field in fields)
    rows = _matching(name=name, paper=paper).values_list("plan__fiscal_year__year", *of_version)
    return rows.annotate(count=Count("pk"))


def _kind_choices(counts: Mapping[str, int]) -> tuple[Choice, ...]:
    """Every kind, also those without a report."""
    return tuple(
        Choice(value=kind.value, label=kind.label, count=counts.get(kind.value, 0))
        for kind in OrganizationKind
    )
