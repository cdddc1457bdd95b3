"""The measures document drawn from the same content: without results, with the follow-up.

What ITA asks for before the report: the analysis of the last result, then measures with steps,
owners, periods and how they are followed up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import squash
from reports.elements import FOLLOW_UP, LABELS
from reports.layouts import Column, LayoutSpec
from reports.snapshot import Criteria, Extra, MeasureRow, ReportSnapshot, StepRow

# headings under which offices write the same in a column of their own
_ALSO = tuple(map(squash, (FOLLOW_UP, "การติดตามประเมินผล", "การกำกับติดตาม", "แนวทางการกำกับติดตาม")))
_WIDTHS = {"number": 5, "measure": 20, "steps": 31, "period": 11, "owners": 13, "extra": 20}


@dataclass(frozen=True, kw_only=True)
class DocumentTexts:
    """What the document says beside the measures."""

    title: str
    analysis: str
    follow_up: str


def default_title(year: int) -> str:
    return "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\n" + to_thai(f"ประจำปีงบประมาณ พ.ศ. {year}")


def document_of(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    texts: DocumentTexts,
    *,
    criteria: Criteria | None = None,
    assessment_year: int | None = None,
) -> tuple[ReportSnapshot, LayoutSpec]:
    """The content and the table of the document; results are in neither.

    `criteria` are what is asked of it; without them, nothing. `assessment_year` is the round that
    it answers, whose own criteria may not be known yet.
    """
    nothing = Criteria(year=snapshot.fiscal_year or 0)
    measures = tuple(_without_results(measure, texts.follow_up) for measure in snapshot.measures)
    document = replace(
        snapshot,
        title=texts.title,
        introduction=texts.analysis,
        assessment_year=assessment_year,
        criteria=criteria or nothing,
        cover=(),
        measures=measures,
        annex_heading="",
        annex_lead="",
        annex=(),
        emblem=None,
    )
    return document, _table(layout)


def _without_results(measure: MeasureRow, follow_up: str) -> MeasureRow:
    own = [extra.text for extra in measure.extras if squash(extra.heading) in _ALSO]
    text = "\n".join(filter(None, own)) or follow_up
    return replace(
        measure,
        steps=tuple(_plain(step) for step in measure.steps),
        outputs=(),
        outcomes=(),
        suggestions=(),
        evidence=(),
        status="not_started",
        expected_on=None,
        status_reason="",
        extras=(Extra(heading=FOLLOW_UP, text=text),) if text else (),
    )


def _plain(step: StepRow) -> StepRow:
    return replace(step, outputs=(), suggestions=())


def _table(layout: LayoutSpec) -> LayoutSpec:
    """The columns of the report's own table that have no results, and one for the follow-up."""
    kept = [column for column in layout.columns if column.field in _WIDTHS]
    columns = [replace(c, width=_WIDTHS[c.field]) for c in kept if c.field != "extra"]
    present = {column.field for column in columns}
    for field in ("steps", "period", "owners"):
        if field not in present:
            columns.append(Column(field=field, heading=LABELS[field], width=_WIDTHS[field]))
    columns.append(Column(field="extra", heading=FOLLOW_UP, width=_WIDTHS["extra"]))
    spare = 100 - sum(column.width for column in columns)
    columns = [
        replace(column, width=column.width + spare) if column.field == "steps" else column
        for column in columns
    ]
    return replace(
        layout,
        name="เอกสารมาตรการ",
        columns=tuple(columns),
        has_cover=False,
        has_annex=False,
        annex_names_all=False,
        introduction="above",
        emblem="none",
        signatures=(),  # other heads sign another paper
    )
