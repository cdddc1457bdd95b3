"""Tables of a PDF that draws no lines between columns, as far as white space tells them apart.

Columns are where all words below the headings leave white space between these. Where columns or
rows are not sure there is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from measures.importing.annex import begins_annex
from measures.importing.pdf.columns import (
    Heading,
    find_gutters,
    find_headings,
    is_across,
    segments_of,
)
from measures.importing.pdf.letters import Letters
from measures.importing.pdf.lines import Line, lines_of
from measures.importing.pdf.page import Page
from measures.importing.pdf.row_starts import Part, cells_of, gaps_of, pitch_of, row_starts
from measures.importing.pdf.stitching import PdfRow, PdfTable

_FAR = 2.5  # of what lines are apart: so far below is no more of the table
_MOST_ACROSS = 0.25  # of the lines of a table


@dataclass(kw_only=True)
class Unruled:
    """The tables of a page, and the lines beside them."""

    tables: list[PdfTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(kw_only=True)
class _Section:
    """A heading and all below it, to the next one or to the end of the file."""

    heading: Heading
    parts: list[Part]


def unruled_tables(pages: Sequence[Page], lines: Sequence[list[Line]]) -> list[Unruled]:
    """What each page has, of whose lines some may be left out; [] where no table is sure."""
    found = [Unruled() for _ in pages]
    sections = _sections(pages, lines, found)
    parts = [part for section in sections for part in section.parts]
    shows_gaps = any(gaps_of(part.lines) for part in parts)
    for section in sections:
        shown = [line for part in section.parts for line in part.lines]
        gutters = find_gutters(section.heading, shown)
        last = section.parts[-1]
        rest = _below_table(last.lines, gutters)
        last.lines = last.lines[: len(last.lines) - len(rest)]
        found[last.number - 1].lines += rest
        shown = shown[: len(shown) - len(rest)]
        across = sum(is_across(line, gutters) for line in shown)
        if not gutters or across > _MOST_ACROSS * len(shown):
            return []
        lefts = [section.heading.reaches[0][0], *(line.left for line in shown)]
        rights = [section.heading.reaches[-1][1], *(line.right for line in shown)]
        edges = (min(lefts) - 1.0, *gutters, max(rights) + 1.0)
        for part in section.parts:
            starts = row_starts(part, section.heading, edges, shows_gaps=shows_gaps)
            if starts is None:
                return []
            if part.head or part.lines:
                found[part.number - 1].tables.append(_table(part, starts, edges))
    return found if sections else []


def _sections(
    pages: Sequence[Page], lines: Sequence[list[Line]], found: Sequence[Unruled]
) -> list[_Section]:
    """The tables by their headings; lines before them and of an annex go to what is `found`."""
    sections: list[_Section] = []
    is_annex = False
    for number, (page, whole) in enumerate(zip(pages, lines, strict=True), 1):
        headings = find_headings(whole)
        start = headings[0].stop if headings and not sections else 0
        end = len(whole) if headings or sections else 0
        if end:
            end = next((n for n in range(start, end) if _begins_annex(whole[n])), end)
        if is_annex:
            end = 0
        is_annex = is_annex or 0 < end < len(whole)
        shown, beside = whole[:end], whole[end:]
        headings = [heading for heading in headings if heading.stop <= end]
        above = shown[: headings[0].start] if headings else shown
        if sections and above:
            sections[-1].parts.append(Part(number=number, page=page, head=[], lines=above))
        else:
            beside = above + beside
        found[number - 1].lines += beside
        stops = [*(heading.start for heading in headings[1:]), len(shown)]
        for heading, stop in zip(headings, stops, strict=False):
            head, below = shown[heading.start : heading.stop], shown[heading.stop : stop]
            part = Part(number=number, page=page, head=head, lines=below)
            sections.append(_Section(heading=heading, parts=[part]))
    return sections


def _begins_annex(line: Line) -> bool:
    return begins_annex(line.text) and len(segments_of(line)) == 1


def _below_table(lines: Sequence[Line], gutters: Sequence[float]) -> list[Line]:
    """What stands below the last row: lines of one piece, over columns or far below."""
    apart = pitch_of(lines)
    last = max((n for n, line in enumerate(lines) if len(segments_of(line)) > 1), default=0)
    for place in range(last + 1, len(lines)):
        is_far = lines[place].y - lines[place - 1].y > _FAR * apart
        if is_far or is_across(lines[place], gutters):
            return list(lines[place:])
    return []


def _table(part: Part, starts: set[int], edges: tuple[float, ...]) -> PdfTable:
    rows = [_row(part.head, part.number, edges)] if part.head else []
    if part.lines:
        rows += [_row(each, part.number, edges) for each in _groups(part.lines, starts | {0})]
    shown = [*part.head, *part.lines]
    return PdfTable(
        page=part.number,
        top=shown[0].y - shown[0].size,
        bottom=shown[-1].y,
        edges=edges,
        rows=rows,
        is_open=not part.head and 0 not in starts,
        is_unruled=True,
    )


def _groups(lines: Sequence[Line], starts: set[int]) -> Iterator[list[Line]]:
    places = sorted(starts)
    for start, stop in pairwise([*places, len(lines)]):
        yield list(lines[start:stop])


def _row(lines: Sequence[Line], page: int, edges: Sequence[float]) -> PdfRow:
    row = PdfRow(page=page)
    if len(lines) == 1 and is_across(lines[0], edges[1:-1]):
        row.cells[1], row.spans[1] = list(lines), len(edges) - 1
        return row
    letters: dict[int, list[Letters]] = {}
    for line in lines:
        for column, found in cells_of(line, edges).items():
            letters.setdefault(column, []).extend(found)
    for column, found in sorted(letters.items()):
        inside = lines_of(found, page)
        if inside:
            row.cells[column] = inside
    return row
