"""Files that are no report's table, and tables that are not quite one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_portal.sandbox import Limits
from measures.importing import UnreadableFile, read_report
from measures.importing.contained import open_file
from measures.importing.groups import MAX_MEASURES
from measures.importing.limits import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_LINES,
    MAX_ROWS,
    MAX_TEXT_BYTES,
)
from measures.importing.refusals import FEWER_PAGES, FEWER_ROWS, NO_TEXT, SHORTER_TEXT
from measures.inputs import ExtraInput, ItemInput, MeasureStatus, PeriodInput, PeriodKind
from tests.measures.importing.seeds import report, source

FILES = Path(__file__).parents[2] / "files"
EXPECTED = "ต้องเป็นไฟล์ข้อความ UTF-8 ที่มีตารางรายงาน คั่นช่องด้วยแท็บ"
WANTED = "ต้องมีแถวหัวตารางอย่างน้อยสามช่องที่รู้จัก เช่น มาตรการ/โครงการ/กิจกรรม, ขั้นตอนหรือวิธีการปฏิบัติ, ผู้รับผิดชอบ"
HEADER = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tผลการดำเนินการ\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.txt", f"ไฟล์ว่างเปล่า {EXPECTED}"),
        ("blank.txt", f"ไฟล์ว่างเปล่า {EXPECTED}"),
        (
            "cut_utf8.txt",
            f"ไฟล์นี้ไม่ใช่ UTF-8 อ่านได้ถึงบรรทัด ๙ {EXPECTED} โปรดบันทึกใหม่เป็น UTF-8",
        ),
        ("letter.txt", f"อ่านจนจบไฟล์แล้วไม่พบตาราง {EXPECTED} และ{WANTED}"),
        (
            "other_table.txt",
            f"ไม่พบหัวตาราง {WANTED} ตารางแรกอยู่ที่บรรทัด ๓ ขึ้นต้นด้วย "
            "โครงการ, งบประมาณ, หน่วยดำเนินการ, สถานะ",
        ),
        (
            "unclean.txt",
            'อ่านได้ถึงบรรทัด ๙ ช่องที่ ๕: พบอักขระควบคุม (U+0000) ที่ตัวอักษรที่ ๖ หลัง "สำนัก" โปรดลบออก',
        ),
    ],
)
def test_file_that_is_no_table_is_refused_in_thai(name, message):
    with pytest.raises(UnreadableFile) as refusal:
        read_report((FILES / name).read_bytes(), filename=name)

    assert str(refusal.value) == f"{name}: {message}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x93\x00\x81\xff" * 9, NO_TEXT),
        (b"x" * (MAX_TEXT_BYTES + 1), f"ไฟล์ใหญ่เกิน ๕ เมกะไบต์ จึงไม่ได้อ่าน {FEWER_ROWS}"),
        (
            (HEADER + "ก\tข\tค\tง\n" * MAX_ROWS).encode(),
            f"ตารางมีเกิน ๕,๐๐๐ แถว หยุดที่บรรทัด ๕๐๐๑ {FEWER_ROWS}",
        ),
        (
            (HEADER + "๑. ก\tข\tค\tง\n" * (MAX_MEASURES + 1)).replace("๑. ", "").encode(),
            f"ตารางมีเกิน ๑,๐๐๐ มาตรการ หยุดที่บรรทัด ๑๐๐๒ {FEWER_ROWS}",
        ),
        (
            ("ก\n" * MAX_LINES).encode(),
            f"ไฟล์มีเกิน ๕๐,๐๐๐ บรรทัด หยุดที่บรรทัด ๕๐๐๐๐ {FEWER_ROWS}",
        ),
        (
            (HEADER + "ก\t<p>ข</p>\tค\tง\n" + ("ก\t" + "<b>" * 6_000 + "\tค\tง\n") * 17).encode(),
            f"ตารางมีเกิน ๑๐๐,๐๐๐ เครื่องหมาย HTML หยุดที่บรรทัด ๑๙ {FEWER_ROWS}",
        ),
        (
            (HEADER + ("ก\t" + "๑. " * 6_000 + "\tค\tง\n") * 9).encode(),
            f"ตารางมีเกิน ๕๐,๐๐๐ ข้อย่อย หยุดที่บรรทัด ๑๐ {FEWER_ROWS}",
        ),
        (
            HEADER.encode(),
            f"พบหัวตารางที่บรรทัด ๑ แต่ไม่มีแถวมาตรการใต้หัวตาราง {EXPECTED}",
        ),
        (
            (HEADER + "ก\t" + "ข" * (MAX_CELL + 1) + "\tค\tง\n").encode(),
            f"ข้อความในช่องที่ ๒ ยาวเกิน ๒๐,๐๐๐ ตัวอักษร หยุดที่บรรทัด ๒ {SHORTER_TEXT}",
        ),
        (
            ("\t".join("ก" * (MAX_COLUMNS + 1)) + "\n").encode(),
            f"ตารางมีเกิน ๔๐ ช่อง หยุดที่บรรทัด ๑ {FEWER_ROWS}",
        ),
    ],
    ids=[
        *("no text", "bytes", "rows", "measures", "lines"),
        *("tags", "marks", "header", "cell", "columns"),
    ],
)
def test_enormous_or_foreign_file_is_refused_in_thai(data, message):
    with pytest.raises(UnreadableFile) as refusal:
        read_report(data)

    assert str(refusal.value) == message


@pytest.mark.parametrize("name", ["tis620.txt", "utf16.txt"])
def test_text_in_an_encoding_of_windows_is_read(name):
    data = (FILES / name).read_bytes()
    text = data.decode("utf-16" if name == "utf16.txt" else "cp874")

    assert read_report(data) == read_report(text.encode())


def test_measure_without_steps_unreadable_period_and_unknown_column_are_kept():
    found = read_report((FILES / "no_steps.txt").read_bytes())
    first, second = found.measures

    assert (first.title, first.steps) == ("มาตรการไม่รับของขวัญ", ())
    assert first.period == PeriodInput(text="เมื่อพร้อม", kind=PeriodKind.FREE)
    assert first.extras == (ExtraInput(heading="งบประมาณ", text="๕๐,๐๐๐ บาท"),)
    assert first.outputs == (ItemInput(text="-"),)
    assert first.status == MeasureStatus.NOT_STARTED
    assert [step.text for step in second.steps] == ["จัดทำคู่มือ", "เผยแพร่"]
    assert second.status == MeasureStatus.DONE
    assert [(problem.kind, problem.place, problem.quote) for problem in found.problems] == [
        ("heading_unknown", "บรรทัด ๖ ช่อง “งบประมาณ”", "งบประมาณ"),
        ("no_steps", "บรรทัด ๗ ช่อง “ขั้นตอน”", "มาตรการไม่รับของขวัญ"),
        ("period_unreadable", "บรรทัด ๗ ช่อง “ระยะเวลา”", "เมื่อพร้อม"),
    ]


def test_text_between_the_pages_is_quoted():
    text = source("001").decode().replace("\n\nมาตรการ/แนวทาง", "\n\nหน้า ๒\n\nมาตรการ/แนวทาง", 2)
    found = read_report(text.encode())

    assert found.measures == report("001").measures
    assert [p.quote for p in found.problems if p.kind == "stray_text"] == ["หน้า ๒"]
    assert found.introduction == report("001").introduction + "\n\nหน้า ๒"


def test_rows_that_are_too_short_or_too_long_keep_their_cells():
    found = read_report((HEADER + "๑. ก\tข\tค\n๒. ง\tจ\tฉ\tช\tซ\n").encode())

    assert [measure.title for measure in found.measures] == ["ก", "ง"]
    assert found.measures[1].extras == (ExtraInput(heading="", text="ซ"),)
    assert [p.place for p in found.problems if p.kind == "columns_uneven"] == [
        "บรรทัด ๒",
        "บรรทัด ๓",
    ]


@pytest.mark.parametrize(
    ("data", "remedy"), [(b"%PDF-1.7", FEWER_PAGES), (HEADER.encode(), FEWER_ROWS)]
)
def test_file_that_takes_too_long_is_refused_with_what_to_do(data, remedy):
    with pytest.raises(UnreadableFile) as refusal:
        open_file(data, filename="ก", limits=Limits(seconds=0.05))

    assert str(refusal.value) == f"ก: อ่านไฟล์นี้นานเกินไป จึงหยุดอ่าน {remedy}"
