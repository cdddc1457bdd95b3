"""Parallel lists in one row: which owner, period and result belongs to which step.

A cell is one value for each step when it has as many parts as the row has steps. Parts are
paragraphs, or what two spaces separate. The rules for results that do not come out even apply
only where rows are steps (see `steps_stand_alone`), and each use of one is a problem to confirm:

1. One unbroken text is cut before each repetition of the word it begins with (มี…), if that
   gives one part a step.
2. Neighbours that begin alike are one step's, if that gives one group a step.
3. Otherwise each step takes one result in turn, and the last one takes all that are left.
4. Fewer results than steps stay with the measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ita_portal.thai.text import squash
from measures.importing.lists import Item, ItemList, split_items
from measures.importing.tables import Cell

_GAP = re.compile(r" {2,}")
_OPENINGS = ("มี", "ได้", "จัดทำ", "ดำเนินการ", "เผยแพร่", "อยู่ระหว่าง")
_ALIKE = 6  # letters that two results must share to begin alike


Shares = list[list[Item]]  # the results of each step in turn


class Allotment(NamedTuple):
    """What each step gets, or None when all stays with the measure; and what to report."""

    shares: Shares | None
    problem: str = ""


def parts(cell: Cell) -> list[str]:
    """The paragraphs of a cell; of a single one, what two spaces separate."""
    if len(cell.blocks) == 1:
        return [part for part in _GAP.split(cell.text) if part]
    return [block.text for block in cell.blocks]


def values(cell: Cell, steps: int) -> list[str]:
    """The values of a cell: two spaces separate them only beside several steps."""
    if steps < 2:
        return [block.text for block in cell.blocks]
    found = parts(cell)
    return found if len(found) == steps else _repeated(cell.text, steps) or found


def _repeated(text: str, times: int) -> list[str]:
    """The one value that a text has as many times as a row has steps, with one space between."""
    words = text.split()
    count, left = divmod(len(words), times)
    if not words or left or words != words[:count] * times:
        return []
    return [" ".join(words[:count])] * times


def results(cell: Cell) -> ItemList:
    """The items of a cell of results; of one unmarked text, what two spaces separate."""
    found = split_items(cell.blocks)
    if len(found.items) == 1 and not found.items[0].mark:
        return ItemList(items=tuple(Item(text=part) for part in parts(cell)))
    return found


def allot_evenly(found: Sequence[Item], steps: int, *, stand_alone: bool) -> Shares | None:
    """One item a step, or all of them for the only step; None when they stay with the measure."""
    if len(found) == steps and (steps > 1 or stand_alone):
        return [[item] for item in found]
    if stand_alone and (steps == 1 or not found):
        return [list(found), *([] for _ in range(steps - 1))]
    return None


def allot(found: Sequence[Item], steps: int) -> Allotment:
    """Give each step that stands alone its results, by the rules above where they are uneven."""
    even = allot_evenly(found, steps, stand_alone=True)
    if even is not None:
        return Allotment(even)
    if len(found) == 1 and not found[0].mark:
        pieces = _split_at_openings(found[0].text, steps)
        if pieces:
            return Allotment([[Item(text=piece)] for piece in pieces], "results_split")
    if len(found) > steps:
        return Allotment(_uneven(found, steps), "results_uneven")
    return Allotment(None, "results_kept")


def _split_at_openings(text: str, steps: int) -> list[str]:
    for opening in _OPENINGS:
        if text.startswith(opening):
            pieces = re.split(rf"\s+(?={opening})", text)
            if len(pieces) == steps:
                return pieces
    return []


def _uneven(found: Sequence[Item], steps: int) -> Shares:
    grouped = [[found[0]]]
    for before, item in pairwise(found):
        if _begins_alike(before.text, item.text):
            grouped[-1].append(item)
        else:
            grouped.append([item])
    if len(grouped) == steps:
        return grouped
    return [[item] for item in found[: steps - 1]] + [list(found[steps - 1 :])]


def _begins_alike(text: str, other: str) -> bool:
    return squash(text)[:_ALIKE] == squash(other)[:_ALIKE]
