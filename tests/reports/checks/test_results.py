"""Results: blanks, goals, and the opposite of what is meant."""

import pytest

from reports.checks import check_report
from tests.reports.checks.writing import REPORT, SIX, a_measure, a_report, found, in_a_result


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("จำนวนครั้งที่จัดประชุมชี้แจง (จำนวนครั้ง/เดือน)", "(จำนวนครั้ง/เดือน)"),  # seed 003
        ("มีผู้เข้าร่วม (จำนวน คน)", "(จำนวน คน)"),
        ("มีคู่มือ (ระบุจำนวน)", "(ระบุจำนวน)"),
        ("มีผู้เข้าร่วมจำนวน ........ คน", "........"),
        ("ความพึงพอใจร้อยละ …", "…"),
        ("จัดอบรม xx ครั้ง", "xx"),
        ("จัดอบรม ____ ครั้ง", "____"),
        ("(จำนวนผู้เข้าร่วม ๔๕ คน)", ""),
        ("(จำนวนมาก)", ""),
        ("มีสื่อหลายแบบ เช่น แผ่นพับ โปสเตอร์ ...", ""),
        ("มีผู้เข้าร่วม (โปรดระบุ ....)", "(โปรดระบุ ....)"),
        ("ระบุผู้รับผิดชอบชัดเจน (ตามคำสั่ง)", ""),
        ("แผนผังการให้บริการ (ระบุระยะเวลาและผู้รับผิดชอบ)", ""),
        ("แบบประเมินออนไลน์ (กรอกผ่าน QR Code)", ""),
        ("MAXX", ""),
    ],
)
def test_a_blank_to_fill_in_must_be_filled(words, quote):
    expected = [("must-fix placeholder", "0.outputs.0", quote)] if quote else []

    assert in_a_result(words) == expected


def test_a_blank_elsewhere_is_to_be_looked_at():
    report = a_report(introduction="เทศบาลตำบลพะโต๊ะได้คะแนน ........ คะแนน")

    assert found(report) == [("look-at placeholder", "introduction", "........")]


@pytest.mark.parametrize(
    ("status", "outputs", "rules"),
    [
        ("done", ("-",), ["must-fix empty_result"]),
        ("done", ("....",), ["must-fix empty_result"]),
        ("done", ("–", "-"), ["must-fix empty_result"] * 2),
        ("done", ("มีคู่มือ", "-"), ["look-at empty_result"]),
        ("in_progress", ("-",), ["look-at empty_result"]),
        ("done", ("-มีคู่มือ",), []),
    ],
)
def test_a_dash_is_no_result_of_what_is_done(status, outputs, rules):
    report = a_report(a_measure(outputs=outputs, status=status))

    assert [rule for rule, _, _ in found(report)] == rules


def test_what_was_not_done_has_no_outcome():
    measure = a_measure(status="not_done", status_reason="งบประมาณไม่เพียงพอ", outcomes=("-",))

    assert found(a_report(measure)) == []


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("คะแนนเฉลี่ยไม่ น้อยกว่าร้อยละ ๘๕", "ไม่ น้อยกว่าร้อยละ ๘๕"),  # seed 003
        ("ข่าวสารที่เผยแพร่ (ไม่น้อยกว่า ๒ เรื่อง/เดือน)", "ไม่น้อยกว่า ๒ เรื่อง/เดือน"),  # seed 003
        ("ประชุมอย่างน้อยปีละ 2 ครั้ง", "อย่างน้อยปีละ 2 ครั้ง"),
        ("อบรมอย่างน้อย ๑ ครั้ง ในปี ๒๕๖๘", "อย่างน้อย ๑ ครั้ง"),
        ("อบรม ๓ ครั้ง จากที่กำหนดไม่น้อยกว่า ๒ ครั้ง", ""),
        ("ความพึงพอใจร้อยละ ๙๒.๕ ซึ่งไม่น้อยกว่าร้อยละ ๘๕", ""),
        ("บรรลุเป้าหมายไม่น้อยกว่าร้อยละ ๘๐", ""),
        ("มีช่องทางไม่น้อยกว่าเดิม", ""),
    ],
)
def test_a_goal_is_no_result(words, quote):
    expected = [("look-at goal", "0.outputs.0", quote)] if quote else []

    assert in_a_result(words) == expected


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("ทำให้เกิดข้อผิดพลาดใน การเบิกจ่าย", "ทำให้เกิดข้อผิดพลาด"),  # seed 000
        ("ก่อให้ เกิดการทุจริตในหน่วยงาน", "ก่อให้ เกิดการทุจริต"),
        ("ทำให้ไม่เกิดข้อผิดพลาด", ""),
        ("ป้องกันสิ่งที่ทำให้เกิดการทุจริต", ""),
        ("ลดความเสี่ยงที่อาจก่อให้เกิดการทุจริต", ""),
        ("ทำให้เกิดข้อผิดพลาดน้อยลง", ""),
        ("ไม่มีการทุจริตเกิดขึ้นในหน่วยงาน", ""),
        ("ทำให้เกิดความโปร่งใส", ""),
    ],
)
def test_harm_is_no_result(words, quote):
    expected = [("look-at reversed", "0.outcomes.0", quote)] if quote else []

    assert in_a_result(words, "outcomes") == expected


def test_the_words_that_were_lost_are_proposed():
    report = a_report(a_measure(outcomes=("ทำให้เกิด ข้อผิดพลาด",)))

    assert [finding.suggestion for finding in check_report(report, SIX)] == ["ทำให้ไม่เกิด ข้อผิดพลาด"]
    assert check_report(REPORT, SIX) == ()
