"""Fields of an ITA result: read in either digits, shown in Thai ones."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ita_portal.thai.numerals import parse_int, to_arabic, to_thai

BAD_SCORE = "คะแนนอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐ ทศนิยม ๒ ตำแหน่ง"
BAD_YEAR = "ใส่ปี พ.ศ. ๔ หลัก เช่น {example}"
_SCORE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?")
_FIRST, _LAST = 2550, 2700


class ScoreField(forms.CharField):
    """A score of 0 to 100 with at most two places, after a point or a comma; None when empty."""

    def to_python(self, value: Any) -> Any:
        text = to_arabic(str(value or "").strip())
        if not text:
            return None
        found = _SCORE.fullmatch(text)
        score = Decimal(f"{found[1]}.{found[2] or '0'}") if found else Decimal(-1)
        if not 0 <= score <= 100:
            raise ValidationError(BAD_SCORE, code="score")
        return score.quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        return to_thai(f"{value:.2f}") if isinstance(value, Decimal) else value


class YearField(forms.CharField):
    """A Buddhist year; None when empty. The form sets `example`, the year that it is about."""

    example = 0

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        year = parse_int(text)
        if year is None or not _FIRST <= year <= _LAST:
            raise ValidationError(BAD_YEAR.format(example=to_thai(self.example)), code="year")
        return year

    def prepare_value(self, value: Any) -> Any:
        return to_thai(str(value)) if isinstance(value, int) else value
