"""Where in a source something stands, in the words of that source.

Every row and paragraph has a number in the order of reading (`line`); a reader gives each its
words: "แผ่นงาน 'รายงาน' แถว ๑๒". Text files have none but their line numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_portal.thai.numerals import to_thai

PART = 1_000_000  # added to a row's number for each part that it was split into
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"  # as Thai lists count: no ฃ, ฅ, ฆ


class Places:
    """The places of a text: its lines; `expected` says what kind of source was looked for."""

    expected = "ต้องเป็นไฟล์ข้อความ UTF-8 ที่มีตารางรายงาน คั่นช่องด้วยแท็บ"

    def name(self, line: int, column: int = 0) -> str:
        """`column` counts from 1 and is left out where it is 0."""
        part, line = divmod(line, PART)
        return f"บรรทัด {to_thai(str(line))}{_part(part)}"


class NamedPlaces(Places):
    """Places that a reader names as it comes to them."""

    expected = "ต้องมีตารางรายงานผลการดำเนินการตามมาตรการ"

    def __init__(self, names: Sequence[str] = (), *, lettered: bool = False) -> None:
        self._names = list(names)
        self._lettered = lettered

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

    @property
    def is_lettered(self) -> bool:
        return self._lettered

    def add(self, name: str) -> int:
        """The number of the next place."""
        self._names.append(name)
        return len(self._names)

    def name(self, line: int, column: int = 0) -> str:
        part, line = divmod(line, PART)
        name = self._names[line - 1] if 0 < line <= len(self._names) else "ทั้งเอกสาร"
        name += _part(part)
        if not column:
            return name
        if self._lettered:
            return f"{name} คอลัมน์ {column_letters(column)}"
        return f"{name} ช่องที่ {to_thai(str(column))}"


def order(line: int) -> tuple[int, int]:
    """Where a row stands: parts of a row right below each other."""
    return line % PART, line // PART


def _part(part: int) -> str:
    return f" ส่วนที่ {to_thai(str(part + 1))}" if part else ""


def column_letters(column: int) -> str:
    """ง for the fourth column, with the letter that Excel shows: "ง (D)"."""
    latin, left = "", column
    while left > 0:
        left, place = divmod(left - 1, 26)
        latin = chr(ord("A") + place) + latin
    if column > len(THAI_LETTERS):
        return latin
    return f"{THAI_LETTERS[column - 1]} ({latin})"
