"""What the editor says of a period: the table of the design, and the shapes of the seeds."""

import pytest

from measures.forms.periods import PeriodReading, read_period, usual_periods

UNREAD = "อ่านเป็นวันที่ไม่ได้ จะพิมพ์ตามนี้ โปรดตรวจวันเริ่มและวันสิ้นสุด"


@pytest.mark.parametrize(
    ("text", "tone", "words"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("ต.ค. ๖๗ - ก.ย. ๖๘", "ok", "๑ ต.ค. ๒๕๖๗ – ๓๐ ก.ย. ๒๕๖๘ ทั้งปีงบประมาณ"),
        ("ไตรมาส ๒", "ok", "๑ ม.ค. ๒๕๖๘ – ๓๑ มี.ค. ๒๕๖๘ ไตรมาสที่ ๒"),
        ("ไตรมาส ๑-๒", "ok", "๑ ต.ค. ๒๕๖๗ – ๓๑ มี.ค. ๒๕๖๘ ไตรมาสที่ ๑–๒"),
        ("ไตรมาส ๑ - ๔", "ok", "๑ ต.ค. ๒๕๖๗ – ๓๐ ก.ย. ๒๕๖๘ ทั้งปีงบประมาณ"),
        ("ทุกเดือน", "ok", "ทำซ้ำทุกเดือน ต.ค. ๒๕๖๗ – ก.ย. ๒๕๖๘"),
        ("15 มี.ค. 2568", "ok", "๑๕ มี.ค. ๒๕๖๘"),
        (
            "๑ กันยายน ๒๕๖๗ - ๓๑ ตุลาคม ๒๕๖๘",
            "warn",
            "๑ ก.ย. ๒๕๖๗ – ๓๑ ต.ค. ๒๕๖๘ ยาว ๑๔ เดือน เกินปีงบประมาณ ถ้าตั้งใจ ใช้ต่อได้",
        ),
        (
            "มี.ค. – ก.ย.๖๔",
            "warn",
            "๑ มี.ค. ๒๕๖๔ – ๓๐ ก.ย. ๒๕๖๔ ยาว ๗ เดือน อยู่นอกปีงบประมาณ ถ้าตั้งใจ ใช้ต่อได้",
        ),
        ("ก.ย. ๖๘ - ต.ค. ๖๗", "warn", UNREAD),
        ("๓๑ ก.พ. ๒๕๖๘", "warn", UNREAD),
        ("ตามความเหมาะสม", "plain", "พิมพ์ตามนี้ ไม่ระบุวันที่"),
    ],
)
def test_a_period_is_told_as_it_was_understood(text, tone, words):
    assert read_period(text, fiscal_year=2568) == PeriodReading(tone=tone, words=words)


@pytest.mark.parametrize(
    ("tone", "icon"),
    [("ok", "calendar2-check"), ("warn", "exclamation-triangle"), ("plain", "text-left")],
)
def test_each_tone_has_its_icon(tone, icon):
    assert PeriodReading(tone=tone).icon == icon


def test_every_usual_period_is_understood_and_within_the_year():
    assert usual_periods(2568) == (
        "ต.ค. ๖๗ - ก.ย. ๖๘",
        "ไตรมาส ๑ - ๔",
        "ทุกเดือน",
        "ไตรมาส ๑",
        "ไตรมาส ๒",
        "ไตรมาส ๓",
        "ไตรมาส ๔",
    )
    assert usual_periods(2600)[0] == "ต.ค. ๙๙ - ก.ย. ๐๐"
    assert {read_period(words, fiscal_year=2568).tone for words in usual_periods(2568)} == {"ok"}
