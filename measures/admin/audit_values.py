"""What an event changed, in words: Thai names of fields, names instead of keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.admin.lists import NOTHING, thai_moment
from measures.importing.problems import MESSAGES
from measures.models import Measure, Outcome, Output, Owner, Step, Suggestion
from measures.models.periods import PERIOD_LABELS

Kind = type[Model] | None
# Keys of inputs and events that are no fields of the row itself, or are called otherwise there.
_WORDS = {
    "accepted": "แก้ตามที่เสนอ",
    "already_printed": "เผยแพร่มาก่อนใช้ระบบ จึงไม่ได้ตรวจความครบถ้วน",
    "annex": "ภาคผนวก",
    "bands": "ระดับ",
    "cells": "ข้อความที่แก้ในช่อง",
    "column": "ช่องที่",
    "columns": "ช่องตาราง",
    "cover": "ข้อความหน้าปก",
    "each": "แต่ละส่วน",
    "elements": "องค์ประกอบ",
    "depth": "ระดับ",
    "district": "อำเภอ",
    "end": "สิ้นสุด",
    "extras": "ช่องอื่นในตาราง",
    "faults": "ไฟล์ที่หายหรือเปลี่ยน",
    "field": "ช่อง",
    "file_name": "ชื่อไฟล์",
    "fiscal_year": "ปีงบประมาณ",
    "from_step": "จากขั้นตอน",
    "heading": "หัวข้อ",
    "is_required": "ต้องมี",
    "is_moved": "ใช้เป็นต้นแบบของปี",
    "is_report": "เป็นตารางรายงาน",
    "issue": "ประเด็น",
    "issues": "ประเด็น",
    "ita": "ผลการประเมิน ITA",
    "kind": "ชนิด",
    "label": "ชื่อองค์ประกอบ",
    "left": "จดหมายที่ยังไม่ได้ส่ง",
    "level": "ระดับ",
    "mark": "เครื่องหมายนำ",
    "measures": "มาตรการ",
    "moves": "ข้อที่ย้าย",
    "name": "ชื่อ",
    "number": "เลขที่พิมพ์",
    "order": "ลำดับ",
    "organization": "หน่วยงาน",
    "outcomes": "ผลลัพธ์",
    "outputs": "ผลการดำเนินการ",
    "owners": "ผู้รับผิดชอบ",
    "passed": "จุดที่ดูแล้ว",
    "period": "ระยะเวลา",
    "place": "ที่",
    "position": "ลำดับ",
    "province": "จังหวัด",
    "quote": "ในไฟล์",
    "reason": "เหตุผล",
    "replaced": "แทนมาตรการเดิม",
    "revision": "รุ่นของข้อมูล",
    "row_uses": "แถวในไฟล์",
    "rows": "หนึ่งแถวคือ",
    "sent": "จดหมายที่ส่งแล้ว",
    "sha256": "รหัสตรวจสอบ",
    "splits": "แถวที่แยก",
    "standing": "มาตรการที่มีอยู่แล้ว",
    "start": "เริ่ม",
    "steps": "ขั้นตอน",
    "subdistrict": "ตำบล",
    "suggestions": "ข้อเสนอแนะ",
    "table": "ตารางที่",
    "tables": "ตารางในไฟล์",
    "text": "ข้อความ",
    "title": "ชื่อ",
    "to_step": "ไปขั้นตอน",
    "total": "คะแนนรวม",
    "units": "หน่วยงานภายใน",
    "unticked": "มาตรการที่ไม่นำเข้า",
    "use": "ใช้เป็น",
    "user": "ผู้ใช้",
    "version": "ฉบับที่",
    "width": "ความกว้าง",
    "with_texts": "นำหัวรายงานและบทนำมาด้วย",
    "year": "ปี พ.ศ.",
}
_ROWS: dict[str, type[Model]] = {
    "measures": Measure,
    "outcomes": Outcome,
    "outputs": Output,
    "owners": Owner,
    "steps": Step,
    "suggestions": Suggestion,
}
_PERIODS = {kind.value: label for kind, label in PERIOD_LABELS.items() if kind.value}
# Codes of decisions on an import: what a row, a column or a point to look at is.
_CODES: dict[str, dict[str, str]] = {
    "field": {
        "extra": "เก็บไว้ใต้หัวช่องเดิม",
        "left_out": "ไม่นำเข้า",
        "measure": "มาตรการ",
        **{name: _WORDS[name] for name in ("number", "period", "steps")},
        **{name: _WORDS[name] for name in ("outcomes", "outputs", "owners", "suggestions")},
    },
    "from_step": {"measure": "ไม่มี (ของมาตรการ)"},
    "kind": MESSAGES | _PERIODS,
    "standing": {"add": "คงไว้ทั้งหมด นำเข้าต่อท้าย", "replace": "แทนมาตรการที่มีเลขเดียวกัน"},
    "to_step": {"measure": "ไม่มี (ของมาตรการ)"},
    "use": {
        "continues": "ต่อจากมาตรการข้างบน",
        "header": "หัวตาราง",
        "issue": "หัวข้อประเด็น",
        "left_out": "ไม่ใช้",
        "starts": "เริ่มมาตรการใหม่",
    },
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def changes_shown(
    object_type: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> SafeString | str:
    """A line for each value that is not what it was: its name, before, after."""
    old, new, kind = before or {}, after or {}, _model(object_type)
    names = [
        name
        for name in {**old, **new}
        if old.get(name) != new.get(name) and _says(old.get(name), new.get(name))
    ]
    if not names:
        return NOTHING
    lines = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>',
        (
            (
                _label(kind, name),
                _shown(kind, name, old.get(name)),
                _shown(kind, name, new.get(name)),
            )
            for name in names
        ),
    )
    head = '<tr><th scope="col">ช่อง</th><th scope="col">ก่อน</th><th scope="col">หลัง</th></tr>'
    return format_html(
        '<table class="values"><thead>' + head + "</thead><tbody>{}</tbody></table>", lines
    )


def _says(*values: Any) -> bool:
    """Whether there is anything in one of the values, however deep."""
    return any(
        _says(*value.values())
        if isinstance(value, Mapping)
        else _says(*value)
        if isinstance(value, list)
        else value not in (None, "")
        for value in values
    )


def _model(object_type: str) -> Kind:
    for app in ("measures", "reports"):
        model = apps.get_app_config(app).models.get(object_type)
        if model is not None:
            return model
    return None


def _field(kind: Kind, name: str) -> Field[Any, Any] | None:
    try:
        field = kind._meta.get_field(name) if kind else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _label(kind: Kind, name: str) -> str:
    field = _field(kind, name)
    named = str(field.verbose_name) if field is not None else ""
    # a field without words of its own is called after its English name
    return named if named and not named.isascii() else _WORDS.get(name, name)


def _shown(kind: Kind, name: str, value: Any) -> SafeString | str:
    if not _says(value):
        return NOTHING
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, Mapping):
        return _mapping(_ROWS.get(name, kind), value)
    if isinstance(value, list):
        if name == "order":
            return _list(_ordered(kind, value))
        return _list([_shown(kind, name, item) for item in value])
    if isinstance(value, str) and value in _CODES.get(name, {}):
        return _CODES[name][value]
    # an import tells the year itself
    return _plain(None if name == "fiscal_year" else _field(kind, name), value)


def _plain(field: Field[Any, Any] | None, value: Any) -> SafeString | str:
    if field is not None and field.is_relation and isinstance(field.related_model, type):
        return _names(field.related_model, [value])[0]
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, str):
        return format_html('<span class="said">{}</span>', _moment(value))
    return to_thai(str(value))


def _moment(value: str) -> str:
    """A day or a time as it is written in Thai; other texts as they are."""
    if _DAY.match(value):
        return format_date(date.fromisoformat(value), "medium")
    if _MOMENT.match(value):
        return thai_moment(datetime.fromisoformat(value))
    return value


def _mapping(kind: Kind, values: Mapping[str, Any]) -> SafeString:
    """What there is of a nested value, one line each."""
    lines = [
        (_label(kind, name), _shown(kind, name, value))
        for name, value in values.items()
        if _says(value) and not (name == "depth" and value == 0)
    ]
    return format_html_join("", "<div><b>{}</b> {}</div>", lines)


def _list(items: list[SafeString | str]) -> SafeString:
    return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((i,) for i in items)))


def _ordered(kind: Kind, keys: list[Any]) -> list[SafeString | str]:
    """The names of rows that were put in order: steps of a measure, measures of a plan."""
    return list(_names(Step if kind is Measure else Measure, keys))


def _names(kind: type[Model], keys: list[Any]) -> list[str]:
    """The names of rows; a row that has gone is told by its key."""
    try:
        rows = kind._default_manager.in_bulk(keys)
    except (TypeError, ValueError, ValidationError):
        rows = {}
    return [
        str(rows[key]) if key in rows else f"เลขข้อมูล {to_thai(str(key))} (ไม่มีแล้ว)" for key in keys
    ]
