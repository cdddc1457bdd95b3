"""What is searched of a measure, and the words of it that answer a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from reports.snapshot import MeasureRow

TITLE = "มาตรการ"
RESULTS = "ผลการดำเนินการ"
_SHOWN = 200  # letters of a field
_BEFORE = 60  # of these before the first that was looked for
_BETWEEN = r"[\sๆ]*"
_ALIKE = {"แ": "(?:แ|เเ)", "า": "[าๅ]"}
_NO_START = re.compile("[ะัาำิีึืฺุูๅ็่้๊๋์ํ๎ๆ]")


@dataclass(frozen=True, kw_only=True)
class Snippet:
    """Words of one field; `parts` are texts in order, each with whether it was looked for."""

    field: str
    parts: tuple[tuple[str, bool], ...]


def texts_of(measure: MeasureRow) -> Iterator[tuple[str, str]]:
    """Every text that is printed of a measure, the title first, with the name of its field."""
    yield TITLE, measure.title
    if measure.issue:
        yield "ประเด็น", measure.issue
    for text in (measure.steps_lead, *(step.text for step in measure.steps)):
        yield "ขั้นตอน", text
    owners = [*measure.owners, *(owner for step in measure.steps for owner in step.owners)]
    yield from (("ผู้รับผิดชอบ", owner) for owner in dict.fromkeys(owners))
    for each in (measure.period, *(step.period for step in measure.steps)):
        yield "ระยะเวลา", each.text
    for output in (*measure.outputs, *(item for step in measure.steps for item in step.outputs)):
        yield RESULTS, output.text
    yield from (("ผลลัพธ์", item.text) for item in measure.outcomes)
    for item in (
        *measure.suggestions,
        *(each for step in measure.steps for each in step.suggestions),
    ):
        yield "ข้อเสนอแนะ", item.text
    yield from ((extra.heading, extra.text) for extra in measure.extras)
    yield from (("หลักฐาน", evidence.caption) for evidence in measure.evidence)


def marker_of(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds the terms, which are in their search form, in a text as it is written."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    patterns = [_BETWEEN.join(map(_as_written, term)) for term in longest_first]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def marked(text: str, marker: re.Pattern[str] | None) -> tuple[tuple[str, bool], ...]:
    """The text in parts, those that were looked for told apart."""
    if marker is None:
        return ((text, False),)
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in marker.finditer(text):
        parts += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    parts.append((text[end:], False))
    return tuple(part for part in parts if part[0])


def snippet_of(measure: MeasureRow, terms: tuple[str, ...]) -> Snippet | None:
    """The field below the title with most of the terms, else what came of the measure."""
    texts = [(field, text) for field, text in texts_of(measure) if text and field != TITLE]
    markers = [each for term in terms if (each := marker_of((term,)))]
    scores = [sum(bool(each.search(text)) for each in markers) for _, text in texts]
    best = max(scores, default=0)
    if best:
        field, text = texts[scores.index(best)]
    else:
        field, text = next((each for each in texts if each[0] == RESULTS), ("", ""))
    if not text:
        return None
    marker = marker_of(terms)
    return Snippet(field=field, parts=marked(_cut(" ".join(text.split()), marker), marker))


def _cut(text: str, marker: re.Pattern[str] | None) -> str:
    """About _SHOWN letters around the first that was looked for, no letter without its marks."""
    found = marker.search(text) if marker else None
    start = max(0, found.start() - _BEFORE) if found else 0
    end = start + _SHOWN
    while start and _NO_START.match(text, start):
        start -= 1
    while end < len(text) and _NO_START.match(text, end):
        end += 1
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _as_written(letter: str) -> str:
    if letter.isascii() and letter.isdigit():
        return f"[{letter}{to_thai(letter)}]"
    return _ALIKE.get(letter) or re.escape(letter)
