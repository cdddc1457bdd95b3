"""Widths of columns that add up, and texts for which a table has no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ita_portal.thai.text import squash
from reports.layouts.spec import FIELDS, Column, InvalidLayout, LayoutSpec, least_width


def share_widths(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns as wide as a table: each at least as wide as it must be, the rest in proportion.

    Raises InvalidLayout where even the least do not fit.
    """
    least = [least_width(column.field, column.heading) for column in columns]
    if sum(least) > 100:
        raise InvalidLayout("คอลัมน์มากหรือหัวคอลัมน์ยาวเกินไปสำหรับกระดาษ A4 แนวนอน")
    wanted = [max(column.width, low) for column, low in zip(columns, least, strict=True)]
    spare = 100 - sum(least)
    over = [want - low for want, low in zip(wanted, least, strict=True)]
    if not sum(over):
        over = [1] * len(over)
    exact = [part * spare / sum(over) for part in over]
    widths = [low + int(part) for low, part in zip(least, exact, strict=True)]
    # what rounding left goes to the columns that it took most from
    by_rest = sorted(range(len(exact)), key=lambda i: (int(exact[i]) - exact[i], i))
    for index in by_rest[: 100 - sum(widths)]:
        widths[index] += 1
    return tuple(
        replace(column, width=width) for column, width in zip(columns, widths, strict=True)
    )


def unprinted(layout: LayoutSpec, measures: Sequence[Any]) -> dict[str, int]:
    """What has texts but no column, by its name, and in how many measures; of `MeasureRow`s."""
    fields = {column.field for column in layout.columns}
    headings = {squash(heading) for heading in layout.extra_headings}
    counts: dict[str, int] = {}
    for measure in measures:
        missing = {FIELDS[field] for field in _filled(measure) if field not in fields}
        missing |= {
            extra.heading
            for extra in measure.extras
            if extra.text.strip() and squash(extra.heading) not in headings
        }
        for name in missing:
            counts[name] = counts.get(name, 0) + 1
    order = [*FIELDS.values()]
    return dict(
        sorted(
            counts.items(),
            key=lambda item: (order.index(item[0]) if item[0] in order else 99, item[0]),
        )
    )


def _filled(measure: Any) -> set[str]:
    """The fields in which a measure or one of its steps says something."""
    holders = (measure, *measure.steps)
    found = {
        field
        for field in ("owners", "outputs", "suggestions")
        if any(getattr(holder, field) for holder in holders)
    }
    if any(holder.period.text for holder in holders):
        found.add("period")
    if measure.outcomes:
        found.add("outcomes")
    if measure.steps or measure.steps_lead:
        found.add("steps")
    return found
