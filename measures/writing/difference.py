"""What changed between two texts, by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ita_portal.thai.words import pieces_of

# From coarse to fine: lines, what stands between spaces, and last words. Each level looks only
# into what the one above found to differ, so that long texts cost little.
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_PHRASES = re.compile(r"[^ \n]*[ \n]+|[^ \n]+")
# Letters with the vowels and tone marks on them, of a text too long for the dictionary.
_LETTERS = re.compile(r"[A-Za-z]+|[0-9๐-๙]+|[เ-ไ]?[ก-ฮ][ะ-ฺๅ็-๎]*|.", re.DOTALL)
_LONGEST_PHRASE = 1_000
_LEVELS = 3
_MOST_PIECES = 1_500  # of each text at one level; beyond it they differ as a whole
_SHORT = 2  # letters that two words share by chance

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of text that both have, or only the old or the new one."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """Parts in order: those that are not "added" make the old text, not "removed" the new one."""
    return tuple(_in_words(list(_joined(_compare(old, new, 0)))))


def _compare(old: str, new: str, level: int) -> Iterator[Part]:
    if old == new or level == _LEVELS or not (old and new):
        yield from _replaced(old, new)
        return
    before, after = _pieces(old, level), _pieces(new, level)
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    yield Part(kind="same", text="".join(before[:start]))
    middle = before[start : len(before) - end], after[start : len(after) - end]
    if max(map(len, middle)) > _MOST_PIECES:
        yield from _replaced("".join(middle[0]), "".join(middle[1]))
    else:
        for tag, i, j, k, m in SequenceMatcher(None, *middle).get_opcodes():
            was, now = "".join(middle[0][i:j]), "".join(middle[1][k:m])
            yield from _replaced(was, now) if tag == "equal" else _compare(was, now, level + 1)
    yield Part(kind="same", text="".join(before[len(before) - end :]))


def _pieces(text: str, level: int) -> list[str]:
    if level == 0:
        return _LINES.findall(text)
    if level == 1:
        return _PHRASES.findall(text)
    return _LETTERS.findall(text) if len(text) > _LONGEST_PHRASE else pieces_of(text)


def _replaced(old: str, new: str) -> Iterator[Part]:
    if old == new:
        yield Part(kind="same", text=old)
    else:
        yield Part(kind="removed", text=old)
        yield Part(kind="added", text=new)


def _shared(before: list[str], after: list[str]) -> int:
    """With how many equal pieces both begin."""
    length = 0
    for was, now in zip(before, after, strict=False):
        if was != now:
            break
        length += 1
    return length


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Without empty parts; between two that are the same, all that went before all that came."""
    texts: dict[Kind, str] = {"removed": "", "added": ""}
    same = ""
    for part in parts:
        if not part.text:
            continue
        if part.kind != "same":
            if same:
                yield Part(kind="same", text=same)
                same = ""
            texts[part.kind] += part.text
            continue
        if not same:
            yield from _changes(texts)
            texts = {"removed": "", "added": ""}
        same += part.text
    if same:
        yield Part(kind="same", text=same)
    yield from _changes(texts)


def _changes(texts: dict[Kind, str]) -> Iterator[Part]:
    for kind, text in texts.items():
        if text:
            yield Part(kind=kind, text=text)


def _in_words(parts: list[Part]) -> Iterator[Part]:
    """A few letters left the same inside a changed word are shown with the word."""
    last = len(parts) - 1
    spread: list[Part] = []
    for place, part in enumerate(parts):
        if 0 < place < last and part.kind == "same" and _is_loose(part.text):
            spread += [Part(kind="removed", text=part.text), Part(kind="added", text=part.text)]
        else:
            spread.append(part)
    yield from _joined(spread)


def _is_loose(text: str) -> bool:
    return len(text) <= _SHORT and not any(letter.isspace() for letter in text)
