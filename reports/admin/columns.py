"""The columns of a layout as a small table to fill in, one line a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import parse_int, to_thai
from reports.layouts import FIELDS, Column
from reports.layouts.spec import MAX_COLUMNS

Line = dict[str, str]
_PARTS = ("position", "field", "heading", "width")


class ColumnsWidget(forms.Widget):
    """As many lines as a table may have columns; a line without a field is none."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        lines = [dict.fromkeys(_PARTS, "") for _ in range(MAX_COLUMNS)]
        for number, (line, said) in enumerate(zip(lines, value or (), strict=False), 1):
            line.update(said, position=said.get("position") or str(number))
        shown = [
            {part: {"name": f"{name}-{index}-{part}", "value": line[part]} for part in _PARTS}
            for index, line in enumerate(lines)
        ]
        context = {"lines": shown, "fields": FIELDS.items()}
        return SafeString(render_to_string("admin/reports/layout/_columns.html", context))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Line]:
        return [
            {part: data.get(f"{name}-{index}-{part}", "").strip() for part in _PARTS}
            for index in range(MAX_COLUMNS)
        ]

    def id_for_label(self, id_: str) -> str:
        """No single box of it is the field's."""
        return ""


class ColumnsField(forms.Field):
    """Columns in the order of their numbers; lines of the same number as they stand."""

    widget = ColumnsWidget

    def prepare_value(self, value: Any) -> list[Line]:
        return [as_line(column) if isinstance(column, Column) else column for column in value or ()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    def clean(self, value: list[Line]) -> tuple[Column, ...]:
        lines = [line for line in value if line["field"] or line["heading"] or line["width"]]
        placed = [(_place(line), index) for index, line in enumerate(lines)]
        return tuple(_column(lines[index]) for _, index in sorted(placed))


def as_line(column: Column) -> Line:
    return {"field": column.field, "heading": column.heading, "width": str(column.width)}


def _column(line: Line) -> Column:
    if line["field"] not in FIELDS:
        raise ValidationError(f"เลือกข้อมูลของช่อง “{line['heading']}”")
    width = _number(line, "width", f"ความกว้างของช่อง “{line['heading']}”")
    return Column(field=line["field"], heading=line["heading"], width=width)


def _place(line: Line) -> int:
    """Its number; a new line without one comes last."""
    return _number(line, "position", "ลำดับ") if line["position"] else MAX_COLUMNS + 1


def _number(line: Line, part: str, what: str) -> int:
    number = parse_int(line[part] or "0")
    if number is None:
        raise ValidationError(f"{what}ต้องเป็นจำนวนเต็ม ไม่ใช่ “{to_thai(line[part])}”")
    return number
