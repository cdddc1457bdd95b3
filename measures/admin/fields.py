"""Form fields that read numbers and dates as Thai officials write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models

from ita_portal.thai.dates import format_date, parse_date
from ita_portal.thai.numerals import parse_decimal, parse_int


class ThaiIntegerField(forms.IntegerField):
    """A whole number in Thai or Arabic digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "number"})
    default_error_messages = {"invalid": "ใส่จำนวนเต็ม เป็นเลขไทยหรือเลขอารบิก"}

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        number = value if isinstance(value, int) else parse_int(str(value))
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class ThaiDecimalField(forms.DecimalField):
    """A number with at most two places, in Thai or Arabic digits."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "number"})
    default_error_messages = {"invalid": "ใส่ตัวเลข ทศนิยมไม่เกินสองตำแหน่ง"}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        number = value if isinstance(value, Decimal) else parse_decimal(str(value))
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class ThaiDateField(forms.DateField):
    """A day as it is written in Thai, shown in the Buddhist era."""

    widget = forms.TextInput(attrs={"class": "day", "placeholder": "๑ ต.ค. ๒๕๖๗"})
    default_error_messages = {"invalid": "อ่านวันที่ไม่ได้ เขียนเช่น ๑ ต.ค. ๒๕๖๗ หรือ 1/10/2567"}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        day = value if isinstance(value, date) else parse_date(str(value))
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        return format_date(value, "medium") if isinstance(value, date) else value


_WHOLE: dict[str, Any] = {"form_class": ThaiIntegerField, "widget": ThaiIntegerField.widget}
# The limits of PostgreSQL's columns: SQLite's have none, and both shall say the same.
THAI_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.IntegerField: _WHOLE,
    models.PositiveSmallIntegerField: {**_WHOLE, "max_value": 32767},
    models.PositiveIntegerField: {**_WHOLE, "max_value": 2147483647},
    models.DecimalField: {"form_class": ThaiDecimalField, "widget": ThaiDecimalField.widget},
    models.DateField: {"form_class": ThaiDateField, "widget": ThaiDateField.widget},
    models.URLField: {"assume_scheme": "https"},
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
}
