"""The texts of fields in their one form, and what they say."""

from __future__ import annotations

from datetime import date

from ita_portal.thai.dates import fiscal_year_bounds, format_date, parse_date, year_of
from ita_portal.thai.numerals import to_thai
from ita_portal.thai.periods import parse_period
from ita_portal.thai.text import UncleanText, clean
from measures.inputs import MeasureStatus, PeriodInput
from measures.writing.keys import Key, Shape
from measures.writing.lists import (
    items_from_text,
    owners_from_text,
    text_of_items,
    text_of_owners,
)

MOST_ITEMS = 300
FIRST_YEAR, LAST_YEAR = 2500, 2699


class BadValue(ValueError):
    """A text that a field cannot take; the message says in Thai why and what to do."""


def normal(key: Key, text: str, *, fiscal_year: int) -> str:
    """The one text of all that mean the same in this field; raises BadValue.

    `fiscal_year` is the plan's, for what a refusal gives as an example.
    """
    spec = key.spec
    if len(text) > 4 * spec.limit:  # before any work; line ends and spaces may still go
        raise BadValue(_too_long(len(text), spec.limit))
    try:
        text = clean(text, multiline=spec.shape is not Shape.MARK)
    except UncleanText as error:
        raise BadValue(str(error)) from error
    text = _in_shape(spec.shape, text, fiscal_year)
    if len(text) > spec.limit:
        raise BadValue(_too_long(len(text), spec.limit))
    if spec.is_required and not text:
        raise BadValue("ช่องนี้เว้นว่างไม่ได้ ข้อความเดิมยังอยู่จนกว่าท่านจะพิมพ์ใหม่")
    return text


def read_day(text: str, *, fiscal_year: int) -> date | None:
    """The day that a text names; None for an empty one. Raises BadValue.

    A refusal gives the last day of the fiscal year as an example.
    """
    if not text.strip():
        return None
    day = parse_date(text)
    if day is None:
        example = day_text(fiscal_year_bounds(fiscal_year)[1])
        raise BadValue(f"อ่านวันที่ไม่ได้ โปรดเขียนวัน เดือน และปี พ.ศ. เช่น {example}")
    if not FIRST_YEAR <= year_of(day) <= LAST_YEAR:
        first, last = to_thai(str(FIRST_YEAR)), to_thai(str(LAST_YEAR))
        raise BadValue(f"ปีต้องเป็น พ.ศ. {first} ถึง {last} โปรดตรวจปีที่เขียน")
    return day


def day_text(day: date | None) -> str:
    return format_date(day, "medium") if day else ""


def read_period(text: str, fiscal_year: int) -> PeriodInput:
    """The words of a period with what they mean in the plan's fiscal year."""
    return PeriodInput.of(parse_period(text, fiscal_year=fiscal_year))


def normal_items(text: str) -> str:
    """Also what was imported is shown as it would be read again: "-ก" as "- ก"."""
    return text_of_items(items_from_text(text))


def _in_shape(shape: Shape, text: str, fiscal_year: int) -> str:
    if shape is Shape.ITEMS:
        items = items_from_text(text)
        _refuse_many(len(items))
        return text_of_items(items)
    if shape is Shape.OWNERS:
        owners = owners_from_text(text)
        _refuse_many(len(owners))
        return text_of_owners(owners)
    if shape is Shape.DAY:
        return day_text(read_day(text, fiscal_year=fiscal_year))
    if shape is Shape.STATUS and text not in set(MeasureStatus):
        raise BadValue("โปรดเลือกสถานะจากรายการ")
    return text


def _refuse_many(count: int) -> None:
    if count > MOST_ITEMS:
        most, now = to_thai(f"{MOST_ITEMS:,}"), to_thai(f"{count:,}")
        raise BadValue(f"ใส่ได้ไม่เกิน {most} ข้อ ขณะนี้มี {now} ข้อ โปรดรวมหรือลดข้อ")


def _too_long(length: int, limit: int) -> str:
    most, now = to_thai(f"{limit:,}"), to_thai(f"{length:,}")
    return f"ยาวเกินไป ใส่ได้ไม่เกิน {most} ตัวอักษร ขณะนี้มี {now} โปรดตัดให้สั้นลง"
