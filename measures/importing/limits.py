"""How much a source may hold, whatever its format: far more than any report has."""

from __future__ import annotations

from dataclasses import dataclass

from ita_portal.thai.numerals import count_in_thai
from measures.importing import refusals
from measures.importing.lists import count_marks
from measures.importing.tables import UnreadableFile

MAX_BYTES = 20 * 1024 * 1024
MAX_TEXT_BYTES = 5 * 1024 * 1024
MAX_LINES = 50_000
MAX_ROWS = 5_000
MAX_COLUMNS = 40
MAX_CELL = 20_000  # characters
MAX_TAGS = 100_000
MAX_MARKS = 50_000  # of lists: numbers and dashes


@dataclass
class TableSize:
    """What a table has so far of what takes time to read."""

    rows: int = 0
    tags: int = 0
    marks: int = 0

    def add(self, row: str, where: str) -> None:
        """Count a row with all its words; raises UnreadableFile when it is one too many."""
        self.rows += 1
        self.tags += row.count("<")
        self.marks += count_marks(row)
        for found, most, what in (
            (self.rows, MAX_ROWS, "แถว"),
            (self.tags, MAX_TAGS, "เครื่องหมาย HTML"),
            (self.marks, MAX_MARKS, "ข้อย่อย"),
        ):
            if found > most:
                refusal = f"ตารางมีเกิน {count_in_thai(most)} {what}"
                raise UnreadableFile(f"{refusal} หยุดที่{where} {refusals.FEWER_ROWS}")
