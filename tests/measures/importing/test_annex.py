"""What stands after the table."""

from __future__ import annotations

from measures.importing import read_report
from measures.inputs import AnnexInput, ReportInput

TABLE = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\n๑. ก\tข\tค\n"


def read(after: str) -> ReportInput:
    return read_report((TABLE + after).encode())


def test_entries_begin_with_numbers_in_their_turn():
    found = read("\n# ภาพกิจกรรม\n\nนำ\n\n## ๑.ก\n\n4. ข้ออื่น\n\n๑.๑ ย่อย\n\n๒. ข\n\n## ๕. ค\n\n๗. ง\n")
    assert found.annex_heading == "ภาพกิจกรรม"
    assert found.annex_lead == "นำ"
    assert found.annex == (
        AnnexInput(number="๑.", heading="ก", text="4. ข้ออื่น\n\n๑.๑ ย่อย"),
        AnnexInput(number="๒.", heading="ข"),
        AnnexInput(number="๕.", heading="ค", text="๗. ง"),
    )


def test_words_after_the_table_are_kept():
    found = read("\n(ลงชื่อ) ผู้รายงาน\nปลัดเทศบาล\n")

    assert found.annex_heading == ""
    assert (found.annex_lead, found.annex) == ("(ลงชื่อ) ผู้รายงาน\nปลัดเทศบาล", ())
    assert [p.place for p in found.problems if p.kind == "text_after_table"] == ["บรรทัด ๔"]


def test_other_tables_are_text_of_the_annex():
    found = read("\nภาคผนวก\n\n๑. ก\n\nโครงการ\tงบประมาณ\nถนน\t๑๐๐\n")

    assert found.annex == (
        AnnexInput(number="๑.", heading="ก", text="โครงการ  งบประมาณ\nถนน  ๑๐๐"),
    )
    told = [(p.place, p.quote) for p in found.problems if p.kind == "annex_table"]
    assert told == [("บรรทัด ๘", "โครงการ  งบประมาณ")]


def test_table_with_a_header_goes_on_after_the_annex_began():
    found = read("\nภาพกิจกรรม\n\n" + TABLE.replace("๑. ก", "๒. ง"))

    assert [measure.title for measure in found.measures] == ["ก", "ง"]
