"""Buddhist years, fiscal years, quarters, and dates as officials write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ita_portal.thai.dates import (
    fiscal_year_bounds,
    fiscal_year_of,
    format_date,
    last_day_of_month,
    make_date,
    parse_date,
    quarter_bounds,
    year_of,
)
from ita_portal.thai.numerals import to_arabic

EVERY_DAY = [date(2019, 1, 1) + timedelta(days=number) for number in range(11 * 366)]
TWO_YEARS = [date(2023, 9, 1) + timedelta(days=number) for number in range(2 * 366)]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 30), 2567),
        (date(2024, 10, 1), 2568),
        (date(2025, 1, 1), 2568),
        (date(2025, 9, 30), 2568),
        (date(2025, 10, 1), 2569),
    ],
)
def test_fiscal_year_starts_in_october(day, year):
    assert fiscal_year_of(day) == year


def test_fiscal_year_bounds_are_october_to_september():
    assert fiscal_year_bounds(2568) == (date(2024, 10, 1), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("quarter", "bounds"),
    [
        (1, (date(2023, 10, 1), date(2023, 12, 31))),
        (2, (date(2024, 1, 1), date(2024, 3, 31))),
        (3, (date(2024, 4, 1), date(2024, 6, 30))),
        (4, (date(2024, 7, 1), date(2024, 9, 30))),
    ],
)
def test_quarter_bounds(quarter, bounds):
    assert quarter_bounds(2567, quarter) == bounds


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_quarter_bounds_refuses_other_quarters(quarter):
    with pytest.raises(ValueError, match="no quarter"):
        quarter_bounds(2567, quarter)


def test_quarters_fill_the_fiscal_year_without_a_gap():
    for year in range(2560, 2580):
        bounds = [quarter_bounds(year, quarter) for quarter in (1, 2, 3, 4)]
        assert (bounds[0][0], bounds[3][1]) == fiscal_year_bounds(year)
        ends = [end + timedelta(days=1) for _, end in bounds[:3]]
        assert ends == [start for start, _ in bounds[1:]]


def test_every_day_lies_in_its_fiscal_year():
    for day in EVERY_DAY:
        first, last = fiscal_year_bounds(fiscal_year_of(day))
        assert first <= day <= last


def test_the_leap_day_is_that_of_the_common_year():
    assert make_date(2567, 2, 29) == date(2024, 2, 29)
    assert make_date(2568, 2, 29) is None
    assert last_day_of_month(2567, 2) == date(2024, 2, 29)
    assert last_day_of_month(2568, 2) == date(2025, 2, 28)
    assert last_day_of_month(2567, 12) == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("long", "๑๖ มีนาคม พ.ศ. ๒๕๖๙"),
        ("medium", "๑๖ มี.ค. ๒๕๖๙"),
        ("month", "มี.ค. ๒๕๖๙"),
    ],
)
def test_format_date(style, printed):
    assert format_date(date(2026, 3, 16), style) == printed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29 กุมภาพันธ์ 2567", date(2024, 2, 29)),
        ("๒๙ ก.พ. ๖๗", date(2024, 2, 29)),
        ("๑ กันยายน ๒๕๖๗", date(2024, 9, 1)),
        ("๓๑ ตุลาคม ๒๕๖๘", date(2025, 10, 31)),
        ("18 มิ.ย. 64 |", date(2021, 6, 18)),
        ("14 ม.ค.62", date(2019, 1, 14)),
        ("๓๐ ก.ย.๖๘", date(2025, 9, 30)),
        ("วันที่ 14 / พ.ค. / 2564", date(2021, 5, 14)),
        ("14/05/2564", date(2021, 5, 14)),
        ("14/5/64", date(2021, 5, 14)),
        ("14-05-2564", date(2021, 5, 14)),
        ("14.05.2564", date(2021, 5, 14)),
        ("14-พ.ค.-64", date(2021, 5, 14)),
        ("2021-05-14", date(2021, 5, 14)),
        ("2564-05-14", date(2021, 5, 14)),
        ("14/05/2021", date(2021, 5, 14)),
        ("14 พ.ค. ค.ศ. 2021", date(2021, 5, 14)),
        ("๑๖ มีนาคม พ.ศ. ๒๕๖๙", date(2026, 3, 16)),
        ("๑๖ มีนาคม พ.ศ.๒๕๖๙", date(2026, 3, 16)),
        ("๑๖ มีนาคม พ.ศ.. 2569", date(2026, 3, 16)),
        ("วันที่ ๑ เดือน ตุลาคม พ.ศ. ๒๕๖๗", date(2024, 10, 1)),
        ("๑ เดือน เมษายน ปี ๒๕๖๘", date(2025, 4, 1)),
        ("15 ส.ค 2567", date(2024, 8, 15)),
        ("15 กค 67", date(2024, 7, 15)),
        ("15 กพ. 67", date(2024, 2, 15)),
        ("15 พฤศจิกา 2567", date(2024, 11, 15)),
        ("๑ กันยา ยน\u00a0๒๕๖๗", date(2024, 9, 1)),
        ("๑ ก. ย.\n๒๕๖๗", date(2024, 9, 1)),
        ("๑\u200b กันยายน ๒๕๖๗", date(2024, 9, 1)),
        ("๕ กรกฏาคม ๒๕๖๘", date(2025, 7, 5)),
    ],
)
def test_parse_date_reads(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "๒๕๖๘", "ก.ย.๖๔", "๓๐ ก.ย.", "ไม่มี", "29 กุมภาพันธ์ 2568", "31 ก.ย. 68"),
        *("0 ม.ค. 68", "32 ม.ค. 68", "1/13/2568", "1/0/2568", "14/05-2564", "14/05/564"),
        *("1 ม.ค. 123", "1 ม.ค. 12345", "1 ม.ค. 2300", "๒๕ ๖๘", "๑ ก.ย. ๒๕ ๖๘", "1 ม.ค. พ.ศ. 2024"),
        *("1 ม.ค. ค.ศ. 2567", "¹ ม.ค. 2568", "１ ม.ค. 2568", "ประมาณ ๑ ก.ย. ๖๘", "1 ม.ค. 68 น."),
        *("1 ม.ค. 68 - 2 ม.ค. 68", "(1 ม.ค. 68)", "ตั้งแต่ 1 ม.ค. 68", "1 มกรา\0คม 2568"),
        "๑" * 400_000,
    ],
)
def test_parse_date_refuses(text):
    assert parse_date(text) is None


def test_every_day_comes_back_from_its_long_form():
    assert [parse_date(format_date(day)) for day in EVERY_DAY] == EVERY_DAY


@pytest.mark.parametrize(
    "shape",
    [
        "{d} {short} {yy}",
        "{d}/{m}/{year}",
        "{year}-{m:02}-{d:02}",
        "วันที่ {d} เดือน {name} พ.ศ.{year}",
        "{d} {short} {common}",
    ],
)
def test_every_day_comes_back_from_other_forms(shape):
    def written(day: date) -> str:
        _, name, _, year = format_date(day).split()
        _, short, _ = format_date(day, "medium").split()
        common = day.year
        yy = to_arabic(year)[2:]
        template: str = shape
        return template.format(
            d=day.day, m=day.month, name=name, short=short, year=year, yy=yy, common=common
        )

    assert [parse_date(written(day)) for day in TWO_YEARS] == TWO_YEARS


def test_days_that_are_none_are_none_in_every_year():
    for year in range(2560, 2580):
        assert parse_date(f"29 ก.พ. {year}") == (
            date(year - 543, 2, 29) if (year - 543) % 4 == 0 else None
        )
        assert parse_date(f"30 ก.พ. {year}") is None
    assert year_of(date(2024, 2, 29)) == 2567
