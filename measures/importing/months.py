"""A period told by marks below months: a heading over a column for each month or quarter.

Marks are made words ("ต.ค. - ธ.ค."); shades and lines are no words, and are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita_portal.thai.numerals import to_arabic
from ita_portal.thai.periods import parse_period
from ita_portal.thai.text import squash
from measures.importing.tables import Block, Cell

_FEWEST = 3  # columns of months
_ANY_YEAR = 2568  # months without a year are read as those of some year
_LONGEST = 20  # letters of a month with its year
_QUARTERS = ("1", "2", "3", "4")
# What stands for "in this month": a tick (also as Wingdings keeps it), a cross, a dot, an arrow,
# a bar of dashes; one dash by itself says that there is nothing.
_MARK = re.compile(r"[✓✔√☑✗✘×xX*●•◆■▪█/⁄üP←→↔⟵⟶⟷<>◄►=+\uf0fc\uf0fb\s]+|[<>←→↔◄►=_–—-]{2,}[\s]*")
_YEAR = re.compile(r"(?:ปี)?(?:พ\.?ศ\.?)?(?:[2๒][5๕])?[0-9๐-๙]{2}")
_NOTHING = re.compile(r"[-–—.]?")


def read_months(row: Sequence[Cell], above: Sequence[str] = ()) -> tuple[str, ...]:
    """The months or quarters that a row of headings has, by column; () where it has none.

    Nothing else may stand in the row. `above` is what the rows over it say by column.
    """
    found = tuple(
        _month(cell.text, above[at] if at < len(above) else "") for at, cell in enumerate(row)
    )
    named = [month for month in found if month]
    filled = sum(bool(cell.blocks) for cell in row)
    return found if len(named) >= _FEWEST and len(named) == filled else ()


def is_of_years(row: Sequence[Cell]) -> bool:
    """Whether a row of headings has but years, which stand over their months."""
    texts = [squash(cell.text) for cell in row if cell.blocks]
    return bool(texts) and all(map(_YEAR.fullmatch, texts))


def _month(text: str, above: str) -> str:
    """A heading that is one month or quarter, as it is written."""
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST:
        return ""
    if "ไตรมาส" in above and squash(to_arabic(words)) in _QUARTERS:
        return f"ไตรมาส {words}"
    read = parse_period(words, fiscal_year=_ANY_YEAR)
    if read.start is None or read.end is None:
        return ""
    is_month = read.kind == "months" and (read.start.year, read.start.month) == (
        read.end.year,
        read.end.month,
    )
    is_quarter = read.kind == "quarters" and (read.end - read.start).days < 100
    return words if is_month or is_quarter else ""


@dataclass(frozen=True, kw_only=True)
class Marked:
    """What a row says below months: its period's words, and what to tell of it.

    `rest` are cells that say something else.
    """

    cell: Cell | None = None
    problem: str = ""
    quote: str = ""
    rest: tuple[Cell, ...] = ()


def read_marks(months: Sequence[tuple[str, Cell]]) -> Marked:
    """The period of a row, from its cells below months in their order."""
    filled = [(month, cell) for month, cell in months if cell.blocks]
    if not filled:
        return Marked(problem="months_empty")
    first, columns = filled[0][1], tuple(cell.column for _, cell in filled)
    quote = "  ".join(f"{month} {cell.text}" for month, cell in filled)
    texts = {cell.text for _, cell in filled}
    if all(_MARK.fullmatch(text) or _NOTHING.fullmatch(text.strip()) for text in texts):
        words = _words(months)
        if not words:
            return Marked(problem="months_unread", quote=quote, rest=tuple(c for _, c in filled))
        cell = replace(first, blocks=(Block(text=words),), columns=columns)
        return Marked(cell=cell, problem="months_marked", quote=quote)
    if len(texts) == 1 and (len(filled) == 1 or len(filled) == len(months)):
        return Marked(cell=replace(first, columns=columns))
    return Marked(problem="months_unread", quote=quote, rest=tuple(cell for _, cell in filled))


def _words(months: Sequence[tuple[str, Cell]]) -> str:
    """The months that are marked: "ต.ค. - ธ.ค., มี.ค."."""
    reached = 0
    runs: list[list[str]] = []
    is_open = False
    for place, (month, cell) in enumerate(months):
        if cell.blocks and _MARK.fullmatch(cell.text):
            reached = max(reached, place + cell.span)
        is_marked = place < reached
        if is_marked and is_open:
            runs[-1].append(month)
        elif is_marked:
            runs.append([month])
        is_open = is_marked
    return ", ".join(_run(run) for run in runs)


def _run(run: Sequence[str]) -> str:
    if len(run) == 1:
        return run[0]
    last = run[-1].removeprefix("ไตรมาส ") if run[0].startswith("ไตรมาส ") else run[-1]
    return f"{run[0]} - {last}"
