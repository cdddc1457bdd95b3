from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.dates import format_date
from ita_portal.thai.periods import parse_period
from ita_portal.thai.shifting import move_year, shifted

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31))


def year_after(before: date | None, later: date | None) -> bool:
    """Whether two days are a year apart; both may be missing."""
    if before is None or later is None:
        return before is later
    return (later.year, later.month) == (before.year + 1, before.month)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("ต.ค. ๖๗ - ก.ย. ๖๘", "ต.ค. ๖๘ - ก.ย. ๖๙"),
        ("ต.ค. 67 - ก.ย. 68", "ต.ค. 68 - ก.ย. 69"),
        ("มี.ค. – ก.ย.๖๔", "มี.ค. – ก.ย.๖๕"),
        ("ต.ค. - ก.ย. ๖๘", "ต.ค. - ก.ย. ๖๙"),
        ("๑ กันยายน ๒๕๖๗ - ๓๑ ตุลาคม ๒๕๖๘", "๑ กันยายน ๒๕๖๘ - ๓๑ ตุลาคม ๒๕๖๙"),
        ("๑ ต.ค. ๖๗ - ๓๐ ก.ย. ๖๘", "๑ ต.ค. ๖๘ - ๓๐ ก.ย. ๖๙"),
        ("ตุลาคม ๒๕๖๗ ถึง กันยายน 2568", "ตุลาคม ๒๕๖๘ ถึง กันยายน 2569"),
        ("14/05/2564", "14/05/2565"),
        ("2025-05-14", "2026-05-14"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", "ปีงบประมาณ พ.ศ. ๒๕๖๙"),
        ("ตลอดปีงบประมาณ ๒๕๖๘", "ตลอดปีงบประมาณ ๒๕๖๙"),
        ("เดือน สิงหาคม ๒๕๖๘", "เดือน สิงหาคม ๒๕๖๙"),
        ("ไตรมาส ๑/๒๕๖๘", "ไตรมาส ๑/๒๕๖๙"),
        ("ไตรมาส ๑ - ๔", "ไตรมาส ๑ - ๔"),
        ("ไตรมาส ๒", "ไตรมาส ๒"),
        ("ทุกเดือน", "ทุกเดือน"),
        ("ต.ค. - ก.ย.", "ต.ค. - ก.ย."),
        ("๒๙ ก.พ. ๒๕๖๗", "๒๘ ก.พ. ๒๕๖๘"),
        ("๑ - ๒๙ ก.พ. ๒๕๖๗", "๑ - ๒๘ ก.พ. ๒๕๖๘"),
        ("ก.พ. ๒๕๖๗", "ก.พ. ๒๕๖๘"),
        ("๒๘ ก.พ. ๒๕๖๖", "๒๘ ก.พ. ๒๕๖๗"),
        ("  ", "  "),
    ],
)
def test_a_period_is_moved_in_the_style_it_was_written_in(text, moved):
    before = parse_period(text, fiscal_year=2568)
    later = shifted(before, 1)

    assert later is not None
    assert (later.text, later.kind) == (moved, before.kind)
    assert year_after(before.start, later.start)
    assert year_after(before.end, later.end)


@pytest.mark.parametrize(
    "text", ["ตามความเหมาะสม", "เดือนที่มีการประชุม ๒๕๖๘", "ก.ย. ๖๘ - ต.ค. ๖๗", "๓๑ ก.พ. ๒๕๖๗"]
)
def test_words_that_cannot_be_read_are_not_moved(text):
    assert shifted(parse_period(text, fiscal_year=2568), 1) is None


@settings(deadline=None)
@given(
    first=DAYS,
    second=DAYS,
    style=st.sampled_from(["long", "medium", "month"]),
    years=st.integers(1, 5),
)
def test_whatever_is_written_with_its_years_moves_and_comes_back(first, second, style, years):
    start, end = sorted((first, second))
    written = parse_period(
        f"{format_date(start, style)} - {format_date(end, style)}", fiscal_year=None
    )
    if written.start is None or written.end is None:  # "มี.ค. ๒๕๖๘ - มี.ค. ๒๕๖๘" is no period
        return

    later = shifted(written, years)

    assert later is not None
    assert later.start is not None
    assert later.end is not None
    assert [later.kind, later.start.year, later.end.year] == [
        written.kind,
        written.start.year + years,
        written.end.year + years,
    ]
    assert (later.start.month, later.end.month) == (written.start.month, written.end.month)
    if (2, 29) not in {(day.month, day.day) for day in (written.start, written.end)}:
        assert shifted(later, -years) == written


@settings(deadline=None)
@given(text=st.text(max_size=60), years=st.integers(-3, 3))
def test_any_words_are_moved_or_left_to_a_person(text, years):
    period = parse_period(text, fiscal_year=2568)
    later = shifted(period, years)

    assert later is None or (later.kind, len(later.text)) == (period.kind, len(text))


def test_a_year_is_moved_wherever_it_stands_alone():
    text = "ปีงบประมาณ พ.ศ.๒๕๖๘ (2568) จากปี ๒๕๖๗ เลขที่ ๑๒๕๖๘ และ 68"

    assert move_year(text, 2568, 1) == "ปีงบประมาณ พ.ศ.๒๕๖๙ (2569) จากปี ๒๕๖๗ เลขที่ ๑๒๕๖๘ และ 68"
