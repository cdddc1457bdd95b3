"""Where a report shows each required element: the cell of each measure, and how it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.elements import ANALYSIS, Element, elements_of
from reports.rendering.grid import Grid, Measure
from reports.rendering.paragraphs import Paragraph
from reports.snapshot import ReportSnapshot

UNNAMED = "มาตรการที่ไม่มีชื่อ"


@dataclass(frozen=True, kw_only=True)
class ElementPlace:
    """One measure's answer: its cell's place in the report page, empty where there is none.

    `begins` is the first paragraph of the cell as it is printed, `more` how many follow.
    """

    label: str
    anchor: str = ""
    begins: str = ""
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class ElementPlaces:
    """An element with its places, one a measure, in their order."""

    element: Element
    anchor: str
    places: tuple[ElementPlace, ...]


def places_of(snapshot: ReportSnapshot, grid: Grid) -> tuple[ElementPlaces, ...]:
    """What is asked for, as the table shows it."""
    return tuple(
        ElementPlaces(
            element=element,
            anchor=f"e-{element.field}",
            places=_places(element, grid),
        )
        for element in elements_of(snapshot)
    )


def _places(element: Element, grid: Grid) -> tuple[ElementPlace, ...]:
    if element.field == ANALYSIS:
        return (_whole(element.label, grid.introduction),)
    if element.field == "follow_up":
        return tuple(_follow_up(measure) for measure in grid.measures)
    return tuple(_place(measure, element.field) for measure in grid.measures)


def _whole(label: str, paragraphs: Sequence[Paragraph]) -> ElementPlace:
    """What stands above the table."""
    if not paragraphs:
        return ElementPlace(label=label)
    return _found(label, "introduction", paragraphs)


def _follow_up(measure: Measure) -> ElementPlace:
    """The last cell of a measures document, which has no anchor of its own."""
    cell = measure.rows[0].cells[-1]
    if not cell.paragraphs:
        return ElementPlace(label=measure.label or UNNAMED)
    return _found(measure.label or UNNAMED, measure.anchor, cell.paragraphs)


def _place(measure: Measure, field: str) -> ElementPlace:
    label = measure.label or UNNAMED
    for index, row in enumerate(measure.rows, start=1):
        for cell in row.cells:
            if cell.field == field and cell.paragraphs:
                return _found(label, f"{measure.anchor}-{index}-{field}", cell.paragraphs)
    return ElementPlace(label=label)


def _found(label: str, anchor: str, paragraphs: Sequence[Paragraph]) -> ElementPlace:
    first = paragraphs[0]
    begins = " ".join(filter(None, [first.mark, first.text]))
    return ElementPlace(label=label, anchor=anchor, begins=begins, more=len(paragraphs) - 1)
