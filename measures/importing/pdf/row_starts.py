"""Where the rows of a table begin that no lines part from each other.

Rows are what lines across the table part; or they begin with a number, each in the column that
has them; or they stand further apart than lines do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ita_portal.thai.numerals import to_arabic
from measures.importing.lists import leading_mark
from measures.importing.pdf.columns import Heading, is_across
from measures.importing.pdf.letters import Letters
from measures.importing.pdf.lines import Line
from measures.importing.pdf.page import Page

_APART = 1.3  # of what lines are apart: so much more are rows
_ALIGNED = 0.95  # of the size of letters: lines of one column stand no nearer
_LEAST = 0.6  # of the size of letters: lines no further apart are one
_WIDE = 0.6  # of a table: a line that is drawn across it
_NUMBER = re.compile(r"[(]?[0-9]{1,3}[.)]?")


@dataclass(kw_only=True)
class Part:
    """What one page has of a table: the lines of its heading, if it is here, and those below."""

    number: int
    page: Page
    head: list[Line]
    lines: list[Line]


def row_starts(
    part: Part, heading: Heading, edges: Sequence[float], *, shows_gaps: bool
) -> set[int] | None:
    """The lines that rows begin with, or None where nobody can tell.

    Without a gap all is one row in a file that `shows_gaps` between others.
    """
    lines, is_first = part.lines, bool(part.head)
    across = {place for place, line in enumerate(lines) if is_across(line, edges[1:-1])}
    fixed = across | {place + 1 for place in across if place + 1 < len(lines)}
    drawn = _below_rules(lines, part.page, edges[-1] - edges[0])
    if drawn:
        return drawn | fixed
    steps = [below.y - above.y for above, below in pairwise(lines)]
    if any(step < _ALIGNED * line.size for step, line in zip(steps, lines, strict=False)):
        return None  # cells whose lines are not on one line with each other
    gaps = gaps_of(lines)
    numbered = _numbered(lines, heading, edges)
    if numbered is None or (numbered and not gaps and is_first and 0 not in numbered | across):
        return None  # a number in the midst of its row says nothing of where that begins
    if not numbered and not gaps and not shows_gaps and is_first and len(lines) > 1:
        return None
    if not numbered or numbered <= gaps | {0}:
        return (numbered or gaps) | fixed
    if not gaps:
        return numbered | fixed
    rows = sorted(gaps | {0})
    each = [len(numbered & set(range(a, b))) for a, b in pairwise([*rows, len(lines)])]
    return gaps | fixed if max(each) <= 1 else None


def gaps_of(lines: Sequence[Line]) -> set[int]:
    """The lines that stand further below the one above than lines of a paragraph do."""
    apart = _APART * pitch_of(lines)
    return {
        place for place, (above, line) in enumerate(pairwise(lines), 1) if line.y - above.y > apart
    }


def pitch_of(lines: Sequence[Line]) -> float:
    """How far apart the lines of a paragraph are."""
    steps = [below.y - above.y for above, below in pairwise(lines)]
    size = max((line.size for line in lines), default=0.0)
    return min((step for step in steps if step > _LEAST * size), default=size)


def _below_rules(lines: Sequence[Line], page: Page, width: float) -> set[int]:
    """The lines below those that are drawn across the table."""
    rules = [rule.at for rule in page.across if rule.end - rule.start > _WIDE * width]
    return {
        place
        for place, (above, line) in enumerate(pairwise(lines), 1)
        if any(above.y <= rule <= line.y for rule in rules)
    }


def _numbered(lines: Sequence[Line], heading: Heading, edges: Sequence[float]) -> set[int] | None:
    """The lines with the number of a measure; None where its column has something else."""
    has_column = "number" in heading.fields
    name = "number" if has_column else "measure"
    if name not in heading.fields:
        return set()
    column = heading.fields.index(name) + 1
    found: set[int] = set()
    for place, line in enumerate(lines):
        text = to_arabic("".join(each.text for each in cells_of(line, edges).get(column, ())))
        words = text.strip()
        if has_column and words and not _NUMBER.fullmatch(words):
            return None if not is_across(line, edges[1:-1]) else found
        mark = words if has_column else leading_mark(words)
        if mark and _NUMBER.fullmatch(mark):
            found.add(place)
    return found


def cells_of(line: Line, edges: Sequence[float]) -> dict[int, list[Letters]]:
    """The letters of a line by the columns that they stand in."""
    found: dict[int, list[Letters]] = {}
    for each in line.letters:
        middle = (each.x + each.right) / 2
        column = sum(edge <= middle for edge in edges[:-1])
        found.setdefault(max(column, 1), []).append(each)
    return found
