"""Thai column headings and the fields they stand for.

Compared without white space, since every printed report breaks heading words at line ends, and
without what stands in brackets: "(Output)", "(outcome/result)".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_portal.thai.text import squash
from measures.importing.problems import Problems
from measures.importing.tables import Cell
from measures.inputs import ColumnInput

SYNONYMS: dict[str, tuple[str, ...]] = {
    "number": ("ลำดับ", "ลำดับที่", "ที่", "ข้อ", "ข้อที่"),
    "measure": (
        "มาตรการ",
        "มาตรการ/แนวทาง",
        "มาตรการ/กิจกรรม",
        "มาตรการ/โครงการ",
        "มาตรการ/โครงการ/กิจกรรม",
        "มาตรการ/โครงการหรือกิจกรรม",
        "มาตรการ/กิจกรรม/โครงการ",
        "มาตรการโครงการกิจกรรม",
        "มาตรการโครงการหรือกิจกรรม",
        "มาตรการ/กิจกรรมที่ดำเนินการ",
        "มาตรการ/โครงการ/กิจกรรมที่ดำเนินการ",
        "มาตรการ/โครงการหรือกิจกรรมที่ดำเนินการ",
        "โครงการ/กิจกรรม",
        "กิจกรรม/โครงการ",
        "โครงการ/มาตรการ/กิจกรรม",
        "ประเด็น/มาตรการ",
        "ตัวชี้วัด/มาตรการ",
    ),
    "steps": (
        "ขั้นตอน",
        "วิธีการ",
        "วิธีดำเนินการ",
        "วิธีการดำเนินการ",
        "วิธีการดำเนินงาน",
        "วิธีปฏิบัติ",
        "ขั้นตอนการดำเนินการ",
        "ขั้นตอนการปฏิบัติ",
        "ขั้นตอนหรือวิธีปฏิบัติ",
        "ขั้นตอนหรือวิธีการปฏิบัติ",
        "ขั้นตอน/วิธีการปฏิบัติ",
        "ขั้นตอน/วิธีปฏิบัติ",
        "ขั้นตอน/วิธีการ",
        "ขั้นตอน/วิธีการดำเนินการ",
        "วิธีดำเนินการขั้นตอนการปฏิบัติ",
    ),
    "period": (
        "ระยะเวลา",
        "ระยะเวลาดำเนินการ",
        "ระยะเวลาในการดำเนินการ",
        "ช่วงเวลา",
        "ช่วงระยะเวลา",
        "ช่วงระยะเวลาดำเนินการ",
        "ช่วงระยะเวลาในการดำเนินการ",
        "ห้วงระยะเวลา",
        "ระยะเวลาดำเนินงาน",
    ),
    "owners": (
        "ผู้รับผิดชอบ",
        "ผู้รับผิดชอบ/ผู้เกี่ยวข้อง",
        "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง",
        "ผู้รับผิดชอบหรือผู้เกี่ยวข้อง",
        "ผู้รับผิดชอบหลัก",
        "หน่วยงานรับผิดชอบ",
        "หน่วยงานที่รับผิดชอบ",
        "หน่วยงานผู้รับผิดชอบ",
        "ส่วนราชการที่รับผิดชอบ",
    ),
    "outputs": (
        "ผลการดำเนินการ",
        "ผลการดำเนินงาน",
        "สรุปผลการดำเนินการ",
        "สรุปผลการดำเนินงาน",
        "ผลผลิต",
        "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม",
        "สรุปผลการดำเนินการตามมาตรการ",
        "ผลการดำเนินการตามมาตรการ",
        "output",
    ),
    "outcomes": (
        "ผลลัพธ์",
        "ผลสัมฤทธิ์",
        "ผลลัพธ์หรือผลสัมฤทธิ์",
        "ผลลัพธ์/ผลสัมฤทธิ์",
        "ผลลัพธ์หรือสัมฤทธิ์ในการดำเนินการ",
        "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ",
        "ผลลัพธ์หรือผลสัมฤทธิ์ของการดำเนินการ",
        "ผลลัพธ์หรือผลสำเร็จในการดำเนินการ",
        "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
        "ผลลัพธ์/ความสำเร็จของการดำเนินการ",
        "ผลลัพธ์ของการดำเนินการ",
        "outcome",
        "outcome/result",
    ),
    "suggestions": ("ข้อเสนอแนะ", "ข้อเสนอแนะ/แนวทางปรับปรุง", "ข้อเสนอแนะเพื่อการปรับปรุง"),
}

_FIELDS = {squash(name): field for field, names in SYNONYMS.items() for name in names}
_BRACKETS = re.compile(r"\([^()]*\)")
_FEWEST_FIELDS = 3  # a table with fewer known headings is some other table
_LONGEST = 300  # characters of a heading, spaces and all
EXTRA = "extra"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of one printed header: its field, and the heading as written.

    `month` is what it tells a period of by marks; of those columns only the first is printed,
    with what stands over all of them.
    """

    field: str
    heading: str
    is_guessed: bool = False
    month: str = ""
    is_printed: bool = True

    def as_input(self) -> ColumnInput:
        return ColumnInput(field=self.field, heading=self._over_months() or self.heading)

    def _over_months(self) -> str:
        """What stands over the months, without the years between."""
        lines = self.heading.split("\n")[:-1] if self.month else []
        heads = ["\n".join(lines[:end]) for end in range(len(lines), 0, -1)]
        return next((head for head in heads if field_of(head) == self.field), "\n".join(lines))


def field_of(heading: str) -> str:
    """The field that a heading stands for; "extra" when nobody knows it."""
    if len(heading) > _LONGEST:
        return EXTRA
    key = squash(heading).lower()
    without_brackets = _BRACKETS.sub("", key)
    return _FIELDS.get(without_brackets) or _FIELDS.get(key.strip("()")) or EXTRA


def is_heading_row(fields: Sequence[str], row: Sequence[Cell]) -> bool:
    """Whether at least three headings are known, and one can be that of the measures."""
    named = {field for field, cell in zip(fields, row, strict=True) if cell.blocks}
    return len(named - {EXTRA}) >= _FEWEST_FIELDS and bool(named & {"measure", EXTRA})


def is_header(row: Sequence[Cell]) -> bool:
    """Whether a row by itself is a header."""
    return is_heading_row([field_of(cell.text) for cell in row], row)


def read_header(
    row: Sequence[Cell],
    known: Sequence[str],
    problems: Problems,
    chosen: Mapping[int, str] | None = None,
    months: Sequence[str] = (),
) -> tuple[Column, ...]:
    """The columns of a header whose headings stand for the fields `known`.

    What is not known or stands twice becomes an extra one.
    `chosen` are fields that a person gave to columns, by index; two may then be of one field.
    `months` are those of columns that tell a period together.
    """
    chosen = chosen or {}
    fields = [chosen.get(index, field) for index, field in enumerate(known)]
    guessed = None if chosen else _guess_measure(row, fields)
    columns: list[Column] = []
    for index, cell in enumerate(row):
        field, problem = fields[index], ""
        if index in chosen:
            columns.append(Column(field=field, heading=cell.text))
            continue
        if index < len(months) and months[index]:
            is_first = not any(months[:index])
            month = Column(field=field, heading=cell.text, month=months[index], is_printed=is_first)
            columns.append(month)
            continue
        if field in fields[:index] and field != EXTRA:
            field, problem = EXTRA, "heading_twice"
        elif field == EXTRA:
            problem = "heading_unknown"
        elif index == guessed:
            problem = "heading_guessed"
        if problem:
            problems.add(problem, cell.line, heading=cell.text, column=cell.column, quote=cell.text)
        columns.append(Column(field=field, heading=cell.text, is_guessed=index == guessed))
    return tuple(columns)


def _guess_measure(row: Sequence[Cell], fields: list[str]) -> int | None:
    """Take the first unknown heading for that of the measures, where there is no other."""
    if "measure" in fields:
        return None
    guessed = next((at for at, cell in enumerate(row) if cell.blocks and fields[at] == EXTRA), None)
    if guessed is not None:
        fields[guessed] = "measure"
    return guessed
