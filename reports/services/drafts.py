"""A plan as it would be printed now: what the staff look at before anything is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, Measure
from reports.criteria import Book
from reports.layouts import LayoutSpec
from reports.models import Report
from reports.queries.criteria import criteria_book
from reports.queries.submissions import report_of
from reports.services.drawing import draw
from reports.services.findings import default_layout
from reports.services.snapshots import take_row, take_snapshot
from reports.snapshot import ReportSnapshot

WRITTEN = "ฉบับร่าง ยังไม่อนุมัติ"
APPROVED = "ฉบับร่าง อนุมัติแล้ว ยังไม่เผยแพร่"
WITHDRAWN = "ฉบับที่ถอนเผยแพร่แล้ว"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is drawn, and the table in which it is drawn."""

    snapshot: ReportSnapshot
    layout: LayoutSpec


def draft_of(plan: AnnualPlan, book: Book | None = None) -> Draft:
    """The whole report as it stands; `book` is the criteria, where they have been read."""
    report, book = report_of(plan), book or criteria_book()
    layout = table_for(plan, report, book)
    year = report.assessment_year if report else None
    snapshot = take_snapshot(plan, layout, assessment_year=year, book=book)
    return Draft(snapshot=snapshot, layout=layout)


def draft_row(measure: Measure, layout: LayoutSpec, *, number: int) -> Draft:
    """One measure as it stands, in the table of its plan; see `take_row`."""
    return Draft(snapshot=take_row(measure, layout, number=number), layout=layout)


def table_of(plan: AnnualPlan) -> LayoutSpec:
    """The table in which a plan is printed; until its report has chosen one, that of its year."""
    return table_for(plan, report_of(plan))


def table_for(plan: AnnualPlan, report: Report | None, book: Book | None = None) -> LayoutSpec:
    """The same, where the report of the plan has been read."""
    return report.layout.layout_spec() if report else default_layout(plan.fiscal_year.year, book)


def draw_draft(
    draft: Draft,
    format_name: str,
    *,
    at: datetime,
    photos: Mapping[str, bytes] | None = None,
    standing: str = WRITTEN,
) -> bytes:
    """A file that says on each page that it is a draft, and how far it has come; not kept.

    Raises RenderFailed.
    """
    local = timezone.localtime(at)
    moment = f"{format_date(local.date(), 'medium')} {to_thai(f'{local:%H:%M}')} น."
    label = f"{standing} พิมพ์เมื่อ {moment}"
    return draw(
        format_name,
        draft.snapshot,
        draft.layout,
        version_label=label,
        is_draft=True,
        drawn_at=local,
        photos=photos,
    )
