"""Where the lines of a PDF end, and which of these places tear a Thai word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ita_portal.thai.words import BREAK, break_words
from tests.reports.rendering.reading import squeeze

_THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]")


def torn(paragraphs: Iterable[str], text: str, names: tuple[str, ...]) -> tuple[int, list[str]]:
    """How many paragraphs were found in a read PDF, and the words torn at line ends in them.

    A word is torn where a line ends between two Thai letters and the two segmenters do not agree
    that a word ends there, or before a ๆ or ฯ.
    """
    lines = [squeeze(line) for line in text.splitlines()]
    flat = "".join(lines)
    ends = set(_ends(lines))
    found, faults, cursor = 0, [], 0
    for paragraph in paragraphs:
        wanted = squeeze(paragraph)
        at = flat.find(wanted, cursor)
        at = flat.find(wanted) if at < 0 else at
        if at < 0:
            continue
        found += 1
        cursor = at + len(wanted)
        allowed = set(_allowed(paragraph, names))
        for place in range(1, len(wanted)):
            if at + place in ends and _is_torn(wanted, place, allowed):
                faults.append(f"{wanted[max(0, place - 9) : place]}|{wanted[place : place + 9]}")
    return found, faults


def _is_torn(text: str, place: int, allowed: set[int]) -> bool:
    if text[place] in "ๆฯ":
        return True
    between_letters = _THAI.match(text[place - 1]) and _THAI.match(text[place])
    return bool(between_letters) and place not in allowed


def _ends(lines: Iterable[str]) -> Iterator[int]:
    count = 0
    for line in lines:
        count += len(line)
        yield count


def _allowed(paragraph: str, names: tuple[str, ...]) -> Iterator[int]:
    """The places in the squeezed paragraph where a line may end."""
    count = 0
    for part in re.split(rf"\s+|{BREAK}", break_words(paragraph, names)):
        count += len(squeeze(part))
        yield count
