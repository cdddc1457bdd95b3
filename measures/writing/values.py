"""The texts of fields in their one form, and the measure that they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ita_portal.thai.dates import format_date, parse_date, year_of
from ita_portal.thai.numerals import to_thai
from ita_portal.thai.periods import parse_period
from ita_portal.thai.text import UncleanText, clean
from measures.inputs import (
    ExtraInput,
    MeasureInput,
    MeasureStatus,
    PeriodInput,
    PeriodKind,
    StepInput,
)
from measures.writing.keys import Key, Shape, extra_key, step_key
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


def normal(key: Key, text: str) -> str:
    """The one text of all that mean the same in this field; raises BadValue."""
    spec = key.spec
    if len(text) > 4 * spec.limit:  # before any work; line ends and spaces may still go
        raise BadValue(_too_long(len(text), spec.limit))
    try:
        text = clean(text, multiline=spec.shape is not Shape.MARK)
    except UncleanText as error:
        raise BadValue(str(error)) from error
    text = _in_shape(spec.shape, text)
    if len(text) > spec.limit:
        raise BadValue(_too_long(len(text), spec.limit))
    if spec.is_required and not text:
        raise BadValue("ช่องนี้เว้นว่างไม่ได้ ข้อความเดิมยังอยู่จนกว่าท่านจะพิมพ์ใหม่")
    return text


def read_day(text: str) -> date | None:
    """The day that a text names; None for an empty one. Raises BadValue."""
    if not text.strip():
        return None
    day = parse_date(text)
    if day is None:
        raise BadValue("อ่านวันที่ไม่ได้ โปรดเขียนวัน เดือน และปี พ.ศ. เช่น ๓๐ ก.ย. ๒๕๖๘")
    if not FIRST_YEAR <= year_of(day) <= LAST_YEAR:
        first, last = to_thai(str(FIRST_YEAR)), to_thai(str(LAST_YEAR))
        raise BadValue(f"ปีต้องเป็น พ.ศ. {first} ถึง {last} โปรดตรวจปีที่เขียน")
    return day


def day_text(day: date | None) -> str:
    return format_date(day, "medium") if day else ""


def read_period(text: str, fiscal_year: int) -> PeriodInput:
    """The words of a period with what they mean in the plan's fiscal year."""
    found = parse_period(text, fiscal_year=fiscal_year)
    return PeriodInput(text=text, kind=PeriodKind(found.kind), start=found.start, end=found.end)


def normal_items(text: str) -> str:
    """Also what was imported is shown as it would be read again: "-ก" as "- ก"."""
    return text_of_items(items_from_text(text))


def read_values(
    values: Mapping[str, str],
    steps: Sequence[tuple[int, int]],
    *,
    fiscal_year: int,
    headings: Sequence[str] = (),
) -> MeasureInput:
    """The measure that normal texts say; a key that is missing is an empty text.

    `steps` are the key and the depth of each step in order, `headings` those of the extras.
    """

    def text(key: str) -> str:
        return values.get(key, "")

    return MeasureInput(
        title=text("title"),
        issue=text("issue"),
        status=MeasureStatus(text("status") or MeasureStatus.NOT_STARTED),
        expected_on=read_day(text("expected_on")),
        status_reason=text("status_reason"),
        period=read_period(text("period"), fiscal_year),
        owners=owners_from_text(text("owners")),
        steps_lead=text("steps_lead"),
        steps=tuple(_step(values, key, depth, fiscal_year) for key, depth in steps),
        outputs=items_from_text(text("outputs")),
        outcomes=items_from_text(text("outcomes")),
        suggestions=items_from_text(text("suggestions")),
        extras=tuple(
            ExtraInput(heading=heading, text=text(extra_key(place)))
            for place, heading in enumerate(headings)
        ),
    )


def _step(values: Mapping[str, str], key: int, depth: int, fiscal_year: int) -> StepInput:
    texts = {
        field: values.get(step_key(key, field), "")
        for field in ("mark", "text", "period", "owners", "outputs", "suggestions")
    }
    return StepInput(
        mark=texts["mark"],
        text=texts["text"],
        depth=depth,
        period=read_period(texts["period"], fiscal_year),
        owners=owners_from_text(texts["owners"]),
        outputs=items_from_text(texts["outputs"]),
        suggestions=items_from_text(texts["suggestions"]),
    )


def _in_shape(shape: Shape, text: str) -> str:
    if shape is Shape.ITEMS:
        items = items_from_text(text)
        _refuse_many(len(items))
        return text_of_items(items)
    if shape is Shape.OWNERS:
        owners = owners_from_text(text)
        _refuse_many(len(owners))
        return text_of_owners(owners)
    if shape is Shape.DAY:
        return day_text(read_day(text))
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
