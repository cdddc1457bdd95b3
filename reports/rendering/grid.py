"""The official table as cells: what stands where, the same for every page and file.

Nothing here knows of HTML, of pages or of Django. Digits follow the layout in list marks and
numbers only; what people wrote is never altered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ita_portal.thai.numerals import to_arabic, to_thai
from ita_portal.thai.text import squash
from reports.layouts import Column, LayoutSpec
from reports.rendering.annex import AnnexPart, Photo, annex_heading, annex_parts
from reports.rendering.frame import emblem_of, introduction, title_lines
from reports.rendering.paragraphs import Paragraph, split_lines, split_list
from reports.rendering.signatures import signature_lines
from reports.snapshot import Item, MeasureRow, ReportSnapshot, StepRow

CONTINUED = "(ต่อ)"
_NUMBER = re.compile(r"[0-9๐-๙][0-9๐-๙./]*")
_ALWAYS_MERGED = frozenset({"number", "measure", "outcomes", "extra"})


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell; `rows` is how many rows of its measure it spans."""

    field: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    rows: int = 1


@dataclass(frozen=True, kw_only=True)
class Row:
    """One printed row; cells that an earlier row of the measure spans into it are left out."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """The rows of one measure. `label` names it in one line; `anchor` is its place in a page.

    `again` is the title as it stands on a page that the measure runs on to, if it does.
    """

    anchor: str
    number: str
    label: str
    again: tuple[Paragraph, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A report as it is printed. `name` is its title in one line.

    `signatures` are the lines of each who signs below the table. `opens_on_cover` says that the
    introduction stands on the cover, `has_emblem_on_cover` that the emblem does.
    """

    name: str
    organization: str
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...]
    digits: str
    cover: tuple[str, ...] = ()
    introduction: tuple[Paragraph, ...] = ()
    opens_on_cover: bool = False
    emblem: Photo | None = None
    has_emblem_on_cover: bool = False
    signatures: tuple[tuple[str, ...], ...] = ()
    annex_heading: str = ""
    annex_lead: tuple[Paragraph, ...] = ()
    annex: tuple[AnnexPart, ...] = ()


def build_grid(snapshot: ReportSnapshot, layout: LayoutSpec) -> Grid:
    """Every text of the snapshot that the layout has a place for, in its place."""
    in_digits = to_thai if layout.digits == "thai" else to_arabic
    annex = annex_parts(snapshot, layout, in_digits) if layout.has_annex else ()
    has_annex = layout.has_annex and bool(snapshot.annex_lead or annex)
    cover = snapshot.cover if layout.has_cover else ()
    return Grid(
        name=" ".join(snapshot.title.split()) or snapshot.organization.name,
        organization=snapshot.organization.name,
        title=title_lines(snapshot),
        columns=layout.columns,
        measures=tuple(
            _measure(index, measure, layout, in_digits)
            for index, measure in enumerate(snapshot.measures, start=1)
        ),
        digits=layout.digits,
        cover=cover,
        introduction=(introduction(snapshot, in_digits) if layout.introduction != "none" else ()),
        opens_on_cover=bool(cover) and layout.introduction == "cover",
        emblem=emblem_of(snapshot) if layout.emblem != "none" else None,
        has_emblem_on_cover=bool(cover) and layout.emblem == "cover",
        signatures=tuple(map(signature_lines, layout.signatures)),
        annex_heading=annex_heading(snapshot, annex) if has_annex else "",
        annex_lead=split_list(snapshot.annex_lead, depth=1) if has_annex else (),
        annex=annex,
    )


def _measure(
    index: int, measure: MeasureRow, layout: LayoutSpec, in_digits: Callable[[str], str]
) -> Measure:
    found = _NUMBER.search(measure.number)
    number = in_digits(found.group().rstrip("./")) if found else ""
    numbered_apart = any(column.field == "number" for column in layout.columns)
    mark = "" if numbered_apart or not number else layout.measure_mark.replace("๑", number)
    title = _title(measure, mark)
    label = title[0].text if title else ""
    again = Paragraph(text=f"{label} {CONTINUED}".strip(), mark=mark, is_title=True)
    return Measure(
        anchor=f"m{index}",
        number=number,
        label=" ".join(filter(None, [mark or number, label])),
        again=(again,) if layout.says_continued else (),
        rows=_rows(measure, _Texts(number, title, in_digits), layout),
    )


def _title(measure: MeasureRow, mark: str) -> tuple[Paragraph, ...]:
    """The issue where there is one, and one paragraph an activity; the first bears the mark."""
    lines = split_list(measure.title)
    if measure.issue:
        return (Paragraph(text=" ".join(measure.issue.split()), mark=mark, is_title=True), *lines)
    if lines and not lines[0].mark:
        return (Paragraph(text=lines[0].text, mark=mark, is_title=True), *lines[1:])
    return (Paragraph(text="", mark=mark, is_title=True), *lines) if mark else lines


@dataclass(frozen=True)
class _Texts:
    number: str
    title: tuple[Paragraph, ...]
    in_digits: Callable[[str], str]

    def steps(self, lead: str, steps: Iterable[StepRow]) -> tuple[Paragraph, ...]:
        found = list(split_lines(lead))
        for step in steps:
            found += split_lines(step.text, mark=self.in_digits(step.mark), depth=step.depth)
        return tuple(found)

    def items(self, items: Iterable[Item]) -> tuple[Paragraph, ...]:
        return tuple(
            paragraph
            for item in items
            for paragraph in split_lines(item.text, mark=self.in_digits(item.mark))
        )

    def of_field(self, field: str, holder: MeasureRow | StepRow) -> tuple[Paragraph, ...]:
        """What the measure or the step itself has in a column that either may fill."""
        if field == "owners":
            return tuple(p for owner in holder.owners for p in split_lines(owner))
        if field == "period":
            return split_lines(holder.period.text)
        if field in ("outputs", "suggestions"):
            return self.items(getattr(holder, field))
        return ()

    def of_measure(self, column: Column, measure: MeasureRow) -> tuple[Paragraph, ...]:
        """What belongs to the measure as a whole in this column."""
        if column.field == "number":
            return split_lines(self.number)
        if column.field == "measure":
            return self.title
        if column.field == "outcomes":
            return self.items(measure.outcomes)
        if column.field == "extra":
            heading = squash(column.heading)
            extras = (extra for extra in measure.extras if squash(extra.heading) == heading)
            return tuple(p for extra in extras for p in split_list(extra.text))
        return self.of_field(column.field, measure)


def _rows(measure: MeasureRow, texts: _Texts, layout: LayoutSpec) -> tuple[Row, ...]:
    steps = _top_steps(measure.steps) if layout.rows == "step" else [measure.steps]
    merged = {
        column: len(steps)
        for column in layout.columns
        if _is_merged(column.field, measure, len(steps))
    }
    rows = []
    for index, part in enumerate(steps):
        cells = []
        for column in layout.columns:
            if index and column in merged:
                continue
            paragraphs = _paragraphs(column, measure, part, texts, is_first=index == 0)
            cells.append(
                Cell(
                    field=column.field,
                    heading=column.heading,
                    paragraphs=paragraphs,
                    rows=merged.get(column, 1),
                )
            )
        rows.append(Row(cells=tuple(cells)))
    return tuple(rows)


def _top_steps(steps: Sequence[StepRow]) -> list[tuple[StepRow, ...]]:
    """Each step of the first depth with the steps below it; one empty part if there is none."""
    parts: list[list[StepRow]] = []
    for step in steps:
        if step.depth == 0 or not parts:
            parts.append([])
        parts[-1].append(step)
    return [tuple(part) for part in parts] or [()]


def _is_merged(field: str, measure: MeasureRow, rows: int) -> bool:
    if rows == 1 or field == "steps":
        return False
    if field in _ALWAYS_MERGED:
        return True
    if field == "period":
        return not any(step.period.text for step in measure.steps)
    return not any(getattr(step, field) for step in measure.steps)


def _paragraphs(
    column: Column,
    measure: MeasureRow,
    steps: Sequence[StepRow],
    texts: _Texts,
    *,
    is_first: bool,
) -> tuple[Paragraph, ...]:
    if column.field == "steps":
        return texts.steps(measure.steps_lead if is_first else "", steps)
    own = texts.of_measure(column, measure) if is_first else ()
    if column.field in _ALWAYS_MERGED:  # no step has these
        return own
    return own + tuple(p for step in steps for p in texts.of_field(column.field, step))
