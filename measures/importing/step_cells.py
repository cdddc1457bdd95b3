"""The cells that hold a row's steps, and whether a report's rows are steps themselves."""

from __future__ import annotations

from collections.abc import Sequence

from measures.importing.alignment import parts, values
from measures.importing.data_rows import DataRow
from measures.importing.groups import Group
from measures.importing.lists import NOTHING_OPEN, Item, ItemList, Opened, split_items


def steps_stand_alone(groups: Sequence[Group]) -> bool:
    """Whether this report's rows are steps, each with its own owner, period and result.

    So it is where owners and periods are parallel to several steps in some row, or where a
    measure takes several rows of one step each, with an owner and a period in all of them.
    """
    return any(
        any(_is_parallel(row) for row in group.rows)
        or (len(group.rows) > 1 and all(_is_one_step(row) for row in group.rows))
        for group in groups
    )


def _is_parallel(row: DataRow) -> bool:
    steps = _count(read_steps(row, NOTHING_OPEN).items)
    lists = (values(row.cell("owners"), steps), values(row.cell("period"), steps))
    return steps > 1 and all(len(found) == steps for found in lists)


def _is_one_step(row: DataRow) -> bool:
    has_own = bool(row.cell("owners").blocks and row.cell("period").blocks)
    return has_own and _count(read_steps(row, NOTHING_OPEN).items) == 1


def read_steps(row: DataRow, opened: Opened) -> ItemList:
    """The steps of a row; unmarked ones may stand two spaces apart beside as many owners."""
    cell = row.cell("steps")
    found = split_items(cell.blocks, opened)
    if len(found.items) == 1 and not found.items[0].mark:
        texts = parts(cell)
        if len(texts) in (len(parts(row.cell("owners"))), len(parts(row.cell("period")))):
            return ItemList(items=tuple(Item(text=text) for text in texts))
    return found


def _count(steps: Sequence[Item]) -> int:
    """How many steps of the first level a cell has, without the line that leads them."""
    top = [step for step in steps if step.depth == 0]
    return len(top) - lead_length(top)


def lead_length(steps: Sequence[Item]) -> int:
    """How many lines without a mark stand above a numbered list."""
    first = next((index for index, step in enumerate(steps) if step.mark), 0)
    return first if first and steps[first].is_numbered and steps[first].depth == 0 else 0
