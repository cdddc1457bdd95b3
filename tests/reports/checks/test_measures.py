"""Steps that are another measure's, states that say otherwise, numbers of persons."""

import pytest

from reports.checks import Kind, check_report
from reports.snapshot import AnnexEntry, Item, StepRow
from tests.reports.checks.writing import SIX, a_measure, a_report, found

BORROWED = (  # seed 003, measures 4 and 5
    (
        "กำหนดแนวทางการยืมใช้ทรัพย์สินของ ราชการไว้ในคู่มือมาตรฐานการปฏิบัติงาน",
        "ประชาสัมพันธ์แนวทางมาตรการในการขอ ยืมใช้ทรัพย์สินของทางราชการ",
        "แจ้งเวียนแนวทางมาตรการในการขอยืมใช้ ทรัพย์สินของราชการให้บุคลากรทราบและ ถือปฏิบัติอย่างเคร่งครัด",
    ),
    (
        "กำหนดแนวทางการยืมใช้ทรัพย์สินของ ราชการไว้ในคู่มือมาตรฐานการปฏิบัติงาน",
        "ประชาสัมพันธ์แนวทางมาตรการในการ ขอยืมใช้ทรัพย์สินของราชการ",
        "แจ้งเวียนแนวทางมาตรการในการขอยืมใช้ ทรัพย์สินของราชการให้บุคลากรถือปฏิบัติ อย่างเคร่งครัด",
    ),
)
OTHER = ("จัดทำแนวปฏิบัติเพื่อลดความสับสนเกี่ยวกับพฤติกรรมสีเทา", BORROWED[0][0])


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        (BORROWED[0], BORROWED[0], "เหมือนกับมาตรการที่ ๑ ทั้ง ๓ ข้อ"),
        (*BORROWED, "เกือบเหมือนกับมาตรการที่ ๑ ทั้ง ๓ ข้อ"),
        (BORROWED[0], OTHER, ""),
        (BORROWED[0], BORROWED[0][:1], ""),
        (("จัดทำประกาศ",), ("จัดทำประกาศ",), ""),
    ],
)
def test_steps_of_another_measure(first, second, how):
    report = a_report(a_measure(steps=first), a_measure(steps=second))

    findings = check_report(report, SIX)

    assert [(f.place.measure, f.title, f.message.startswith(how)) for f in findings] == (
        [(1, "ขั้นตอนซ้ำกับมาตรการที่ ๑", True)] if how else []
    )


@pytest.mark.parametrize(
    ("fields", "assessment_year", "rule"),
    [
        ({"status": "not_done"}, 2569, "no_reason"),
        ({"status": "not_done", "status_reason": "งบประมาณไม่เพียงพอ"}, 2569, ""),
        # seed 002: reported within its own year, and again when the year is over
        ({"status": "not_done", "expected_on": "2025-08-31"}, 2568, ""),
        ({"status": "not_done", "expected_on": "2025-08-31"}, 2569, "status"),
        ({"status": "not_done", "expected_on": "2025-11-30"}, 2569, ""),
        ({"status": "in_progress"}, 2569, ""),
    ],
)
def test_what_was_not_done(fields, assessment_year, rule):
    report = a_report(a_measure(**fields), assessment_year=assessment_year)

    expected = [(f"look-at {rule}", "0.status", "")] if rule else []
    assert found(report) == expected


@pytest.mark.parametrize(
    ("status", "words", "is_contrary"),
    [
        ("done", "ยังไม่ได้ดำเนินการคาดว่า จะดำเนินการประมาณ สิงหาคม ๒๕๖๘", True),
        ("done", "-อยู่ระหว่างดำเนินการ", True),
        ("in_progress", "อยู่ระหว่างดำเนินการ", False),
        ("done", "มีการติดตามเรื่องที่อยู่ระหว่างดำเนินการ", False),
    ],
)
def test_results_that_are_not_done(status, words, is_contrary):
    report = a_report(a_measure(status=status, outputs=(words,)))

    expected = [("look-at status", "0.outputs.0", words)] if is_contrary else []
    assert found(report) == expected


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({}, ["look-at status"]),
        (
            {"outputs": ("-",), "outcomes": ("ประชาชนเชื่อมั่น",)},
            ["look-at empty_result", "look-at status"],
        ),
        ({"outputs": ("ยังไม่ได้ดำเนินการ",), "outcomes": ("-",)}, ["look-at empty_result"]),
        ({"outputs": (), "outcomes": ()}, ["must-fix missing", "must-fix missing"]),
        (
            {"outputs": (), "outcomes": (), "status": "done"},
            ["must-fix missing", "must-fix missing"],
        ),
    ],
)
def test_results_of_what_is_said_not_to_have_begun(fields, rules):
    report = a_report(a_measure(**{"status": "not_started", **fields}))

    findings = check_report(report, SIX)

    assert sorted(f"{one.level.value} {one.kind.value}" for one in findings) == rules
    told = [(one.place.field, one.title) for one in findings if one.kind == Kind.STATUS]
    assert told == [("status", "มีผลแล้ว แต่สถานะยังเป็น “ยังไม่เริ่ม”")] * rules.count("look-at status")


def test_results_in_a_step_tell_of_work_too():
    step = StepRow(text="จัดทำประกาศ", mark="๑.", outputs=(Item(text="มีประกาศ ๑ ฉบับ"),))
    measure = a_measure(status="not_started", steps=(step,), outputs=(), outcomes=("-",))

    assert ("look-at status", "0.status", "") in found(a_report(measure))


@pytest.mark.parametrize(
    ("words", "rule", "quote"),
    [
        ("นาย ก. เลขประจำตัว ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑", "citizen_id", "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑"),
        ("1234567890121", "citizen_id", "1234567890121"),
        ("1234567890122", "", ""),  # the last digit is wrong
        ("เลขนิติบุคคล 0105536000315", "", ""),
        ("โครงการเลขที่ 67019123456", "", ""),
        ("โทร. ๐๘๑-๒๓๔-๕๖๗๘", "phone", "๐๘๑-๒๓๔-๕๖๗๘"),
        ("โทร 0812345678", "phone", "0812345678"),
        ("โทร. ๐๗๗-๕๓๙๐๐๐", "", ""),  # an office
        ("ปี ๒๕๖๘ จำนวน ๑,๐๖๓,๐๐๐ บาท", "", ""),
    ],
)
def test_numbers_of_persons(words, rule, quote):
    entry = AnnexEntry(number="๑.", heading="ภาพ", text=words)

    expected = [(f"look-at {rule}", "0.annex", quote)] if rule else []
    assert found(a_report(annex=(entry,))) == expected
