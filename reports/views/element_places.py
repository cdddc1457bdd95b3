"""Where a report shows each required element: the cell of each measure, and how it begins."""

from __future__ import annotations

from dataclasses import dataclass

from reports.elements import Element, elements_of
from reports.rendering.grid import Cell, Grid, Measure
from reports.snapshot import ReportSnapshot


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
            places=tuple(_place(measure, element.field) for measure in grid.measures),
        )
        for element in elements_of(snapshot)
    )


def _place(measure: Measure, field: str) -> ElementPlace:
    label = measure.label or "มาตรการที่ไม่มีชื่อ"
    for index, row in enumerate(measure.rows, start=1):
        for cell in row.cells:
            if cell.field == field and cell.paragraphs:
                return ElementPlace(
                    label=label,
                    anchor=f"{measure.anchor}-{index}-{field}",
                    begins=_beginning(cell),
                    more=len(cell.paragraphs) - 1,
                )
    return ElementPlace(label=label)


def _beginning(cell: Cell) -> str:
    first = cell.paragraphs[0]
    return " ".join(filter(None, [first.mark, first.text]))
