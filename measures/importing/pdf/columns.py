"""The columns of a table that no lines part: by the white space below its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_portal.thai.text import squash
from measures.importing.header_rows import header_at
from measures.importing.headings import EXTRA, SYNONYMS
from measures.importing.pdf.letters import Letters
from measures.importing.pdf.lines import Line
from measures.importing.tables import Block, Cell

_APART = 0.5  # of the size of letters: words of two headings stand no nearer
_TALLEST = 10  # lines of a heading
_NEAR = 2.0  # of the size of letters: lines of a heading
_GUTTER = 2.0  # points of white space that columns must have between them
_FEWEST = 3  # columns
_PREFIX = 3
_BEGINNINGS = {squash(name)[:_PREFIX] for names in SYNONYMS.values() for name in names}

Piece = tuple[float, float, str]  # from, to, and its words


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The lines of a page, from `start` to before `stop`, that head a table."""

    start: int
    stop: int
    reaches: tuple[tuple[float, float], ...]  # of each column's heading
    fields: tuple[str, ...]


def segments_of(line: Line) -> tuple[list[Letters], ...]:
    """The letters of a line where white space parts them that is wider than a space."""
    if line.segments is None:
        found: list[list[Letters]] = []
        right = 0.0
        for each in sorted((each for each in line.letters if each.text.strip()), key=_left):
            if not found or each.x - right > _APART * line.size:
                found.append([])
            found[-1].append(each)
            right = max(right, each.right)
        line.segments = tuple(found)
    return line.segments


def _left(letters: Letters) -> float:
    return letters.x


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Headings from the top: those with the most known words, the tallest of as many."""
    pieces = [_pieces(line) for line in lines]
    ranked: list[tuple[int, Heading]] = []
    for start in range(len(lines)):
        if not any(squash(text)[:_PREFIX] in _BEGINNINGS for _, _, text in pieces[start]):
            continue
        for stop in range(start + 1, min(start + _TALLEST, len(lines)) + 1):
            if stop > start + 1 and not _is_near(lines[stop - 2], lines[stop - 1]):
                break
            heading = _heading(pieces[start:stop], start, stop)
            if heading:
                known = sum(field != EXTRA for field in heading.fields)
                ranked.append((-known, heading))
    ranked.sort(key=lambda each: (each[0], each[1].start, -each[1].stop))
    found: list[Heading] = []
    for _, heading in ranked:
        if all(heading.stop <= other.start or other.stop <= heading.start for other in found):
            found.append(heading)
    return sorted(found, key=lambda heading: heading.start)


def heading_lines(lines: Sequence[Line]) -> list[Line]:
    return [line for found in find_headings(lines) for line in lines[found.start : found.stop]]


def _is_near(above: Line, below: Line) -> bool:
    return below.y - above.y <= _NEAR * max(above.size, below.size)


def _pieces(line: Line) -> list[Piece]:
    return [
        (piece[0].x, max(each.right for each in piece), "".join(each.text for each in piece))
        for piece in segments_of(line)
    ]


def _heading(lines: Sequence[Sequence[Piece]], start: int, stop: int) -> Heading | None:
    columns: list[Piece] = []
    for left, right, text in (piece for pieces in lines for piece in pieces):
        met = [each for each in columns if each[0] <= right and left <= each[1]]
        columns = [each for each in columns if each not in met]
        reach = (min([left, *(each[0] for each in met)]), max([right, *(each[1] for each in met)]))
        columns.append((*reach, "".join(each[2] for each in met) + text))
    if len(columns) < _FEWEST:
        return None
    columns.sort()
    row = [
        Cell(line=0, column=place, blocks=(Block(text=text),))
        for place, (_, _, text) in enumerate(columns, 1)
    ]
    header = header_at([row], 0)
    if not header:
        return None
    reaches = tuple((left, right) for left, right, _ in columns)
    return Heading(start=start, stop=stop, reaches=reaches, fields=header.fields)


def is_across(line: Line, gutters: Sequence[float]) -> bool:
    """Whether a line is one piece that reaches over the space between columns."""
    pieces = segments_of(line)
    if len(pieces) != 1:
        return False
    left, right = pieces[0][0].x, max(each.right for each in pieces[0])
    return any(left < gutter < right for gutter in gutters)


def find_gutters(heading: Heading, body: Sequence[Line]) -> list[float]:
    """Where the columns part; [] where words stand in the way of two of them.

    Lines that are all of one piece are not: a heading over the table may be anywhere.
    """
    taken = [
        (piece[0].x, max(each.right for each in piece))
        for line in body
        if len(pieces := segments_of(line)) > 1
        for piece in pieces
    ]
    taken += heading.reaches
    found = []
    for (left, right), (next_left, next_right) in zip(
        heading.reaches, heading.reaches[1:], strict=False
    ):
        gutter = _widest((left + right) / 2, (next_left + next_right) / 2, taken)
        if gutter is None:
            return []
        found.append(gutter)
    return found


def _widest(start: float, end: float, taken: Sequence[tuple[float, float]]) -> float | None:
    """The middle of the widest white space between two places."""
    white: list[tuple[float, float]] = []
    place = start
    for left, right in sorted(each for each in taken if each[1] > start and each[0] < end):
        if left - place >= _GUTTER:
            white.append((place, left))
        place = max(place, right)
    if end - place >= _GUTTER:
        white.append((place, end))
    if not white:
        return None
    left, right = max(white, key=lambda each: each[1] - each[0])
    return (left + right) / 2
