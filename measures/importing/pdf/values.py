"""Values of one cell that stand below each other, one for each step of its row.

Where a line was wrapped and where a value ends looks alike in a narrow column. So lines are taken
apart by the words that they begin with only in a row whose periods are as many as its steps, or
in a table without periods, and only if that gives one value a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from measures.importing.lists import leading_mark, split_items
from measures.importing.pdf.lines import Column, Line, has_room, is_short, put_together, sure_starts
from measures.importing.pdf.stitching import PdfRow, PdfTable
from measures.importing.pdf.words import DEEDS, PEOPLE, UNITS, is_open
from measures.importing.tables import Block

_BEGINNINGS = {"owners": (UNITS, PEOPLE), "outputs": (DEEDS,)}


def split_values(
    table: PdfTable,
    row: PdfRow,
    texts: Mapping[int, Sequence[str]],
    columns: Mapping[int, Column],
) -> dict[int, list[str]]:
    """Owners and results of a row by column, where they are as many as its steps and periods."""
    steps = count_steps(texts.get(table.fields.get("steps", 0), ()))
    has_periods = "period" in table.fields
    if steps < 2 or (has_periods and len(texts.get(table.fields["period"], ())) != steps):
        return {}
    found: dict[int, list[str]] = {}
    for name in _BEGINNINGS if has_periods else ("owners",):
        column = table.fields.get(name, 0)
        if column in row.cells and len(texts[column]) != steps:
            lines = row.cells[column]
            for starts in _readings(name, lines, columns[column], are_alike=not has_periods):
                if len(starts) == steps:
                    found[column] = put_together(lines, columns[column], starts)
                    break
    return found


def may_begin(name: str, lines: Sequence[Line], column: Column) -> list[Line]:
    """Lines of a cell that go on with a paragraph, but may well begin a value.

    They had fitted above, and begin as values do or stand below a line that is clearly short.
    """
    doubtful = (_likely(name, lines) | _below_short(lines, column)) - sure_starts(lines, column)
    return [lines[place] for place in sorted(doubtful) if _fits(lines, place, column)]


def _below_short(lines: Sequence[Line], column: Column) -> set[int]:
    """Lines below one that ends far from the edge of its column; in a list its marks decide."""
    if any(leading_mark(line.text) for line in lines):
        return set()
    return {
        place
        for place, (above, _) in enumerate(pairwise(lines), 1)
        if is_short(above, column) and not is_open(above.text)
    }


def _readings(
    name: str, lines: Sequence[Line], column: Column, *, are_alike: bool
) -> Iterator[set[int]]:
    """The places where values may begin, each reading less bold than the one before.

    `are_alike` where only values count that begin with the same word.
    """
    sure, likely = sure_starts(lines, column), _likely(name, lines)
    first = _beginning(name, lines[0])
    alike = {place for place in likely if first and lines[place].text.startswith(first)}
    if are_alike:
        yield {0} | alike
        return
    yield sure | likely
    yield sure | {place for place in likely if _BEGINNINGS[name][0].match(lines[place].text)}
    yield sure | alike
    yield sure | {place for place in likely if _fits(lines, place, column)}


def _likely(name: str, lines: Sequence[Line]) -> set[int]:
    """The lines, but for the first, that begin as values do, below what may be the end of one."""
    words = [_beginning(name, line) for line in lines]
    found: set[int] = set()
    for place, (above, line) in enumerate(pairwise(lines), 1):
        is_last = place == len(lines) - 1 or bool(words[place + 1])
        is_rest = is_last and UNITS.fullmatch(line.text)  # "งาน" of a name that was wrapped
        if words[place] and not is_rest and not is_open(above.text, is_unit=name == "owners"):
            found.add(place)
    return found


def _beginning(name: str, line: Line) -> str:
    """The word that a line begins with as values do, or ""."""
    matches = (each.match(line.text) for each in _BEGINNINGS[name])
    return next((match.group() for match in matches if match), "")


def _fits(lines: Sequence[Line], place: int, column: Column) -> bool:
    return has_room(lines[place - 1], lines[place], column)


def are_several(owners: Sequence[Line]) -> bool:
    """Whether a line of owners may begin another one."""
    return bool(_likely("owners", owners))


def count_steps(paragraphs: Sequence[str]) -> int:
    """How many numbered steps of the first level a cell has, also those inside a line."""
    items = split_items([Block(text=text) for text in paragraphs]).items
    return sum(item.is_numbered and item.depth == 0 for item in items)
