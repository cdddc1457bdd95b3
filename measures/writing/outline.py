"""The steps of a measure as a tree: rows in order with a depth, moved with all below them.

A row lies under the nearest row above that is less deep. Every function gives a new list and
raises OutlineRefusal, in Thai, for what cannot be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ita_portal.thai.numerals import to_thai

DEEPEST = 2  # the first level is 0
MOST_STEPS = 200


class OutlineRefusal(ValueError):
    """The rows stay as they are; the message says in Thai why."""


class RowGone(OutlineRefusal):
    """The row is not there any more."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """`key` is below zero for a row that is not stored yet; `mark` None asks for one."""

    key: int
    depth: int
    mark: str | None = None


Rows = Sequence[Row]


def family(rows: Rows, key: int) -> tuple[int, int]:
    """From where to where a row and all below it go."""
    start = next((place for place, row in enumerate(rows) if row.key == key), None)
    if start is None:
        raise RowGone("ขั้นตอนนี้ถูกนำออกแล้ว")
    end = start + 1
    while end < len(rows) and rows[end].depth > rows[start].depth:
        end += 1
    return start, end


def inserted(rows: Rows, new: Rows, after: int | None, *, is_first: bool = False) -> list[Row]:
    """With new rows below a row and what belongs to it; last when it is None or gone.

    The first new row keeps its depth as far as there is something to lie under.
    """
    if len(rows) + len(new) > MOST_STEPS:
        raise OutlineRefusal(f"มาตรการหนึ่งมีได้ไม่เกิน {to_thai(str(MOST_STEPS))} ขั้นตอน")
    end = 0 if is_first else len(rows)
    place = next((place + 1 for place, row in enumerate(rows) if row.key == after), end)
    while place < len(rows) and rows[place].depth > max(new[0].depth, 0):
        place += 1
    return [*rows[:place], *_fitted(new, rows[:place]), *rows[place:]]


def moved(rows: Rows, key: int, direction: Literal["up", "down"]) -> list[Row]:
    """With the row in the place of the one before or after it under the same row above."""
    start, end = family(rows, key)
    depth = rows[start].depth
    if direction == "down":
        if end == len(rows) or rows[end].depth < depth:
            raise OutlineRefusal("ขั้นตอนนี้อยู่ล่างสุดแล้ว")
        _, after = family(rows, rows[end].key)
        return [*rows[:start], *rows[end:after], *rows[start:end], *rows[after:]]
    before = start - 1
    while before >= 0 and rows[before].depth > depth:
        before -= 1
    if before < 0 or rows[before].depth < depth:
        raise OutlineRefusal("ขั้นตอนนี้อยู่บนสุดแล้ว")
    return [*rows[:before], *rows[start:end], *rows[before:start], *rows[end:]]


def placed(rows: Rows, key: int, before: int | None) -> list[Row]:
    """With the row right before another one and as deep as that; None is last, at its own depth."""
    start, end = family(rows, key)
    own, rest = list(rows[start:end]), [*rows[:start], *rows[end:]]
    if before is None:
        return [*rest, *_fitted(own, rest)]
    if any(row.key == before for row in own):
        return list(rows)
    place, _ = family(rest, before)
    shift = rest[place].depth - own[0].depth
    shifted = [replace(row, depth=min(max(row.depth + shift, 0), DEEPEST)) for row in own]
    return [*rest[:place], *_fitted(shifted, rest[:place]), *rest[place:]]


def indented(rows: Rows, key: int) -> list[Row]:
    """With the row, and all below it, one level deeper."""
    start, end = family(rows, key)
    if start == 0 or rows[start - 1].depth < rows[start].depth:
        raise OutlineRefusal("ไม่มีขั้นตอนข้างบนที่จะซ้อนอยู่ใต้ได้")
    if max(row.depth for row in rows[start:end]) >= DEEPEST:
        raise OutlineRefusal(f"ขั้นตอนซ้อนกันได้ไม่เกิน {to_thai(str(DEEPEST + 1))} ระดับ")
    return _shifted(rows, start, end, 1)


def outdented(rows: Rows, key: int) -> list[Row]:
    """With the row, and all below it, one level less deep, in the same place."""
    start, end = family(rows, key)
    if rows[start].depth == 0:
        raise OutlineRefusal("ขั้นตอนนี้อยู่ระดับบนสุดแล้ว")
    return _shifted(rows, start, end, -1)


def without(rows: Rows, key: int) -> tuple[list[Row], list[Row]]:
    """The rows without one and all below it, and those."""
    start, end = family(rows, key)
    return [*rows[:start], *rows[end:]], list(rows[start:end])


def parents(rows: Rows) -> dict[int, int | None]:
    """For each row the one that it lies under."""
    above: list[Row] = []
    found: dict[int, int | None] = {}
    for row in rows:
        while above and above[-1].depth >= row.depth:
            above.pop()
        found[row.key] = above[-1].key if above else None
        above.append(row)
    return found


def _shifted(rows: Rows, start: int, end: int, by: int) -> list[Row]:
    family_of_row = [replace(row, depth=row.depth + by) for row in rows[start:end]]
    return [*rows[:start], *family_of_row, *rows[end:]]


def _fitted(rows: Rows, above: Rows) -> list[Row]:
    """Rows none of which is more than one level deeper than the row above it."""
    fitted: list[Row] = []
    deepest = min(above[-1].depth + 1, DEEPEST) if above else 0
    for row in rows:
        depth = min(max(row.depth, 0), deepest)
        fitted.append(replace(row, depth=depth))
        deepest = min(depth + 1, DEEPEST)
    return fitted
