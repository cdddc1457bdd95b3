"""The marks of steps after their order changed: a list that was counted goes on being counted.

What a person numbered in a way of its own stays as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ita_portal.thai.numerals import to_arabic, to_thai
from measures.writing.outline import Row, Rows, parents

_NUMBER = re.compile(r"(\(?)([0-9]{1,3}|[๐-๙]{1,3})([.)])")
_BULLETS = frozenset("-–•▪●*")
_USUAL = ("๑.", "๑)", "-")  # of each depth, where nothing shows what the writer likes


@dataclass(frozen=True)
class _Style:
    """A mark with its number taken out: all of a bullet, "(" and ")" around a number."""

    before: str
    after: str = ""
    is_thai: bool = False

    def mark(self, number: int) -> str:
        if not self.after:
            return self.before
        digits = to_thai(str(number)) if self.is_thai else str(number)
        return f"{self.before}{digits}{self.after}"


def remarked(old: Rows, new: Rows) -> dict[int, str]:
    """The marks that become other ones when `old` becomes `new`, by row; all that ask for one."""
    styles = _styles(old)
    was_under, is_under = parents(old), parents(new)
    groups: dict[int | None, list[Row]] = defaultdict(list)
    for row in new:
        groups[is_under[row.key]].append(row)
    marks: dict[int, str] = {}
    for under, group in groups.items():
        stayed = any(row.key in was_under and was_under[row.key] == under for row in group)
        if stayed and under in styles:
            style = styles[under]
        else:
            style = _style_of_newcomers(group, styles, old)
        for number, row in enumerate(group, 1):
            mark = style.mark(number) if style else row.mark or ""
            if mark != row.mark:
                marks[row.key] = mark
    return marks


def _styles(rows: Rows) -> dict[int | None, _Style | None]:
    """How the rows under each row are counted; None where they are not."""
    under = parents(rows)
    groups: dict[int | None, list[str]] = defaultdict(list)
    for row in rows:
        groups[under[row.key]].append(row.mark or "")
    return {key: _style(marks) for key, marks in groups.items()}


def _style(marks: Sequence[str]) -> _Style | None:
    """The style of marks that count from one, or are the same bullet each."""
    found = {_parted(mark, number) for number, mark in enumerate(marks, 1)}
    return found.pop() if len(found) == 1 else None


def _parted(mark: str, number: int) -> _Style | None:
    if mark in _BULLETS:
        return _Style(mark)
    match = _NUMBER.fullmatch(mark)
    if match is None or int(to_arabic(match[2])) != number:
        return None
    return _Style(match[1], match[3], is_thai=match[2] != to_arabic(match[2]))


def _style_of_newcomers(
    group: Rows, styles: dict[int | None, _Style | None], old: Rows
) -> _Style | None:
    """As others of this depth are counted; as is usual, when rows were marked or are new."""
    if all(row.key < 0 for row in group) and any(row.mark for row in group):
        return None  # pasted with marks of their own
    depth, under = group[0].depth, parents(old)
    alike = [styles[under[row.key]] for row in old if row.depth == depth]
    if alike:
        return alike[0]
    uncounted = bool(old) and not any(row.mark for row in old)
    is_marked = any(row.mark or row.mark is None for row in group)
    if uncounted or not is_marked:
        return None
    return _parted(_USUAL[depth], 1)
