"""What printing, scanning and copying do to Thai words, and what they were; never applied here.

Each kind is found where the repaired text has fewer words than the damaged one, by the dictionary:
"ดาเนินการ" is three words, "ดำเนินการ" is one, and "ประชาระดม" stays, although "ชำระ" is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ita_portal.thai.dictionary import Dictionary
from ita_portal.thai.words import is_word, pieces_of, words_without_sara_am

_THAI = "ก-ฺเ-๎"
_LONGEST = 20  # letters of a word that is looked for
_WIDENED = ("split_sara_am", "late_mark")
_REACH = 30  # letters on each side that decide how a place is read
_RUN = re.compile(f"[{_THAI}]+")
_LAST = re.compile(f"[{_THAI}]+$")
_TONES = "่-๋"
# ำ begins no word, and า none either: the space before it was made by the file.
_SPLIT = re.compile(f"(?<=[ก-ฮ])([{_TONES}]?) +([{_TONES}]?)([ำา])")
_TWICE = re.compile("([ัิ-ฺ็-๎])\\1+|(เ)เ(?=[ก-ฮ])")
_TONE_AFTER_VOWEL = re.compile(f"([ก-ฮ])า([{_TONES}]) ?")
# "คณุ ธรรม" for "คุณธรรม": a mark one letter too late leaves a space behind.
_LATE = re.compile(f"([ก-ฮ])([ก-ฮ])([ัิ-ู็{_TONES}]+) (?=[ก-ฮเ-ไ])")


class Damage(NamedTuple):
    """`text` from `start` is damaged; `instead` is what it was."""

    kind: str
    start: int
    text: str
    instead: str


def find_damage(text: str) -> list[Damage]:
    """All that looks damaged in a text, in its order, and nothing in two ways."""
    found: list[Damage] = []
    taken: set[int] = set()
    for damage in (*_split_sara_am(text), *_marks_twice(text), *_lost(text), *_late_marks(text)):
        wide = _whole_word(damage, text) if damage.kind in _WIDENED else damage
        for each in (wide, damage):
            places = set(range(each.start, each.start + len(each.text)))
            if not places & taken:
                taken |= places
                found.append(each)
                break
    return sorted(found, key=lambda each: each.start)


def _split_sara_am(text: str) -> Iterator[Damage]:
    """Like "ส านัก", "จ ำนวน": a consonant, a space, and a vowel that begins no word."""
    for match in _SPLIT.finditer(text):
        start = match.start() - 1
        tone = match.group(1) or match.group(2)
        lead, rest = _around(text, start, match.end())
        counts = {vowel: _count(f"{lead}{text[start]}{tone}{vowel}{rest}") for vowel in "ำา"}
        vowel = "ำ" if match.group(3) == "ำ" else min(counts, key=counts.__getitem__)
        instead = f"{text[start]}{tone}{vowel}"
        yield Damage("split_sara_am", start, text[start : match.end()], instead)


def _marks_twice(text: str) -> Iterator[Damage]:
    """ "อยู่่", and เ twice for แ."""
    for match in _TWICE.finditer(text):
        instead = "แ" if match.group(2) else match.group(1)
        yield Damage("mark_twice", match.start(), match.group(), instead)


def _lost(text: str) -> Iterator[Damage]:
    """ "ดาเนินการ": a word of the dictionary whose ำ became า."""
    words, dictionary = words_without_sara_am(), _words_that_lost()
    for run in _RUN.finditer(text):
        letters, place = run.group(), 0
        while place < len(letters):
            longest_first = reversed(dictionary.prefixes(letters, place))
            better = (each for each in longest_first if _is_better(letters, place, words[each]))
            lost = next(better, "")
            if lost:
                yield Damage("lost_sara_am", run.start() + place, lost, words[lost])
            place += len(lost) or 1


@lru_cache(maxsize=1)
def _words_that_lost() -> Dictionary:
    return Dictionary(each for each in words_without_sara_am() if len(each) <= _LONGEST)


def _late_marks(text: str) -> Iterator[Damage]:
    """Like "คณุ ธรรม" for "คุณธรรม", "หนา้ ที่" for "หน้าที่"."""
    for match in _TONE_AFTER_VOWEL.finditer(text):
        first, tone = match.group(1, 2)
        yield _whole_word(
            Damage("late_mark", match.start(), match.group(), f"{first}{tone}า"), text
        )
    for match in _LATE.finditer(text):
        first, second, marks = match.group(1, 2, 3)
        damage = Damage("late_mark", match.start(), match.group(), f"{first}{marks}{second}")
        lead, rest = _around(text, match.start(), match.end())
        repaired = f"{lead}{damage.instead}{rest}"
        is_whole = any(damage.instead in each and is_word(each) for each in pieces_of(repaired))
        if is_whole and _count(repaired) < _count(f"{lead}{damage.text}{rest}"):
            yield damage


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The letters right before and behind a place."""
    before = _LAST.search(text[max(0, start - _REACH) : start])
    after = _RUN.match(text, end)
    return before.group() if before else "", after.group()[:_REACH] if after else ""


def _whole_word(damage: Damage, text: str) -> Damage:
    """The same repair with all of the word that it makes, so that a person can read it."""
    lead, rest = _around(text, damage.start, damage.start + len(damage.text))
    place, start = 0, len(lead)
    end = start + len(damage.instead)
    before = after = ""
    for piece in pieces_of(f"{lead}{damage.instead}{rest}"):
        if place < start < place + len(piece):
            before = lead[place:]
        if place < end < place + len(piece):
            after = rest[: place + len(piece) - end]
        place += len(piece)
    if _SPLIT.match(text, damage.start + len(damage.text) + len(after)):
        after = ""  # the next word is damaged as well
    return Damage(
        damage.kind,
        damage.start - len(before),
        f"{before}{damage.text}{after}",
        f"{before}{damage.instead}{after}",
    )


def _is_better(letters: str, place: int, word: str) -> bool:
    """Whether there are fewer words with this one, which is as long as what it stands for."""
    stop = place + len(word)
    start, end = max(0, place - _REACH), min(len(letters), stop + _REACH)
    whole = letters[start:end]
    repaired = letters[start:place] + word + letters[stop:end]
    is_whole = any(word in piece for piece in pieces_of(repaired))
    return is_whole and _count(repaired) < _count(whole)


def _count(text: str) -> int:
    """How many words; letters that are none count more, so that a repair to no word never wins."""
    pieces = pieces_of(text)
    return len(pieces) + sum(not is_word(piece) for piece in pieces)
