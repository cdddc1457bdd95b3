"""What must be there: one case and one counter-case for each rule."""

from dataclasses import replace

import pytest

from reports.checks import check_report
from reports.layouts import STANDARD
from reports.snapshot import Item, Period, StepRow
from tests.reports.checks.writing import REPORT, SIX, a_measure, a_report, found

STEP_ROWS = STANDARD["suggestions"]


def test_a_report_needs_a_measure():
    assert found(replace(REPORT, measures=())) == [("must-fix no_measures", "measures", "")]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"steps": ()}, "0.steps"),
        ({"period": Period()}, "0.period"),
        ({"owners": ()}, "0.owners"),
        ({"outputs": ()}, "0.outputs"),
        ({"outcomes": ()}, "0.outcomes"),
    ],
)
def test_each_element_must_be_there_since_2567(fields, place):
    report = a_report(a_measure(**fields))

    assert found(report) == [("must-fix missing", place, "")]
    older = replace(report, fiscal_year=2566)
    rules = [rule for rule, _, _ in found(older) if rule.endswith("missing")]
    assert rules == ["look-at missing"]


def test_an_element_may_stand_in_a_step():
    step = StepRow(
        text="จัดทำประกาศ", period=Period(text="ทุกเดือน", kind="monthly"), owners=("กองคลัง",)
    )
    measure = a_measure(steps=(step,), period=Period(), owners=())

    assert found(a_report(measure)) == []


def test_what_is_missing_is_told_with_what_to_do():
    undone = a_measure(
        steps=("จัดอบรม",), outputs=(), outcomes=(), status="not_done", status_reason="งบไม่พอ"
    )

    findings = check_report(a_report(a_measure(outputs=()), undone), SIX)

    assert [(finding.title, finding.message) for finding in findings] == [
        ("ยังไม่มีผลการดำเนินการ", "โปรดเขียนสิ่งที่ทำได้จริง เช่น “มีคู่มือ จำนวน ๑ ฉบับ”"),
        (
            "ยังไม่มีผลการดำเนินการ",
            "หากปีนี้ไม่ได้ดำเนินการ โปรดเขียนว่ายังไม่ได้ดำเนินการ พร้อมเหตุผล",
        ),
        ("ยังไม่มีผลลัพธ์", "หากปีนี้ไม่ได้ดำเนินการ ใส่ “-” ได้"),
    ]


def test_a_column_that_this_years_report_needs_must_be_there():
    layout = replace(SIX, columns=SIX.columns[:-1])

    assert found(REPORT, layout) == [("must-fix missing_column", "layout", "")]
    older = found(replace(REPORT, fiscal_year=2566), layout)
    assert [rule for rule, _, _ in older if "missing" in rule] == []


def test_a_row_for_each_step_has_no_blank_cell():
    def step(text: str, **fields: object) -> StepRow:
        whole = {
            "owners": ("กองคลัง",),
            "period": Period(text="ทุกเดือน", kind="monthly"),
            "outputs": (Item(text="มีรายงาน ๑๒ ฉบับ"),),
        }
        return StepRow(text=text, **{**whole, **fields})  # type: ignore[arg-type]

    steps = (
        step("จัดทำรายงาน"),
        step("เผยแพร่รายงาน", owners=(), mark="๒."),
        StepRow(text="บนเว็บไซต์", depth=1, owners=("งานพัสดุ",)),
        step("ติดตามผล", outputs=()),
    )
    measure = a_measure(steps=steps, outputs=(), outcomes=(), owners=(), period=Period())
    report = replace(a_report(measure), fiscal_year=2564, title="รายงาน", introduction="")

    assert found(report, STEP_ROWS) == [("look-at missing_in_step", "0.3.outputs", "")]
    finding = check_report(report, STEP_ROWS)[0]
    assert finding.title == "ขั้นตอนที่ ๔ ยังไม่มีผลการดำเนินการ"
