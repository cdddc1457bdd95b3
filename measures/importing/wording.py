"""Suggestions on words that look damaged by printing and scanning; the words stay as they are.

A space is suspected inside a word of this kind of report (`WORDS`), or inside a dictionary word
that the same document also writes without a space: most other spaces between words are where
the printed line was wrapped, and no one can tell which of them the writer meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ita_portal.thai.doubled import doubled_words
from ita_portal.thai.words import words
from measures.importing.problems import Problems
from measures.importing.rows import Sections
from measures.importing.vocabulary import LOST_SARA_AM, MISPRINTS, WORDS

_MOST_TEXT = 200_000  # characters looked at in one document
_MOST_FOUND = 500  # suggestions that a person may still go through
_THAI = "ก-ฺเ-๎"
_DEPENDENT = "ะ-ฺๅ็-๎"  # no word begins with these
_PIECE = re.compile(f"[{_THAI}]+")
_SPACE = re.compile(f"(?<=[{_THAI}]) (?=[{_THAI}])")
_SPACED_WORD = re.compile(
    "|".join(" ?".join(map(re.escape, word)) for word in sorted(WORDS, key=len, reverse=True))
)
_LETTERS_APART = re.compile(
    f"(?<![{_THAI}])(?:[{_THAI}]+ (?=[{_DEPENDENT}]))?"
    f"[{_THAI}]{{1,2}}(?: [{_THAI}]{{1,2}}){{2,}}(?![{_THAI}])"
)
_DAMAGED = tuple(
    (kind, re.compile("|".join(map(re.escape, instead))), instead)
    for kind, instead in (("lost_sara_am", LOST_SARA_AM), ("misprint", MISPRINTS))
)
_REACH = 40  # letters on each side of a space that decide how it is read


class Suggestion(NamedTuple):
    kind: str
    quote: str
    instead: str


def suggest(sections: Sections, problems: Problems) -> None:
    """Report what looks damaged in the texts before the table and in its cells."""
    texts = list(_texts(sections))
    whole = "\n".join(text for *_, text in texts)[:_MOST_TEXT]
    seen = count = 0
    for line, column, heading, text in texts:
        seen += len(text)
        if seen > _MOST_TEXT or count > _MOST_FOUND:
            problems.add("wording_unread", line)
            return
        for found in suggestions(text, whole):
            count += 1
            problems.add(
                found.kind,
                line,
                heading=heading,
                column=column,
                quote=found.quote,
                suggestion=found.instead,
            )


def suggestions(text: str, whole: str) -> list[Suggestion]:
    """What looks damaged in a text; `whole` is the document that it stands in."""
    found = [
        Suggestion("letter_spaced", match.group(), match.group().replace(" ", ""))
        for match in _LETTERS_APART.finditer(text)
    ]
    found += _spaces(text, whole, _places(_LETTERS_APART.finditer(text)))
    found += [
        Suggestion("doubled_words", match.group(), match.group(1)) for match in doubled_words(text)
    ]
    for kind, pattern, instead in _DAMAGED:
        found += [
            Suggestion(kind, match.group(), instead[match.group()])
            for match in pattern.finditer(text)
        ]
    return found


def _texts(sections: Sections) -> Iterator[tuple[int, int, str, str]]:
    """Every text that is looked at, with its line, its column and the heading of that."""
    for paragraph in sections.before:
        for offset, text in enumerate(paragraph.lines):
            yield paragraph.line_of(offset), 0, "", text
    for row in sections.rows:
        for name, cell in row.cells.items():
            for block in cell.blocks:
                yield row.line, cell.column, row.headings[name], block.text


def _spaces(text: str, whole: str, apart: set[int]) -> list[Suggestion]:
    """Spaces inside words, but for those in places that are told of already."""
    known = [match for match in _SPACED_WORD.finditer(text) if " " in match.group()]
    found = [
        Suggestion("wrap_space", match.group(), match.group().replace(" ", ""))
        for match in known
        if match.start() not in apart
    ]
    told = apart | _places(known)
    for space in _SPACE.finditer(text):
        parted = None if space.start() in told else _parted_word(text, space.start())
        if parted and "".join(parted) in whole:
            found.append(Suggestion("wrap_space", " ".join(parted), "".join(parted)))
    return found


def _places(matches: Iterable[re.Match[str]]) -> set[int]:
    return {place for match in matches for place in range(*match.span())}


def _parted_word(text: str, space: int) -> tuple[str, str] | None:
    """The two words around a space that are one dictionary word without it."""
    before = text[max(0, space - _REACH) : space]
    left = _PIECE.findall(before)[-1]
    right_match = _PIECE.match(text, space + 1, space + 1 + _REACH)
    right = right_match.group() if right_match else ""
    place = 0
    for word in words(left + right):
        end = place + len(word)
        if place < len(left) < end:
            first, second = word[: len(left) - place], word[len(left) - place :]
            is_two = words(left)[-1:] == (first,) and words(right)[:1] == (second,)
            return (first, second) if is_two and min(len(first), len(second)) > 1 else None
        place = end
    return None
