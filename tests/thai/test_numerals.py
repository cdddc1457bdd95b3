"""Digits both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.numerals import count_in_thai, parse_decimal, parse_int, to_arabic, to_thai


@pytest.mark.parametrize(
    ("arabic", "thai"),
    [
        ("", ""),
        ("0123456789", "๐๑๒๓๔๕๖๗๘๙"),
        ("ปีงบประมาณ พ.ศ. 2568", "ปีงบประมาณ พ.ศ. ๒๕๖๘"),
        ("93.96", "๙๓.๙๖"),
        ("x² Ⅳ ١ ９", "x² Ⅳ ١ ９"),
    ],
)
def test_digits_change_and_nothing_else(arabic, thai):
    assert to_thai(arabic) == thai
    assert to_arabic(thai) == arabic


def test_a_count_has_a_comma_between_thousands():
    assert [count_in_thai(number) for number in (0, 999, 5_000, 1_000_000)] == [
        *("๐", "๙๙๙", "๕,๐๐๐", "๑,๐๐๐,๐๐๐")
    ]


@settings(deadline=None)
@given(st.text())
def test_digits_come_back(text):
    assert to_arabic(to_thai(text)) == to_arabic(text)
    assert to_thai(to_arabic(text)) == to_thai(text)
    assert len(to_thai(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("๒๕๖๘", 2568),
        ("2568", 2568),
        (" ๒5๖8\u00a0", 2568),
        ("๐", 0),
        ("007", 7),
        ("1,234,567", 1234567),
        ("๑,๒๓๔", 1234),
        ("9" * 18, 10**18 - 1),
    ],
)
def test_parse_int_reads(text, number):
    assert parse_int(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "²", "１２", "١٢", "-1", "+1", "1.0", "12,34", ",123", "1,", "1_000", "1 000"),
        *("๑๒ บาท", "0x10", "1e3", "9" * 19, "9" * 100_000, "1\u200b2", "Ⅳ", "½"),
    ],
)
def test_parse_int_refuses(text):
    assert parse_int(text) is None


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_parse_int_reads_what_is_printed(number):
    assert parse_int(str(number)) == number
    assert parse_int(to_thai(f"{number:,}")) == number


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("๙๓.๙๖", "93.96"),
        ("95.5", "95.5"),
        ("100", "100"),
        ("๑๐๐.๐๐", "100.00"),
        ("1,250,000.50", "1250000.50"),
        ("0.07", "0.07"),
    ],
)
def test_parse_decimal_keeps_places(text, written):
    assert str(parse_decimal(text)) == written


@pytest.mark.parametrize(
    "text",
    ["", ".", ".5", "5.", "1.234", "-1.5", "+1", "1e5", "NaN", "Infinity", "๙๓,๙๖", "²", "1.2.3"],
)
def test_parse_decimal_refuses(text):
    assert parse_decimal(text) is None


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_parse_decimal_reads_what_is_printed(number):
    assert parse_decimal(to_thai(f"{number:,}")) == Decimal(number)
