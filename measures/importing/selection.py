"""Which tables of a source are the report, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from ita_portal.thai.numerals import to_thai
from measures.importing.annex import is_annex_heading
from measures.importing.decisions import Decisions, table_numbers
from measures.importing.header_rows import find_header
from measures.importing.headings import EXTRA
from measures.importing.other_documents import kind_of_headings
from measures.importing.problems import Problems
from measures.importing.tables import Paragraph, Part, RawTable, UnreadableFile

_TOP_ROWS = 5  # of a table, in which its header is
_EXAMPLES = "มาตรการ/โครงการ/กิจกรรม, ขั้นตอนหรือวิธีการปฏิบัติ, ผู้รับผิดชอบ"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Of one table; `header` is the index of its first header row, `index` that of the part."""

    index: int
    is_report: bool
    why: str
    header: int | None = None


def judge(parts: Sequence[Part], decisions: Decisions) -> dict[int, Verdict]:
    """Of each table by its number: taken where it has a header, or goes on with one that has."""
    found: dict[int, Verdict] = {}
    headed = [index for index, part in enumerate(parts) if _is_headed(part)]
    annex = annex_start(parts, headed[0], headed[-1]) if headed else len(parts)
    numbers = table_numbers(parts)
    width = 0  # of the table that one without a header may go on with; 0 once there is none
    for index, part in enumerate(parts):
        if isinstance(part, RawTable):
            number = numbers[index]
            verdict = _judge(part, index, width)
            if number in decisions.tables:
                verdict = _chosen(verdict, is_report=decisions.tables[number])
            found[number] = verdict
            if verdict.header is not None and verdict.is_report:
                width = len(part.rows[verdict.header])
        is_taken = isinstance(part, RawTable) and found[numbers[index]].is_report
        if index >= annex and not is_taken and not part.apart:
            width = 0
    return found


def annex_start(parts: Sequence[Part], first: int, last: int) -> int:
    """The heading of the annex, or else what follows the last table with a header."""
    for index in range(first + 1, len(parts)):
        part = parts[index]
        if isinstance(part, Paragraph) and is_annex_heading(part):
            return index
    return last + 1


def _judge(table: RawTable, index: int, width: int) -> Verdict:
    header = find_header(table.rows)
    if header is not None:
        known = sum(field != EXTRA for field in header[1].fields)
        why = f"มีหัวตารางที่รู้จัก {to_thai(str(known))} ช่อง"
        other = table.apart or kind_of_headings(header[1].cells, header[1].fields)
        if other:
            return Verdict(index=index, is_report=False, why=other, header=header[0])
        return Verdict(index=index, is_report=True, why=why, header=header[0])
    if table.apart:
        return Verdict(index=index, is_report=False, why=table.apart)
    if width and len(table.rows[0]) == width:
        why = "ไม่มีหัวตาราง แต่มีจำนวนช่องเท่าตารางรายงานข้างบน จึงอ่านต่อกัน"
        return Verdict(index=index, is_report=True, why=why)
    for row in table.rows[:_TOP_ROWS]:
        other = kind_of_headings(row)
        if other:
            return Verdict(index=index, is_report=False, why=other)
    return Verdict(index=index, is_report=False, why="ไม่พบหัวตารางที่รู้จักอย่างน้อยสามช่อง")


def _chosen(verdict: Verdict, *, is_report: bool) -> Verdict:
    why = "เลือกเป็นตารางรายงาน" if is_report else "เลือกไม่นำเข้า"
    is_bare = is_report and not verdict.is_report and verdict.header is None
    header = 0 if is_bare else verdict.header
    return replace(verdict, is_report=is_report, why=why, header=header)


def _is_headed(part: Part) -> bool:
    if not isinstance(part, RawTable) or part.apart:
        return False
    header = find_header(part.rows)
    return header is not None and not kind_of_headings(header[1].cells, header[1].fields)


def refuse(parts: Sequence[Part], problems: Problems) -> NoReturn:
    """Say what was looked for and what stands there instead."""
    tables = [part for part in parts if isinstance(part, RawTable) and not part.apart]
    wanted = f"ต้องมีแถวหัวตารางอย่างน้อยสามช่องที่รู้จัก เช่น {_EXAMPLES}"
    if not tables:
        raise UnreadableFile(f"อ่านจนจบไฟล์แล้วไม่พบตาราง {problems.places.expected} และ{wanted}")
    where = problems.places.name(tables[0].line)
    for table in tables:
        header = find_header(table.rows)
        other = kind_of_headings(header[1].cells, header[1].fields) if header else ""
        other = other or next(filter(None, map(kind_of_headings, table.rows[:_TOP_ROWS])), "")
        if other:
            raise UnreadableFile(f"{other} ตารางแรกอยู่ที่{where} {problems.places.expected}")
    found = ", ".join(cell.text[:40] for cell in tables[0].rows[0] if cell.blocks)[:200]
    raise UnreadableFile(f"ไม่พบหัวตาราง {wanted} ตารางแรกอยู่ที่{where} ขึ้นต้นด้วย {found}")
