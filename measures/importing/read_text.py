"""The text form of a report: paragraphs, and tables with a tab between cells and HTML in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import UncleanText, clean
from measures.importing.fragments import read_fragment
from measures.importing.lists import count_marks
from measures.importing.problems import Problems
from measures.importing.tables import Cell, Paragraph, Part, RawTable, UnreadableFile

MAX_BYTES = 5 * 1024 * 1024
MAX_LINES = 50_000
MAX_ROWS = 5_000
MAX_COLUMNS = 40
MAX_CELL = 20_000  # characters
MAX_TAGS = 100_000
MAX_MARKS = 50_000  # of lists: numbers and dashes

EXPECTED = "ต้องเป็นไฟล์ข้อความ UTF-8 ที่มีตารางรายงาน คั่นช่องด้วยแท็บ"
_HEADING = re.compile(r"#{1,6}\s+")
_COPY = (
    "คัดลอกตารางไปวางใน Notepad ให้หนึ่งแถวอยู่ในบรรทัดเดียวและคั่นช่องด้วยแท็บ "
    "แล้วบันทึกเป็นไฟล์ .txt โดยเลือกการเข้ารหัส UTF-8"
)
_FROM_OFFICE = f"วิธีแก้: เปิดไฟล์นี้ใน Word หรือ Excel {_COPY}"
_FROM_SOURCE = f"วิธีแก้: เปิดไฟล์ Word หรือ Excel ต้นฉบับ {_COPY}"
_ANEW = "วิธีแก้: เปิดไฟล์นี้ใน Notepad แล้วบันทึกใหม่ โดยเลือกการเข้ารหัส UTF-8"
_BINARIES = (
    (b"PK\x03\x04", "ไฟล์ Word, Excel หรือไฟล์บีบอัด", _FROM_OFFICE),
    (b"%PDF", "ไฟล์ PDF", _FROM_SOURCE),
    (b"\xd0\xcf\x11\xe0", "ไฟล์ Word หรือ Excel รุ่นเก่า", _FROM_OFFICE),
    (b"{\\rtf", "ไฟล์ RTF", _FROM_OFFICE),
    (b"\xff\xd8\xff", "รูปภาพ", _FROM_SOURCE),
    (b"\x89PNG", "รูปภาพ", _FROM_SOURCE),
    (b"\xff\xfe", "ข้อความแบบ UTF-16", _ANEW),
    (b"\xfe\xff", "ข้อความแบบ UTF-16", _ANEW),
)


def read_text(data: bytes, problems: Problems) -> list[Part]:
    """The parts of a text in their order; every text in them is clean. Raises UnreadableFile."""
    lines = _decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _refuse(len(lines) > MAX_LINES, MAX_LINES, f"ไฟล์มีเกิน {to_thai(str(MAX_LINES))} บรรทัด")
    parts: list[Part] = []
    rows: list[tuple[Cell, ...]] = []
    block: list[tuple[int, str]] = []
    size = _Size()
    for number, line in enumerate([*lines, ""], start=1):
        is_row = _is_row(line)
        starts_block = bool(_HEADING.match(line.lstrip()))
        if rows and not is_row:
            parts.append(RawTable(rows=tuple(rows)))
            rows = []
        if block and (is_row or starts_block or not line.strip()):
            parts += _paragraph(block)
            block = []
        if is_row:
            size.add(line, number)
            rows.append(_read_row(line, number, problems))
        elif line.strip():
            block.append((number, _clean(line, number)))
            if starts_block:
                parts += _paragraph(block)
                block = []
    return parts


@dataclass
class _Size:
    """What a table has so far of what takes time to read."""

    rows: int = 0
    tags: int = 0
    marks: int = 0

    def add(self, row: str, number: int) -> None:
        self.rows += 1
        self.tags += row.count("<")
        self.marks += count_marks(row)
        for found, most, what in (
            (self.rows, MAX_ROWS, "แถว"),
            (self.tags, MAX_TAGS, "เครื่องหมาย HTML"),
            (self.marks, MAX_MARKS, "ข้อย่อย"),
        ):
            _refuse(found > most, number, f"ตารางมีเกิน {to_thai(str(most))} {what}")


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        most = to_thai(str(MAX_BYTES // 1024 // 1024))
        raise UnreadableFile(f"ไฟล์ใหญ่เกิน {most} เมกะไบต์ จึงไม่ได้อ่าน {EXPECTED}")
    for magic, what, remedy in _BINARIES:
        if data.startswith(magic):
            raise UnreadableFile(f"ไฟล์นี้เป็น{what} (หยุดที่ต้นไฟล์) {EXPECTED} {remedy}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = to_thai(str(data[: error.start].count(b"\n") + 1))
        what = f"{_guess_encoding(data)} อ่านได้ถึงบรรทัด {line}"
        raise UnreadableFile(f"{what} {EXPECTED} โปรดบันทึกใหม่เป็น UTF-8") from None
    if not text.strip():
        raise UnreadableFile(f"ไฟล์ว่างเปล่า {EXPECTED}")
    return text


def _guess_encoding(data: bytes) -> str:
    letters = [byte for byte in data if byte >= 0x80]
    thai = sum(0xA1 <= byte <= 0xFB for byte in letters)
    if thai > 0.9 * len(letters):
        return "ไฟล์นี้ไม่ใช่ UTF-8 ดูเหมือนเป็น TIS-620 (Windows-874)"
    return "ไฟล์นี้ไม่ใช่ UTF-8"


def _is_row(line: str) -> bool:
    """A single tab before the first word is an indent, not a table."""
    return line.strip() != "" and (line.count("\t") > 1 or "\t" in line.strip())


def _read_row(line: str, number: int, problems: Problems) -> tuple[Cell, ...]:
    texts = line.split("\t")
    _refuse(len(texts) > MAX_COLUMNS, number, f"ตารางมีเกิน {to_thai(str(MAX_COLUMNS))} ช่อง")
    return tuple(
        _read_cell(text, number, column, problems) for column, text in enumerate(texts, start=1)
    )


def _read_cell(text: str, number: int, column: int, problems: Problems) -> Cell:
    blocks, is_known = read_fragment(_clean(text, number, column))
    if not is_known:
        problems.add("unknown_markup", number, quote="\n".join(block.text for block in blocks))
    return Cell(line=number, column=column, blocks=blocks)


def _paragraph(block: list[tuple[int, str]]) -> list[Paragraph]:
    text = "\n".join(line for _, line in block)
    marked = _HEADING.match(text)
    if marked:
        text = text[marked.end() :]
    is_bold = text.startswith("**") and text.endswith("**")
    if text.count("**") % 2 == 0:
        text = text.replace("**", "")
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    if not lines:
        return []
    return [Paragraph(line=block[0][0], lines=lines, is_heading=bool(marked) or is_bold)]


def _clean(text: str, line: int, column: int | None = None) -> str:
    where = f"ช่องที่ {to_thai(str(column))}" if column else ""
    most = f"{to_thai(str(MAX_CELL))} ตัวอักษร"
    _refuse(len(text) > MAX_CELL, line, f"ข้อความใน{where or 'บรรทัด'} ยาวเกิน {most}")
    try:
        return clean(text)
    except UncleanText as error:
        reached = f"อ่านได้ถึงบรรทัด {to_thai(str(line))} {where}".strip()
        raise UnreadableFile(f"{reached}: {error}") from None


def _refuse(condition: bool, line: int, what: str) -> None:
    if condition:
        raise UnreadableFile(f"{what} หยุดที่บรรทัด {to_thai(str(line))} {EXPECTED}")
