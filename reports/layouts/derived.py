"""The layout of a report that was imported, found from its headings and its texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ita_portal.thai.text import squash
from reports.layouts.spec import (
    FIELDS,
    Column,
    InvalidLayout,
    LayoutSpec,
    least_width,
    validate,
    validate_fields,
)
from reports.layouts.standard import EXAMPLES, STANDARD

# Between these bounds `layout_for` shares the width by the amount of text in each column.
_BOUNDS = {
    "number": (5, 5),
    "measure": (14, 24),
    "steps": (18, 40),
    "period": (10, 10),
    "owners": (11, 13),
    "outputs": (16, 32),
    "outcomes": (16, 32),
    "suggestions": (9, 24),
    "extra": (10, 24),
}
_LEAST_FILLED = 12  # a column with any text in it

_KNOWN_HEADINGS = {
    squash(column.heading): column.heading
    for layout in (*STANDARD.values(), *EXAMPLES.values())
    for column in layout.columns
}


class _Text(Protocol):
    @property
    def text(self) -> str: ...


class _Heading(Protocol):
    @property
    def field(self) -> str: ...
    @property
    def heading(self) -> str: ...


class _Step(_Text, Protocol):
    @property
    def owners(self) -> Sequence[object]: ...
    @property
    def period(self) -> _Text: ...
    @property
    def outputs(self) -> Sequence[_Text]: ...
    @property
    def suggestions(self) -> Sequence[_Text]: ...


class _Measure(Protocol):
    @property
    def number(self) -> str: ...
    @property
    def issue(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def steps(self) -> Sequence[_Step]: ...
    @property
    def outputs(self) -> Sequence[_Text]: ...
    @property
    def outcomes(self) -> Sequence[_Text]: ...
    @property
    def suggestions(self) -> Sequence[_Text]: ...
    @property
    def extras(self) -> Sequence[_Text]: ...


def layout_for(columns: Sequence[_Heading], measures: Sequence[_Measure]) -> LayoutSpec:
    """The layout that prints an imported report as its own table.

    A printed row is a step where most measures' steps have results, periods or owners of their
    own. Widths follow the amount of text in each column. Raises InvalidLayout.
    """
    numbers = [measure.number.strip() for measure in measures if measure.number.strip()]
    by_step = sum(any(_stands_alone(step) for step in measure.steps) for measure in measures)
    widths = _shared_widths(columns, measures)
    layout = LayoutSpec(
        name="ตามเอกสารที่นำเข้า",
        columns=tuple(
            Column(field=column.field, heading=_heading(column), width=width)
            for column, width in zip(columns, widths, strict=True)
        ),
        rows="step" if by_step * 2 > len(measures) else "measure",
        digits="arabic" if numbers and numbers[0][0] in "0123456789" else "thai",
        has_cover=True,
        has_annex=True,
    )
    validate(layout)
    return layout


def _heading(column: _Heading) -> str:
    """The heading; one that we know is written without the blanks that its lines left in it."""
    written = " ".join(column.heading.split()) or FIELDS[column.field]
    return _KNOWN_HEADINGS.get(squash(written), written)


def _stands_alone(step: _Step) -> bool:
    return bool(step.owners or step.outputs or step.period.text)


def _shared_widths(columns: Sequence[_Heading], measures: Sequence[_Measure]) -> list[int]:
    """Widths that sum to 100: each column its least, the rest by the root of its letters."""
    validate_fields([column.field for column in columns])
    least, most, weight = [], [], []
    for column in columns:
        letters = _letters(column.field, measures)
        low, high = _BOUNDS[column.field]
        low = max(low, least_width(column.field, _heading(column)), _LEAST_FILLED if letters else 0)
        least.append(low)
        most.append(max(low, high))
        weight.append(max(1.0, letters) ** 0.5)
    if sum(least) > 100:
        raise InvalidLayout("หัวตารางยาวเกินไปสำหรับกระดาษ A4 แนวนอน")
    widths = list(least)
    for _ in range(100 - sum(least)):
        # The column with the most letters for its width gets the next per cent; one that is at
        # its bound only when all are.
        open_ones = [i for i, width in enumerate(widths) if width < most[i]]
        among = open_ones or range(len(widths))
        widths[max(among, key=lambda i: (weight[i] / widths[i], -i))] += 1
    return widths


def _letters(field: str, measures: Sequence[_Measure]) -> int:
    def size(items: Sequence[_Text]) -> int:
        return sum(len(item.text) for item in items)

    count = 0
    for measure in measures:
        if field == "measure":
            count += len(measure.issue) + len(measure.title)
        elif field == "steps":
            count += size(measure.steps)
        elif field == "extra":
            count += size(measure.extras)
        elif field in ("outputs", "suggestions"):
            count += size(getattr(measure, field))
            count += sum(size(getattr(step, field)) for step in measure.steps)
        elif field == "outcomes":
            count += size(measure.outcomes)
    return count
