"""Lists inside a cell: numbered, dashed or in paragraphs, written one below or after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ita_portal.thai.numerals import parse_int, to_arabic
from ita_portal.thai.text import squash
from measures.importing.tables import Block

_DIGITS = "0-9๐-๙"
_MARK = re.compile(
    rf"(?<!\S)(?:(?P<round>\(?[{_DIGITS}]{{1,2}}\))"
    rf"|(?P<inner>[{_DIGITS}]{{1,2}}\.[{_DIGITS}]{{1,2}}\.?)(?![{_DIGITS}])"
    rf"|(?P<number>[{_DIGITS}]{{1,3}}\.)(?![{_DIGITS}])"
    r"|(?P<dash>[-–•▪●*](?![-–•▪●*])))"
)
# Words after which a dash inside a line starts a list.
_OPENS_LIST = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|คือ|:)\s*$")
_DATE_BEFORE = re.compile(rf"[{_DIGITS}.]\s*$")
_DATE_AFTER = re.compile(rf"\s*(?:[{_DIGITS}]|[ก-ฮ]{{1,2}}\.)")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item: its mark as printed, its words without the mark, its depth from 0."""

    text: str
    mark: str = ""
    depth: int = 0
    is_numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Where a cell ends: the lists around its last item, and the last number of each family.

    A list is known by the family of its marks and its HTML level.
    """

    lists: tuple[tuple[str, int], ...] = ()
    last: tuple[tuple[str, int], ...] = ()


NOTHING_OPEN = Opened()


@dataclass(frozen=True, kw_only=True)
class ItemList:
    """The items of a cell. `joined` are paragraphs without a mark, put to the item above them.

    The cell below may go on with what is `opened`.
    """

    items: tuple[Item, ...] = ()
    joined: tuple[str, ...] = ()
    opened: Opened = NOTHING_OPEN


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    family: str
    is_numbered: bool


@dataclass(kw_only=True)
class _Count:
    """The last number of each family of marks, and whether dashes in a line are a list now."""

    last: dict[str, int] = field(default_factory=dict)
    dash_gap: str | None = None

    def take(self, family: str, number: int, gap: str) -> None:
        if family == "dash":
            self.dash_gap = gap
            return
        self.last[family] = number
        if family == "number":
            self.last.pop("round", None)
            self.last.pop("inner", None)
        self.dash_gap = None


def split_items(blocks: Sequence[Block], opened: Opened = NOTHING_OPEN) -> ItemList:
    """The items of a cell's blocks, in order; every word of the blocks is in one of them.

    `opened` is what the cell above left open.
    """
    builder = _Builder(opened)
    count = _Count(last=dict(opened.last))
    for place, block in enumerate(blocks):
        following = blocks[place + 1].text if place + 1 < len(blocks) else ""
        marks = find_marks(block.text, count, following)
        starts = [mark.start for mark in marks]
        before = block.text[: min(starts, default=len(block.text))].strip()
        if before:
            builder.add_plain(before, block.level)
        siblings = "plain" if before or not marks else marks[0].family
        for mark, end in zip(marks, [*starts[1:], len(block.text)], strict=False):
            # all that begin a paragraph of an HTML list are one list, whatever their marks
            family = "plain" if block.level and mark.family == siblings else mark.family
            text = block.text[mark.end : end].strip()
            builder.add_marked(mark, family, text, block.level)
    return builder.finish(count)


def leading_mark(text: str) -> str:
    """The mark that a line of a list begins with, or ""; of two levels only with a space behind.

    "๑.๕ ล้านบาท" and "๑.๑ จัดประชุม" look the same: both are read as a mark, and print alike.
    """
    match = _MARK.match(text)
    if match is None or (match["inner"] and not text[match.end() :].startswith((" ", "\n"))):
        return ""
    return match.group()


def number_of(mark: str) -> int | None:
    """The number of a mark of one level; None of dashes and of "๑.๒"."""
    digits = bare(mark)
    return parse_int(digits) if digits.isdigit() else None


def bare(mark: str) -> str:
    """The digits of a mark, in Arabic, without what stands around them."""
    return squash(to_arabic(mark)).strip("().")


def count_marks(text: str) -> int:
    """How many marks a text may have at most; fast."""
    return sum(1 for _ in _MARK.finditer(text))


def find_marks(text: str, count: _Count | None = None, following: str = "") -> list[_Mark]:
    """The list marks of a text; a number inside a line counts only in its turn.

    What is `following` may hold the second number of a list that starts inside the text.
    """
    count = count or _Count()
    count.dash_gap = None
    found = [(match, _number(match.group())) for match in _MARK.finditer(text)]
    seconds = {  # where the last "๒." stands: a list that starts inside a line has one
        match.lastgroup: match.start() for match, number in found if number == 2
    }
    first_below = _MARK.match(following)
    if first_below and _number(first_below.group()) == 2:
        seconds.setdefault(first_below.lastgroup, len(text))
    marks: list[_Mark] = []
    for match, number in found:
        family = match.lastgroup or ""
        start = match.start()
        before = text[marks[-1].end if marks else 0 : start]
        is_first = not marks and not before.strip() and family != "inner"
        has_second = seconds.get(family, -1) > start
        if is_first or _has_its_turn(match, number, before, count, has_second=has_second):
            gap = " " if text[match.end() : match.end() + 1].isspace() else ""
            count.take(family, number, gap)
            mark = match.group()
            marks.append(_Mark(start, match.end(), mark, family, is_numbered=number > 0))
    return marks


def _has_its_turn(
    match: re.Match[str], number: int, before: str, count: _Count, *, has_second: bool
) -> bool:
    family = match.lastgroup or ""
    if family == "dash":
        return _is_bullet(match, before, count)
    if family == "inner" and "number" in count.last:
        parent = _number(match.group().partition(".")[0])
        return parent == count.last["number"] and number == count.last.get("inner", 0) + 1
    if family in count.last:
        return number == count.last[family] + 1
    return number == 1 and has_second


def _is_bullet(match: re.Match[str], before: str, count: _Count) -> bool:
    after = match.string[match.end() : match.end() + 8]
    if _DATE_BEFORE.search(before[-8:]) and _DATE_AFTER.match(after):
        return False
    if _OPENS_LIST.search(before[-20:]):
        return True
    return count.dash_gap == (" " if after[:1].isspace() else "")


def _number(mark: str) -> int:
    """The number of a mark, of "๑.๒" the last one; 0 of a dash."""
    digits = to_arabic(mark).strip("().").rpartition(".")[2]
    return int(digits) if digits.isdigit() else 0


class _Builder:
    """Puts items together and knows how deep each one lies."""

    def __init__(self, opened: Opened) -> None:
        self._items: list[Item] = []
        self._joined: list[str] = []
        self._opened = list(opened.lists)

    def add_marked(self, mark: _Mark, family: str, text: str, level: int) -> None:
        if mark.is_numbered and self._items and not any(item.mark for item in self._items):
            self._opened = []  # what stands above a numbered list leads it and holds none of it
        depth = self._enter(family, level)
        self._items.append(
            Item(text=text, mark=mark.text, depth=depth, is_numbered=mark.is_numbered)
        )

    def add_plain(self, text: str, level: int) -> None:
        """A paragraph without a mark goes on with a marked item above it, if any."""
        last = self._items[-1] if self._items else None
        if last and level == 0 and last.mark and ("plain", 0) not in self._opened:
            self._items[-1] = replace(last, text=f"{last.text}\n{text}".strip())
            self._joined.append(text)
            return
        if not last:
            self._opened = []
        self._items.append(Item(text=text, depth=self._enter("plain", level)))

    def finish(self, count: _Count) -> ItemList:
        """A mark with no words after it is itself the words, as "-" is for nothing."""
        return ItemList(
            items=tuple(
                item if item.text else replace(item, text=item.mark, mark="")
                for item in self._items
            ),
            joined=tuple(self._joined),
            opened=Opened(lists=tuple(self._opened), last=tuple(count.last.items())),
        )

    def _enter(self, family: str, level: int) -> int:
        kind = (family, level)
        while self._opened and self._opened[-1][1] > level:
            self._opened.pop()
        if kind in self._opened:
            del self._opened[self._opened.index(kind) + 1 :]
        else:
            self._opened.append(kind)
        return len(self._opened) - 1
