"""Every shape in which the reports write a period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.numerals import to_arabic
from ita_portal.thai.periods import (
    Period,
    describe_period,
    overruns,
    parse_period,
)

# Text, kind, start and end for the fiscal year 2568, whatever the words say of a year.
DATED = [
    ("๑ กันยายน ๒๕๖๗ - ๓๑ ตุลาคม ๒๕๖๘", "range", "2024-09-01", "2025-10-31"),
    ("๑ กันยายน ๒๕๖๗ -\n ๓๑ ตุลาคม ๒๕๖๘", "range", "2024-09-01", "2025-10-31"),
    ("ต.ค. ๖๗ - ก.ย. ๖๘", "months", "2024-10-01", "2025-09-30"),
    ("ต.ค.๖๗-ก.ย.๖๘", "months", "2024-10-01", "2025-09-30"),
    ("ต.ค.\u00a0๖๗\u00a0—\u00a0ก.ย.\u00a0๖๘", "months", "2024-10-01", "2025-09-30"),
    ("ตุลาคม ๒๕๖๗ ถึง กันยายน ๒๕๖๘", "months", "2024-10-01", "2025-09-30"),
    ("เดือนตุลาคม 2567 ถึง เดือนกันยายน 2568", "months", "2024-10-01", "2025-09-30"),
    ("ตั้งแต่เดือน ต.ค. ๖๗ จนถึง ก.ย. ๖๘", "months", "2024-10-01", "2025-09-30"),
    ("มี.ค. – ก.ย.๖๔", "months", "2021-03-01", "2021-09-30"),
    ("มี.ค. - ก.ย.๖๔", "months", "2021-03-01", "2021-09-30"),
    ("มี.ค.- เม.ย.๖๔", "months", "2021-03-01", "2021-04-30"),
    ("ต.ค. - ก.ย. ๖๘", "months", "2024-10-01", "2025-09-30"),
    ("ต.ค. ๖๗ - ก.ย.", "months", "2024-10-01", "2025-09-30"),
    ("ต.ค. - ธ.ค. ๖๗", "months", "2024-10-01", "2024-12-31"),
    ("เมษายน ๒๕๖๔", "months", "2021-04-01", "2021-04-30"),
    ("ก.พ. ๒๕๖๗", "months", "2024-02-01", "2024-02-29"),
    ("ช่วงเดือน มี.ค. ๖๘", "months", "2025-03-01", "2025-03-31"),
    ("รอบ 6 เดือน (ต.ค.64 - มี.ค.65)", "months", "2021-10-01", "2022-03-31"),
    ("6 เดือน (ต.ค.64 - มี.ค.65)", "months", "2021-10-01", "2022-03-31"),
    ("รอบที่ ๑ (๑ ต.ค. ๖๔ - ๓๑ มี.ค. ๖๕)", "range", "2021-10-01", "2022-03-31"),
    ("รอบ 6 เดือนแรก ปีงบประมาณ ๒๕๖๗", "months", "2023-10-01", "2024-03-31"),
    ("(ต.ค. ๖๗ - ก.ย. ๖๘)", "months", "2024-10-01", "2025-09-30"),
    ("ต.ค. ๖๗ - ก.ย. ๖๘ (ตลอดปีงบประมาณ)", "months", "2024-10-01", "2025-09-30"),
    ("ต.ค. - ธ.ค. ปีงบประมาณ ๒๕๖๗", "months", "2023-10-01", "2023-12-31"),
    ("๑๕ มี.ค. ๒๕๖๘", "range", "2025-03-15", "2025-03-15"),
    ("๑ - ๑๕ มี.ค. ๒๕๖๘", "range", "2025-03-01", "2025-03-15"),
    ("วันที่ ๑-๑๕ มีนาคม ๒๕๖๘", "range", "2025-03-01", "2025-03-15"),
    ("๑ มี.ค. - ๓๐ เม.ย. ๒๕๖๕", "range", "2022-03-01", "2022-04-30"),
    ("๑ ต.ค. - ๓๐ ก.ย. ๒๕๖๘", "range", "2024-10-01", "2025-09-30"),
    ("ต.ค. ๖๗ - ๑๕ ก.ย. ๖๘", "range", "2024-10-01", "2025-09-15"),
    ("1/10/2567 - 30/9/2568", "range", "2024-10-01", "2025-09-30"),
    ("1-10-67 - 30-9-68", "range", "2024-10-01", "2025-09-30"),
    ("๒๙ กุมภาพันธ์ ๒๕๖๗", "range", "2024-02-29", "2024-02-29"),
    ("ระหว่างวันที่ ๑ ต.ค. ๒๕๖๗ ถึงวันที่ ๓๐ ก.ย. ๒๕๖๘", "range", "2024-10-01", "2025-09-30"),
    ("18 มิ.ย. 64 |", "range", "2021-06-18", "2021-06-18"),
    ("ไตรมาส ๑/๒๕๖๘", "quarters", "2024-10-01", "2024-12-31"),
    ("ไตรมาสที่ ๑ - ๒/๒๕๖๗", "quarters", "2023-10-01", "2024-03-31"),
    ("ไตรมาสที่ 2 (1 ม.ค. 66 - 31 มี.ค. 66)", "quarters", "2023-01-01", "2023-03-31"),
    ("ไตรมาส ๒/๒๕๖๖ (ม.ค. - มี.ค.)", "quarters", "2023-01-01", "2023-03-31"),
    ("ไตรมาส ๔/๒๕๖๗ - ไตรมาส ๑/๒๕๖๘", "quarters", "2024-07-01", "2024-12-31"),
    ("ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๗", "quarters", "2023-10-01", "2023-12-31"),
    ("ปีงบประมาณ พ.ศ. ๒๕๖๘", "year", "2024-10-01", "2025-09-30"),
    ("ประจำปีงบประมาณ พ.ศ.๒๕๖๗", "year", "2023-10-01", "2024-09-30"),
    ("ตลอดปีงบประมาณ ๒๕๖๗", "year", "2023-10-01", "2024-09-30"),
    ("พ.ศ. ๒๕๖๗", "year", "2023-10-01", "2024-09-30"),
    ("ปี ๒๕๖๔-๒๕๖๖", "year", "2020-10-01", "2023-09-30"),
    ("ปี ๒๕๖๔–๖๖", "year", "2020-10-01", "2023-09-30"),
    ("พ.ศ. ๒๕๖๖ ถึง พ.ศ. ๒๕๗๐", "year", "2022-10-01", "2027-09-30"),
    ("ทุกเดือน ปีงบประมาณ ๒๕๖๗", "monthly", "2023-10-01", "2024-09-30"),
    ("ทุกเดือน (ต.ค. ๖๖ - ก.ย. ๖๗)", "monthly", "2023-10-01", "2024-09-30"),
]

# Words without a year: the dates are those of the fiscal year 2568.
UNDATED = [
    ("ไตรมาส ๑ - ๔", "quarters", "2024-10-01", "2025-09-30"),
    ("ไตร มาส ๑ – ๔", "quarters", "2024-10-01", "2025-09-30"),
    ("ไตรมาส ๒", "quarters", "2025-01-01", "2025-03-31"),
    ("ไตรมาสที่ ๓", "quarters", "2025-04-01", "2025-06-30"),
    ("ไตรมาส ๑, ๓", "quarters", "2024-10-01", "2025-06-30"),
    ("ไตรมาสที่ ๑ และไตรมาสที่ ๒", "quarters", "2024-10-01", "2025-03-31"),
    ("ไตรมาส ๑ ถึง ๒", "quarters", "2024-10-01", "2025-03-31"),
    ("ทุกไตรมาส", "quarters", "2024-10-01", "2025-09-30"),
    ("ทุกเดือน", "monthly", "2024-10-01", "2025-09-30"),
    ("ทุก ๆ เดือน", "monthly", "2024-10-01", "2025-09-30"),
    ("เป็นประจำทุกเดือน", "monthly", "2024-10-01", "2025-09-30"),
    ("เดือนละ ๑ ครั้ง", "monthly", "2024-10-01", "2025-09-30"),
    ("ตลอดปี", "year", "2024-10-01", "2025-09-30"),
    ("ตลอดทั้งปี", "year", "2024-10-01", "2025-09-30"),
    ("ตลอดปีงบประมาณ", "year", "2024-10-01", "2025-09-30"),
    ("ต.ค. - ก.ย.", "months", "2024-10-01", "2025-09-30"),
    ("เดือน เมษายน", "months", "2025-04-01", "2025-04-30"),
    ("กค", "months", "2025-07-01", "2025-07-31"),
    ("พฤศจิกา", "months", "2024-11-01", "2024-11-30"),
    ("รอบ ๖ เดือนหลัง", "months", "2025-04-01", "2025-09-30"),
    ("๑ ต.ค. - ๓๐ ก.ย.", "range", "2024-10-01", "2025-09-30"),
    ("๑๕ มี.ค.", "range", "2025-03-15", "2025-03-15"),
]

UNREADABLE = [
    *("-", "–", "ตามแผน", "ไม่มีกำหนด", "ก่อนสิ้นปี", "ภายใน ๓๐ ก.ย. ๖๘", "ตั้งแต่ ๑ ต.ค. ๖๗"),
    *("๓๑ ก.ย. ๖๘", "๒๙ ก.พ. ๒๕๖๘", "๓๐ ก.พ.", "๐ ม.ค. ๖๘", "๑ - ๐ ม.ค. ๖๘", "๓๒ - ๓๓ ม.ค."),
    *("๓๑ ตุลาคม ๒๕๖๘ - ๑ กันยายน ๒๕๖๗", "ก.ย. ๖๘ - ต.ค. ๖๗", "ปี ๒๕๖๖-๒๕๖๔", "ก.ย. - ต.ค."),
    *("ไตรมาส ๔ - ๑", "ไตรมาส ๕", "ไตรมาส ๐", "ไตรมาส", "ไตรมาส ๑ - ", "ไตรมาส ๓, ๑"),
    *("๒๕ ๖๘", "๖๘", "๑", "๑ - ๑๕", "มี.ค. ๖๘ - ๑๕", "ต.ค. ๖๗ - ก.ย. ๖๘ - ธ.ค. ๖๘", "ปี", "("),
    *("()", "(ต.ค. ๖๗", "ต.ค. ๖๗ - ก.ย. ๖๘ (บางเดือน)", "รอบ ๖ เดือน", "ต.ค. ๒๓๐๐", "ทุกเดือน -"),
    *("ต.ค. ๖๗ - ก.ย. ๖๘ " + "ก" * 200, "๑" * 400_000, "(" * 150, "\0", "\ud800", "ที่" * 50),
]


@pytest.mark.parametrize("fiscal_year", [2568, None])
@pytest.mark.parametrize(("text", "kind", "start", "end"), DATED)
def test_written_years_give_dates(text, kind, start, end, fiscal_year):
    assert parse_period(text, fiscal_year=fiscal_year) == Period(
        text=text, kind=kind, start=date.fromisoformat(start), end=date.fromisoformat(end)
    )


@pytest.mark.parametrize(("text", "kind", "start", "end"), UNDATED)
def test_fiscal_year_dates_words_without_a_year(text, kind, start, end):
    assert parse_period(text, fiscal_year=2568) == Period(
        text=text, kind=kind, start=date.fromisoformat(start), end=date.fromisoformat(end)
    )
    assert parse_period(text, fiscal_year=None) == Period(text=text, kind=kind)


@pytest.mark.parametrize("text", UNREADABLE)
def test_unreadable_words_are_kept_without_dates(text):
    for fiscal_year in (2568, None):
        assert parse_period(text, fiscal_year=fiscal_year) == Period(text=text, kind="free")


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0"])
def test_no_words_are_no_period(text):
    assert parse_period(text, fiscal_year=2568) == Period(text=text, kind="")


def test_a_fiscal_year_that_cannot_be_is_as_none():
    for fiscal_year in (0, -1, 2025, 99999):
        assert parse_period("ทุกเดือน", fiscal_year=fiscal_year) == Period(
            text="ทุกเดือน", kind="monthly"
        )


def test_a_period_prints_as_its_words():
    assert str(parse_period(" มี.ค. –  ก.ย.๖๔ ", fiscal_year=2564)) == " มี.ค. –  ก.ย.๖๔ "


@pytest.mark.parametrize(("text", "kind", "start", "end"), [*DATED, *UNDATED])
def test_arabic_digits_mean_the_same(text, kind, start, end):
    period = parse_period(to_arabic(text), fiscal_year=2568)
    assert (period.kind, str(period.start), str(period.end)) == (kind, start, end)


@pytest.mark.parametrize(("text", "kind", "start", "end"), [*DATED, *UNDATED])
def test_the_description_of_a_period_reads_as_the_same_dates(text, kind, start, end):
    described = describe_period(parse_period(text, fiscal_year=2568))
    again = parse_period(described, fiscal_year=None)
    assert (again.kind, str(again.start), str(again.end)) == ("range", start, end)


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("ต.ค. ๖๗ - ก.ย. ๖๘", "๑ ต.ค. ๒๕๖๗ – ๓๐ ก.ย. ๒๕๖๘"),
        ("๑๖ มีนาคม ๒๕๖๙", "๑๖ มี.ค. ๒๕๖๙"),
        ("ตามแผน", ""),
        ("", ""),
    ],
)
def test_describe_period(text, described):
    assert describe_period(parse_period(text, fiscal_year=2568)) == described


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("๑ กันยายน ๒๕๖๗ - ๓๑ ตุลาคม ๒๕๖๘", True),
        ("ต.ค. ๖๗ - ก.ย. ๖๘", False),
        ("๑ ต.ค. ๒๕๖๗ - ๑ ต.ค. ๒๕๖๘", True),
        ("ก.ย. ๖๗", True),
        ("ไตรมาส ๒", False),
        ("๑๕ มี.ค. ๒๕๖๘", False),
        ("ตามแผน", False),
        ("", False),
    ],
)
def test_overruns_the_fiscal_year(text, outside):
    assert overruns(parse_period(text, fiscal_year=2568), 2568) == outside


WORDS = [
    *("ต.ค.", "ก.ย.", "กุมภาพันธ์", "๑", "๓๐", "๖๗", "๒๕๖๘", "2024", "-", "–", "ถึง", " ", "\u00a0"),
    *("ไตรมาส", "ที่", "ทุกเดือน", "ตลอด", "ปี", "ปีงบประมาณ", "พ.ศ.", "ค.ศ.", "(", ")", "/", ","),
    *("รอบ", "6เดือน", "แรก", "วันที่", "เดือน", "ตั้งแต่", "และ", "ก", "|", "\0", "0"),
]


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=14).map("".join)),
    st.one_of(st.none(), st.integers()),
)
def test_any_text_is_kept_and_read_soundly(text, fiscal_year):
    period = parse_period(text, fiscal_year=fiscal_year)

    assert period.text == text
    assert (period.kind == "") == (text.strip() == "")
    assert (period.start is None) == (period.end is None)
    if period.start is not None and period.end is not None:
        assert period.kind in ("range", "months", "quarters", "monthly", "year")
        assert period.start <= period.end
