"""Lines of a given width out of a paragraph: broken where Thai may break, and nowhere else.

The renderer could break lines itself, but would break them inside words. Lines that are known
beforehand also tell how high each cell is, which is what pages are made up from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ita_portal.thai.words import break_words
from reports.rendering.faces import Face
from reports.rendering.paragraphs import Part

Line = tuple[Part, ...]

_BREAK = "\u200b"
_GLUE = "\u2060"
_HARD_SPACE = "\u00a0"
# A line may also end behind a slash between words: สำนัก/กอง, (Outcome/Result).
_SLASH = re.compile(r"(?<=[^\W\d_][/])(?=[^\W\d_])|(?<=[\u0e30-\u0e4e][/])(?=[^\W\d_])")
# Blanks inside a date are no place to end a line: ๓๑ ตุลาคม, ต.ค. ๖๗, พ.ศ. ๒๕๖๘. Nor is the
# one before a dash that stands alone.
_MONTH = (
    r"(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน"
    r"|ธันวาคม|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
)
_TIED_BLANK = re.compile(rf"(?<=[0-9๐-๙]) (?={_MONTH})|(?<=[คพยศ]\.) (?=[0-9๐-๙])| (?=[-–] )")
_IN_ADDRESS = re.compile(r"(?<=[/?&=._-])(?=[^/?&=._-])")
_CLUSTER = re.compile(
    r"[\u0e40-\u0e44]?[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]"
    r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]*[\u0e30\u0e32\u0e33\u0e45]?"
    r"|.",
    re.DOTALL,
)
_CLOSE_ENOUGH_EM = 0.1
# Kinds of offices and places, which stand before their names.
_KINDS: tuple[str, ...] = ("เทศบาลนคร", "เทศบาลเมือง", "เทศบาลตำบล", "ตำบล", "แขวง", "อำเภอ", "เขต")
_KINDS += ("จังหวัด", "องค์การบริหารส่วนจังหวัด", "องค์การบริหารส่วนตำบล")
_LONGEST_KIND = max(map(len, _KINDS))


@dataclass(frozen=True)
class _Word:
    """What must stay on one line; `space` says whether a blank stood before it."""

    text: str
    href: str
    space: bool


def fill(
    parts: Sequence[Part],
    *,
    face: Face,
    width: float,
    names: tuple[str, ...],
    taken: float = 0.0,
) -> tuple[Line, ...]:
    """The lines of a paragraph. Widths are in em; `taken` of the first line is not free.

    `names` stay whole, and beside the kind of place before them where a line has room for both.
    A word wider than a line is torn between letters, an address where its parts meet.
    """
    return _fill(_whole_words(parts, names, face, width), face, width, taken)


def balance(
    parts: Sequence[Part], *, face: Face, width: float, names: tuple[str, ...]
) -> tuple[Line, ...]:
    """As few lines as `fill` makes, but of about one width: for headings and centred cells."""
    words = _whole_words(parts, names, face, width)
    lines = _fill(words, face, width, 0.0)
    low = max((face.em(word.text) for word in words), default=0.0)
    high = width
    while len(lines) > 1 and high - low > _CLOSE_ENOUGH_EM:
        middle = (low + high) / 2
        narrower = _fill(words, face, middle, 0.0)
        if len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    return lines


def _fill(words: Sequence[_Word], face: Face, width: float, taken: float) -> tuple[Line, ...]:
    lines: list[list[Part]] = [[]]
    used = taken
    blank = face.em(" ")
    for word in words:
        for piece in [word] if face.em(word.text) <= width else _torn(word, face, width):
            lead = blank if piece.space and lines[-1] else 0.0
            size = face.em(piece.text)
            if used and used + lead + size > width:
                lines.append([])
                used = lead = 0.0
            _append(lines[-1], piece, with_space=lead > 0)
            used += lead + size
    return tuple(tuple(line) for line in lines)


def _append(line: list[Part], word: _Word, *, with_space: bool) -> None:
    if with_space and line[-1].href and line[-1].href != word.href:
        line.append(Part(text=" "))  # the blank between a link and what follows is no link
    elif with_space:
        line[-1] = Part(text=line[-1].text + " ", href=line[-1].href)
    if line and line[-1].href == word.href:
        line[-1] = Part(text=line[-1].text + word.text, href=word.href)
    elif word.text:
        line.append(Part(text=word.text, href=word.href))


def _whole_words(
    parts: Sequence[Part], names: tuple[str, ...], face: Face, width: float
) -> list[_Word]:
    """The words, of which a kind of place and its name are one if a line has room for it."""
    words: list[_Word] = []
    for word in _words(parts, names):
        first = _start_of_kind(words) if word.text in names and not word.space else len(words)
        text = "".join(one.text for one in words[first:]) + word.text
        if first < len(words) and face.em(text) <= width:
            words[first:] = [replace(words[first], text=text)]
        else:
            words.append(word)
    return words


def _start_of_kind(words: Sequence[_Word]) -> int:
    """Where the longest kind of place begins that the words end with; behind them if none does."""
    found, text = len(words), ""
    for number in reversed(range(len(words))):
        text = words[number].text + text
        found = number if text in _KINDS else found
        if words[number].space or words[number].href or len(text) > _LONGEST_KIND:
            break
    return found


def _words(parts: Sequence[Part], names: tuple[str, ...]) -> Iterator[_Word]:
    for part in parts:
        if part.href:
            yield _Word(part.text, part.href, space=False)
            continue
        text = _TIED_BLANK.sub(_HARD_SPACE, part.text)
        ready = break_words(text, names).replace(_GLUE, "")
        for number, stretch in enumerate(ready.split(" ")):
            yield from _words_between_blanks(stretch, after_blank=number > 0)


def _words_between_blanks(stretch: str, *, after_blank: bool) -> Iterator[_Word]:
    pieces = [piece for cut in stretch.split(_BREAK) for piece in _SLASH.split(cut)]
    for number, piece in enumerate(pieces):
        text = piece.replace(_HARD_SPACE, " ")
        if text or number == 0:
            yield _Word(text, "", space=after_blank and number == 0)


def _torn(word: _Word, face: Face, width: float) -> Iterator[_Word]:
    """The smallest pieces that a word too wide for a line may be cut into."""
    space = word.space
    for part in _IN_ADDRESS.split(word.text):
        for text in [part] if face.em(part) <= width else _CLUSTER.findall(part):
            yield _Word(text, word.href, space)
            space = False
