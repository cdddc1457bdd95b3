"""Years, periods and levels."""

import pytest

from reports.checks import Context, check_report
from reports.snapshot import Ita, Period, StepRow
from tests.reports.checks.writing import SIX, a_measure, a_report, found


@pytest.mark.parametrize(
    ("field", "words", "quote"),
    [
        ("title", "รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"),
        ("title", "รายงานผล ประจำปีงบประมาณ พ.ศ.2568", ""),
        ("title", "รายงานผล พ.ศ. ๒๕๖๘", ""),
        ("introduction", "ในปีงบประมาณ พ.ศ. 2567 ได้กำหนดมาตรการ", "ปีงบประมาณ พ.ศ. 2567"),
        # seed 001: what was assessed is a year older
        ("introduction", "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ.๒๕๖๗ และได้กำหนดมาตรการ", ""),
        # seed 002: and so is what it goes on from
        ("introduction", "พัฒนาต่อยอดจากการดำเนินงานในปี ๒๕๖๗", ""),
        ("introduction", "ตามพระราชบัญญัติ พ.ศ. ๒๕๖๗", ""),
        ("introduction", "ปีงบประมาณ พ.ศ. ๒๕๖๙", ""),
        ("introduction", "แผนพัฒนา ปี ๒๕๖๖ - ๒๕๗๐", ""),  # seeds 002 and 004
        ("introduction", "พ.ศ. ๒๕๖๖ ถึง ปี พ.ศ. ๒๕๖๗", ""),
        ("introduction", "ก่อตั้งเมื่อปี พ.ศ. ๒๕๔๒", ""),
    ],
)
def test_years_left_over(field, words, quote):
    assert found(a_report(**{field: words})) == (
        [("look-at old_year", field, quote)] if quote else []
    )


def test_a_year_left_over_in_the_table():
    steps = ("จัดทำแผนปฏิบัติการ ประจำปี ๒๕๖๗", "ประชุม", "รายงานการควบคุมภายใน ประจำปี ๒๕๖๗")

    findings = check_report(a_report(a_measure(steps=steps)), SIX)

    assert [(f.kind.value, f.quote, f.suggestion) for f in findings] == [
        ("old_year", "ประจำปี ๒๕๖๗", "ประจำปี ๒๕๖๘")
    ]


def test_an_assessed_year_that_last_years_report_had_is_left_over():
    words = "จากผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ได้คะแนน"
    report = a_report(introduction=words)

    assert found(report) == []
    assert found(report, context=Context(last_introduction=words)) == [
        ("look-at old_year", "introduction", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗")
    ]


def period(text, kind, start=None, end=None):
    return Period(text=text, kind=kind, start=start, end=end)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        # seed 000
        (
            period("๑ กันยายน ๒๕๖๗ - ๓๑ ตุลาคม ๒๕๖๘", "range", "2024-09-01", "2025-10-31"),
            "period_outside",
        ),
        (period("ไตรมาส ๑ - ๔", "quarters", "2024-10-01", "2025-09-30"), ""),
        (period("ทุกเดือน", "monthly", "2024-10-01", "2025-09-30"), ""),
        (period("ทุกเดือน", "monthly"), ""),
        (period("ก.ย. ๖๘ - ต.ค. ๖๗", "free"), "period_unread"),
        (period("ไตรมาส ๕", "free"), "period_unread"),
        (period("เดือนเมษา ยน ถึงสิ้นปี", "free"), "period_unread"),
        (period("ตามความเหมาะสม", "free"), ""),
    ],
)
def test_periods(written, rule):
    expected = [(f"look-at {rule}", "0.period", written.text)] if rule else []

    assert found(a_report(a_measure(period=written))) == expected


def test_the_period_of_a_step():
    step = StepRow(
        text="จัดทำรายงาน", period=period("ต.ค. ๖๘", "months", "2025-10-01", "2025-10-31")
    )
    measure = a_measure(steps=(StepRow(text="วางแผน"), step))

    assert found(a_report(measure)) == [("look-at period_outside", "0.1.period", "ต.ค. ๖๘")]


@pytest.mark.parametrize(
    ("ita", "rule", "quote", "suggestion"),
    [
        (Ita(year=2568, total="95.54", level="AA หรือผ่านดี"), "level", "AA", "ผ่านดี"),  # seed 004
        (Ita(year=2568, total="93.96", level="ผ่านดี"), "", "", ""),  # seed 000
        (Ita(year=2568, total="95.54", level="ผ่านดีเยี่ยม"), "", "", ""),
        (
            Ita(year=2568, total="93.96", level="ผ่านดีเยี่ยม"),
            *("level_score", "ผ่านดีเยี่ยม", "ผ่านดี หรือ ผ่าน"),
        ),
        (Ita(year=2568, total="84.99", level="ผ่าน"), "level_score", "ผ่าน", "ต้องปรับปรุง"),
        (Ita(year=2568, total="70.00", level="ดีมาก"), "level", "ดีมาก", "ต้องปรับปรุง"),
        (Ita(year=2565, total="96.04", level="AA"), "", "", ""),
        (Ita(year=2566, total="96.04", level="ผ่าน ระดับ AA"), "", "", ""),
        (Ita(year=2565, total="84.00", level="A"), "level_score", "A", "B"),
        (Ita(year=2565, total=None, level="ผ่านดี"), "level", "ผ่านดี", ""),
        (Ita(), "", "", ""),
    ],
)
def test_levels(ita, rule, quote, suggestion):
    findings = check_report(a_report(ita=ita), SIX)

    assert [(f.kind.value, f.place.field, f.quote, f.suggestion) for f in findings] == (
        [(rule, "ita_level", quote, suggestion)] if rule else []
    )


def test_a_level_in_the_introduction():
    words = "ได้คะแนน ๙๕.๕๔ อยู่ในระดับ AA หรือผ่านดี และจะพัฒนาต่อไป"
    noted = Ita(year=2568, total="95.54", level="ผ่านดี")

    assert found(a_report(introduction=words, ita=noted)) == [
        ("look-at level", "introduction", "AA")
    ]
    assert found(a_report(introduction="ประเมินในระดับ A4", ita=noted)) == []
