"""Suggestions on words that look damaged by printing and scanning; the words stay as they are.

A space is suspected inside a word of this kind of report (`WORDS`), or inside a dictionary word
that the same document also writes without a space: most other spaces between words are where
the printed line was wrapped, and no one can tell which of them the writer meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ita_portal.thai.damage import find_damage
from ita_portal.thai.doubled import doubled_words
from ita_portal.thai.words import is_word, words
from measures.importing.problems import MESSAGES, Problems
from measures.importing.progress import Stage, tell_progress
from measures.importing.reading import Proposal, Source, places_of
from measures.importing.tables import Paragraph
from measures.importing.vocabulary import MISPRINTS, WORDS

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
_MISPRINTED = re.compile("|".join(map(re.escape, MISPRINTS)))
_CONTINUED = re.compile(r" ?\( ?ต่อ ?\)")
_REACH = 40  # letters on each side of a space that decide how it is read


class Suggestion(NamedTuple):
    kind: str
    quote: str
    instead: str
    start: int


def propose(source: Source) -> Source:
    """A source with proposals for what looks damaged in its texts."""
    places = places_of(source)
    texts = list(_texts(source))
    whole = "\n".join(text for *_, text in texts)[:_MOST_TEXT]
    proposals: list[Proposal] = []
    problems = Problems(places, source.problems)
    seen = 0
    for place, (line, column, start, text) in enumerate(texts, 1):
        tell_progress(Stage.WORDS, place, len(texts))
        seen += len(text)
        if seen > _MOST_TEXT or len(proposals) > _MOST_FOUND:
            problems.add("wording_unread", line)
            break
        for found in suggestions(text, whole):
            at = start + found.start
            proposals.append(
                Proposal(
                    id=f"{line}.{column}.{at}.{found.kind}",
                    kind=found.kind,
                    line=line,
                    column=column,
                    start=at,
                    before=found.quote,
                    after=found.instead,
                    reason=MESSAGES[found.kind],
                    place=places.name(line, column),
                )
            )
    return replace(source, proposals=tuple(proposals), problems=problems.placed())


def suggestions(text: str, whole: str) -> list[Suggestion]:
    """What looks damaged in a text; `whole` is the document that it stands in.

    In the order of the text; of two repairs of one place the first kind is proposed.
    """
    found: list[Suggestion] = []
    taken: set[int] = set()
    for kind in (_letters_apart, _damage, _doubled, _misprints, _continued):
        for each in kind(text):
            places = set(range(each.start, each.start + len(each.quote)))
            if not places & taken:
                taken |= places
                found.append(each)
    found += _spaces(text, whole, taken)
    return sorted(found, key=lambda each: each.start)


def _letters_apart(text: str) -> Iterator[Suggestion]:
    for match in _LETTERS_APART.finditer(text):
        together = match.group().replace(" ", "")
        yield Suggestion("letter_spaced", match.group(), together, match.start())


def _damage(text: str) -> Iterator[Suggestion]:
    for each in find_damage(text):
        yield Suggestion(each.kind, each.text, each.instead, each.start)


def _doubled(text: str) -> Iterator[Suggestion]:
    for match in doubled_words(text):
        yield Suggestion("doubled_words", match.group(), match.group(1), match.start())


def _misprints(text: str) -> Iterator[Suggestion]:
    for match in _MISPRINTED.finditer(text):
        yield Suggestion("misprint", match.group(), MISPRINTS[match.group()], match.start())


def _continued(text: str) -> Iterator[Suggestion]:
    for match in _CONTINUED.finditer(text):
        yield Suggestion("continued_mark", match.group(), "", match.start())


def _texts(source: Source) -> Iterator[tuple[int, int, int, str]]:
    """Every text with its line, its column, and where it starts in its cell or paragraph."""
    for part in source.parts:
        if isinstance(part, Paragraph):
            yield from _starts(part.line, 0, part.lines)
            continue
        for row in part.rows:
            for cell in row:
                yield from _starts(cell.line, cell.column, [block.text for block in cell.blocks])


def _starts(line: int, column: int, texts: Iterable[str]) -> Iterator[tuple[int, int, int, str]]:
    start = 0
    for text in texts:
        yield line, column, start, text
        start += len(text) + 1


def _spaces(text: str, whole: str, apart: set[int]) -> list[Suggestion]:
    """Spaces inside words, but for those in places that are told of already."""
    known = [match for match in _SPACED_WORD.finditer(text) if " " in match.group()]
    found = [
        Suggestion("wrap_space", match.group(), match.group().replace(" ", ""), match.start())
        for match in known
        if match.start() not in apart
    ]
    told = apart | _places(known)
    for space in _SPACE.finditer(text):
        parted = None if space.start() in told else _parted_word(text, space.start())
        if parted and ("".join(parted) in whole or not all(map(is_word, parted))):
            start = space.start() - len(parted[0])
            found.append(Suggestion("wrap_space", " ".join(parted), "".join(parted), start))
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
