"""The one place where reports read measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_portal.thai.numerals import to_arabic, to_thai
from measures.inputs import ItemInput, MeasureInput, PeriodInput, StepInput, written
from measures.models import AnnualPlan, EvidenceFile, Measure
from reports.criteria import Book
from reports.layouts import LayoutSpec
from reports.queries.criteria import criteria_book
from reports.snapshot import (
    AnnexEntry,
    Emblem,
    Evidence,
    Extra,
    Ita,
    Item,
    MeasureRow,
    Organization,
    Period,
    ReportSnapshot,
    StepRow,
)


def take_snapshot(
    plan: AnnualPlan,
    layout: LayoutSpec,
    *,
    assessment_year: int | None = None,
    book: Book | None = None,
) -> ReportSnapshot:
    """The plan with all its measures as they stand, numbered as the layout numbers them.

    `assessment_year` is the round that its report answers; `book` the criteria that hold, where
    they have been read. Eight queries, whatever the plan holds, and those of the criteria.
    """
    plan = AnnualPlan.objects.select_related("organization__emblem", "fiscal_year").get(pk=plan.pk)
    measures = list(Measure.objects.in_plan(plan).with_rows().prefetch_related("evidence"))
    book = book or criteria_book()
    return snapshot_of(plan, measures, layout, book, assessment_year=assessment_year)


def snapshot_of(
    plan: AnnualPlan,
    measures: Sequence[Measure],
    layout: LayoutSpec,
    book: Book,
    *,
    assessment_year: int | None = None,
) -> ReportSnapshot:
    """The same of a plan and its measures that have been read with their rows and evidence."""
    numbers = _numbers(len(measures), layout)
    total = plan.ita_total
    return ReportSnapshot(
        organization=_organization(plan),
        fiscal_year=plan.fiscal_year.year,
        title=plan.title,
        assessment_year=assessment_year,
        criteria=book.criteria_for(plan.fiscal_year.year, assessment_year),
        place_text=plan.place_text,
        cover=_lines(plan.cover),
        introduction=plan.introduction,
        ita=Ita(
            year=plan.ita_year,
            total=None if total is None else f"{total:.2f}",
            level=plan.ita_level,
        ),
        issues=_lines(plan.issues_text),
        measures=tuple(
            replace(_measure(measure.as_input(), number), evidence=_evidence(measure))
            for measure, number in zip(measures, numbers, strict=True)
        ),
        annex_heading=plan.annex_heading,
        annex_lead=plan.annex_lead,
        annex=_annex(measures, numbers),
        emblem=_emblem(plan) if layout.emblem != "none" else None,
    )


def take_row(measure: Measure, layout: LayoutSpec, *, number: int) -> ReportSnapshot:
    """One measure as it stands, in a report of its own: what its printed row is drawn from.

    `number` is its place in its plan; `measure` is read `with_rows` and `with_plan`.
    """
    mark = _numbers(number, layout)[-1]
    return ReportSnapshot(
        organization=_organization(measure.plan),
        fiscal_year=measure.plan.fiscal_year.year,
        title=measure.plan.title,
        measures=(_measure(measure.as_input(), mark),),
    )


def _organization(plan: AnnualPlan) -> Organization:
    organization = plan.organization
    return Organization(
        name=organization.name,
        kind=organization.kind,
        subdistrict=organization.subdistrict,
        district=organization.district,
        province=organization.province,
        code=organization.code,
    )


def _emblem(plan: AnnualPlan) -> Emblem | None:
    """That of the organization, if it has one."""
    row = getattr(plan.organization, "emblem", None)
    return Emblem(sha256=row.sha256, width=row.width, height=row.height) if row else None


def _numbers(count: int, layout: LayoutSpec) -> list[str]:
    """The number of each measure as printed: plain in a column of its own, else in its mark."""
    in_digits = to_thai if layout.digits == "thai" else to_arabic
    numbered_apart = any(column.field == "number" for column in layout.columns)
    mark = "๑" if numbered_apart else layout.measure_mark
    return [mark.replace("๑", in_digits(str(number))) for number in range(1, count + 1)]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _measure(data: MeasureInput, number: str) -> MeasureRow:
    return MeasureRow(
        title=data.title,
        number=number,
        issue=data.issue,
        status=data.status.value,
        expected_on=data.expected_on.isoformat() if data.expected_on else None,
        status_reason=data.status_reason,
        period=_period(data.period),
        owners=tuple(owner.text for owner in data.owners),
        steps_lead=data.steps_lead,
        steps=tuple(_step(step) for step in written(data.steps)),
        outputs=_items(data.outputs),
        outcomes=_items(data.outcomes),
        suggestions=_items(data.suggestions),
        extras=tuple(Extra(heading=extra.heading, text=extra.text) for extra in data.extras),
    )


def _step(data: StepInput) -> StepRow:
    return StepRow(
        text=data.text,
        mark=data.mark,
        depth=data.depth,
        owners=tuple(owner.text for owner in data.owners),
        period=_period(data.period),
        outputs=_items(data.outputs),
        suggestions=_items(data.suggestions),
    )


def _period(data: PeriodInput) -> Period:
    return Period(
        text=data.text,
        kind=data.kind.value,
        start=data.start.isoformat() if data.start else None,
        end=data.end.isoformat() if data.end else None,
    )


def _items(items: Iterable[ItemInput]) -> tuple[Item, ...]:
    return tuple(Item(text=item.text, mark=item.mark) for item in items)


def _annex(measures: Sequence[Measure], numbers: Sequence[str]) -> tuple[AnnexEntry, ...]:
    return tuple(
        AnnexEntry(number=number, heading=measure.annex_heading, text=measure.annex_text)
        for measure, number in zip(measures, numbers, strict=True)
        if measure.annex_heading or measure.annex_text
    )


def _evidence(measure: Measure) -> tuple[Evidence, ...]:
    return tuple(piece_of(row) for row in measure.evidence.all() if row.is_printed)


def piece_of(row: EvidenceFile) -> Evidence:
    """What a report holds of it."""
    return Evidence(
        kind=row.kind,
        caption=row.caption,
        sha256=row.sha256,
        thumbnail_sha256=row.thumbnail_sha256,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        width=row.width,
        height=row.height,
        page_count=row.page_count,
        url=row.url,
    )
