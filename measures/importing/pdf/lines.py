"""Letters of a PDF put together: to lines, and lines to the paragraphs that were wrapped.

A line ends a paragraph where the first word of the next one had still fitted on it. Whether there
was a space where a line was wrapped is known where the file shows spaces at the ends of lines;
elsewhere none is put between Thai letters, and one between all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ita_portal.thai.text import squash
from ita_portal.thai.words import pieces_of
from measures.importing.lists import leading_mark
from measures.importing.pdf.letters import Letters
from measures.importing.pdf.words import is_open

_SAME_LINE = 0.4  # of the size of letters
_SPACE = 0.12
_TWO_SPACES = 0.42
_SPACE_WIDTH = 0.24
_NEXT_PARAGRAPH = 2.3
_SLACK = 1.0  # points
_CLEARLY_SHORT = 0.3  # of its column: so much a line leaves free that ends a paragraph
_WORDS = 2  # that must have found room
_ALIKE = 5  # letters that two values of one cell begin with
_LOOKED_AT = 40  # letters of a line, for its first word
_NO_SPACE_AFTER = frozenset("/([{“\"'-–")
_NO_SPACE_BEFORE = frozenset("/)]}”,.:;ๆฯ")
_THAI = re.compile("[ก-ฺเ-๎]")
_GLUED_DASH = re.compile("[-–•][ก-ฮเ-ไ]")
_CUT_NUMBER = re.compile("[(]?[0-9๐-๙]{1,3}")
_RANGE = re.compile(r"^[0-9๐-๙.][-–]\s*(?:[0-9๐-๙]|[ก-ฮ]{1,2}\.)")
_NUMBERED = re.compile(r"[(]?[0-9๐-๙]{1,3}(?:[.][0-9๐-๙]{1,2})?[.)]")


@dataclass(slots=True)
class Line:
    """`ends_in_space` where the file itself has a space there.

    `segments` are what white space parts its letters into, once somebody asked.
    """

    y: float
    left: float
    right: float
    size: float
    letters: list[Letters] = field(default_factory=list)
    ends_in_space: bool = False
    page: int = 0
    text: str = ""
    segments: tuple[list[Letters], ...] | None = None


def lines_of(letters: Iterable[Letters], page: int = 0) -> list[Line]:
    """The lines that letters of one cell or column stand on, from the top."""
    runs: list[Line] = []
    for each in letters:
        run = runs[-1] if runs else None
        if run is None or not _goes_on(run, each):
            run = Line(each.y, each.x, each.x, each.size, page=page)
            runs.append(run)
        run.letters.append(each)
        # spelled out: a long file has half a million letters
        if each.x < run.left:
            run.left = each.x
        if each.right > run.right and each.text.strip():
            run.right = each.right
        if each.size > run.size:
            run.size = each.size
    lines = _merged([run for run in runs if any(each.text.strip() for each in run.letters)])
    for line in lines:
        line.ends_in_space = line.letters[-1].text.endswith((" ", "\u00a0"))
        line.text = _text(line.letters, line.size).strip()
    return lines


def _goes_on(run: Line, each: Letters) -> bool:
    is_near = abs(each.y - run.y) <= _SAME_LINE * max(run.size, each.size)
    return is_near and each.x >= run.letters[-1].x - 0.5 * run.size


def _merged(runs: list[Line]) -> list[Line]:
    """Runs at one height are one line, from left to right."""
    lines: list[Line] = []
    for run in sorted(runs, key=lambda each: (each.y, each.left)):
        last = lines[-1] if lines else None
        if last and abs(run.y - last.y) <= _SAME_LINE * max(run.size, last.size):
            pieces = sorted([last.letters, run.letters], key=lambda letters: letters[0].x)
            last.letters = [*pieces[0], *pieces[1]]
            last.left, last.right = min(last.left, run.left), max(last.right, run.right)
            last.size = max(last.size, run.size)
        else:
            lines.append(run)
    return lines


def _text(letters: Sequence[Letters], size: float) -> str:
    """The words of a line; spaces that are not written are where letters stand apart."""
    pieces: list[str] = []
    right: float | None = None
    for each in letters:
        if right is not None and pieces and not pieces[-1].endswith(" ") and each.text[:1] != " ":
            gap = (each.x - right) / size if size else 0.0
            if gap > _TWO_SPACES:
                pieces.append("  ")
            elif gap > _SPACE:
                pieces.append(" ")
        pieces.append(each.text)
        right = max(right or 0.0, each.right)
    return "".join(pieces)


@dataclass(frozen=True, kw_only=True)
class Column:
    """Where lines begin and end at most, and whether the file shows spaces at their ends."""

    left: float
    right: float
    shows_spaces: bool


def paragraphs_of(lines: Sequence[Line], column: Column) -> list[str]:
    """The lines of a cell, or those between tables, put together."""
    return put_together(lines, column, sure_starts(lines, column))


def sure_starts(lines: Sequence[Line], column: Column) -> set[int]:
    """The places of the lines that surely begin a paragraph."""
    starts: set[int] = set()
    has_dashes = False
    first = ""  # the line that the paragraph begins with
    for place, line in enumerate(lines):
        text = line.text
        below = lines[place + 1].text if place + 1 < len(lines) else ""
        mark = leading_mark(text)
        is_numbered = bool(_NUMBERED.match(mark)) or _is_cut_number(text, below)
        is_dash = bool(mark) and not is_numbered
        above = lines[place - 1] if place else line
        is_bare = first != "" and first == leading_mark(first) and place - 1 in starts
        is_listed = is_numbered or (is_dash and (has_dashes or _is_item(text, first, above)))
        is_repeated = squash(text)[:_ALIKE] == squash(first)[:_ALIKE] and not is_open(above.text)
        is_new = not is_bare and (is_repeated or _is_new(above, line, column))
        if place == 0 or is_listed or is_new:
            has_dashes = has_dashes or is_dash
            starts.add(place)
            first = text
    return starts


def guessed_starts(lines: Sequence[Line], column: Column) -> list[Line]:
    """Lines that begin a paragraph only because they begin as the one above does."""
    return [
        lines[place]
        for place in sorted(sure_starts(lines, column) - {0})
        if not leading_mark(lines[place].text)
        and not _is_below(lines[place - 1], lines[place])
        and not has_room(lines[place - 1], lines[place], column)
        and not _is_cut_number(lines[place].text, "." if place + 1 < len(lines) else "")
    ]


def put_together(lines: Sequence[Line], column: Column, starts: set[int]) -> list[str]:
    """The paragraphs of a cell that begin with the lines at these places."""
    paragraphs: list[str] = []
    for place, line in enumerate(lines):
        text = line.text
        if place in starts or not paragraphs:
            paragraphs.append(text)
        elif paragraphs[-1] == leading_mark(paragraphs[-1]):
            paragraphs[-1] += " " + text
        else:
            paragraphs[-1] += _gap(paragraphs[-1], text, lines[place - 1], column) + text
    return paragraphs


def _is_cut_number(text: str, below: str) -> bool:
    """Whether a number was wrapped before its point: "๒" above ".ประชาสัมพันธ์"."""
    return bool(_CUT_NUMBER.fullmatch(text)) and below[:1] in (".", ")")


def _is_item(text: str, first: str, above: Line) -> bool:
    """Whether a dash is surely a mark: glued to its words, or below a numbered item."""
    is_range = bool(_RANGE.search(above.text[-1:] + text[:6]))
    return bool(_GLUED_DASH.match(text)) or (bool(_NUMBERED.match(first)) and not is_range)


def _is_new(last: Line, line: Line, column: Column) -> bool:
    """Whether a line stands further below, or its beginning clearly had found room above."""
    if _is_below(last, line):
        return True
    if not is_short(last, column):  # asked first: to part words takes long
        return False
    size = max(line.size, last.size)
    room = _SPACE_WIDTH * size + _beginning_width(line, _WORDS) + _SLACK
    return room < column.right - last.right


def _is_below(last: Line, line: Line) -> bool:
    is_far = line.y - last.y > _NEXT_PARAGRAPH * max(line.size, last.size)
    return line.page == last.page and is_far


def is_short(line: Line, column: Column) -> bool:
    """Whether a line ends far from where those of its column end at most."""
    return column.right - line.right > _CLEARLY_SHORT * (column.right - column.left)


def has_room(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line had fitted on the one above."""
    free = column.right - last.right
    return _SPACE_WIDTH * last.size + _beginning_width(line, 1) + _SLACK < free


def _beginning_width(line: Line, words: int) -> float:
    """How wide the beginning of a line is that must have found no room above."""
    letters = [each for each in line.letters[:_LOOKED_AT] if each.text]
    while letters and not letters[0].text.strip():
        letters.pop(0)
    head = "".join(each.text for each in letters).split(" ")[0]
    word = _beginning(head, words)
    reached = 0
    for each in letters:
        reached += len(each.text)
        if reached >= len(word):
            return each.right - letters[0].x
    return line.right - line.left


def _beginning(head: str, words: int) -> str:
    """The first words, with the signs right behind: segmenters differ on where one ends."""
    found, count = "", 0
    for piece in pieces_of(head):
        if found and _THAI.match(piece) and _THAI.match(found[-1]):
            count += 1
            if count == words:
                break
        found += piece
    return found


def _gap(before: str, after: str, last: Line, column: Column) -> str:
    if last.ends_in_space:
        return " "
    is_full = column.right - last.right < _SPACE_WIDTH * last.size  # a space had not been shown
    if (column.shows_spaces and not is_full) or not before or not after:
        return ""
    if before[-1] in _NO_SPACE_AFTER or after[0] in _NO_SPACE_BEFORE:
        return ""
    return "" if _THAI.match(before[-1]) and _THAI.match(after[0]) else " "
