"""What people say when they decide on a version of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from ita_portal.thai.numerals import to_arabic, to_thai
from measures.forms.limits import AtMost
from measures.writing import BadValue, read_day
from reports.forms.boxes import words_box
from reports.status import OPENS, Scope, Verb

LONGEST_REASON = 2_000
LONGEST_TITLE = 300
TITLE_LINES = 3
NOW, REST, LATER = "now", "rest", "later"
_SCOPES = {
    Scope.ALL: "ทั้งรายงาน",
    Scope.COMMENTED: "เฉพาะช่องที่มีความเห็นที่ยังไม่ปิด",
    Scope.PICKED: "เฉพาะมาตรการที่เลือก",
}
_TIME = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?: ?น\.?)?")


def _line(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control"})
    return forms.CharField(
        label=label, help_text=help_text, required=False, validators=[AtMost(100)], widget=widget
    )


def tick(label: str, missing: str) -> forms.BooleanField:
    """A box that has to be ticked."""
    return forms.BooleanField(
        label=label,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": missing},
    )


def _scope(label: str, verb: Verb) -> forms.ChoiceField:
    """How much the verb opens; what a form does not say is the usual."""
    choices = OPENS[verb]
    return forms.ChoiceField(
        label=label,
        choices=[(scope.value, _SCOPES[scope]) for scope in choices],
        initial=choices[0].value,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "โปรดเลือกส่วนที่เปิดให้แก้"},
    )


class ReturnForm(forms.Form):
    """Why a version goes back to its writers."""

    reason = words_box(
        "สรุปสิ่งที่ต้องแก้ไข",
        rows=4,
        letters=LONGEST_REASON,
        help_text="ผู้จัดทำเห็นข้อความนี้ที่งานของฉันและในหน้ารายงาน",
        missing="โปรดระบุสิ่งที่ต้องแก้ไข",
    )
    scope = _scope("เปิดให้ผู้จัดทำแก้", Verb.RETURN)


class ApproveForm(forms.Form):
    """In what post the person signs, and that they have read."""

    printed_title = words_box(
        "ตำแหน่งที่พิมพ์",
        rows=2,
        letters=LONGEST_TITLE,
        help_text="พิมพ์ตามนี้ทุกตัวอักษร ไม่เกิน ๓ บรรทัด หากรักษาราชการแทนหรือปฏิบัติหน้าที่แทน โปรดระบุ"
        " เช่น ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรี",
        missing="โปรดระบุตำแหน่งที่ลงนาม",
    )
    note = words_box("หมายเหตุ (ไม่บังคับ)", rows=1, letters=LONGEST_REASON)
    has_read = tick("ข้าพเจ้าได้อ่านรายงานฉบับนี้แล้ว", "โปรดยืนยันว่าท่านได้อ่านรายงานฉบับนี้แล้ว")

    def clean_printed_title(self) -> str:
        title = str(self.cleaned_data["printed_title"])
        if len(title.splitlines()) > TITLE_LINES:
            raise forms.ValidationError("ตำแหน่งที่พิมพ์ได้ไม่เกิน ๓ บรรทัด")
        return title


class PublishForm(forms.Form):
    """Now, at a time, or after a day in which it may be stopped."""

    when = forms.ChoiceField(
        label="เผยแพร่เมื่อใด",
        choices=[
            (NOW, "ทันที"),
            (REST, "พักไว้ ๒๔ ชั่วโมง ผู้พิจารณาทุกคนหยุดได้ก่อนถึงเวลา"),
            (LATER, "ตั้งเวลา"),
        ],
        initial=NOW,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "โปรดเลือกเวลาเผยแพร่", "invalid_choice": "โปรดเลือกเวลาเผยแพร่"},
    )
    day = _line("วันที่")
    time = _line("เวลา", "เช่น ๐๙:๐๐")

    def __init__(self, *args: Any, fiscal_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fiscal_year = fiscal_year
        self.fields["day"].help_text = f"เช่น ๑ เมษายน {to_thai(fiscal_year + 1)}"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("when") != LATER:
            return data
        day, found = None, _TIME.fullmatch(to_arabic(data.get("time", "").strip()))
        try:
            day = read_day(data.get("day", ""), fiscal_year=self.fiscal_year)
        except BadValue as bad:
            self.add_error("day", str(bad))
        else:
            if day is None:
                self.add_error("day", "โปรดระบุวันที่เผยแพร่")
        if found is None:
            self.add_error("time", "โปรดระบุเวลาเป็นชั่วโมงและนาที เช่น ๐๙:๐๐")
        if day is not None and found is not None:
            moment = datetime.combine(day, time(int(found["hour"]), int(found["minute"])))
            data["publish_at"] = timezone.make_aware(moment)
        return data


class ReopenForm(forms.Form):
    """Why a published report is corrected; the public reads it."""

    reason = words_box(
        "เหตุผลที่แก้ไข",
        rows=4,
        letters=LONGEST_REASON,
        help_text="ประชาชนเห็นเหตุผลนี้ในประวัติฉบับ เมื่อเผยแพร่ฉบับใหม่",
        missing="โปรดระบุเหตุผลที่แก้ไข",
    )
    scope = _scope("เปิดให้ผู้จัดทำแก้", Verb.REOPEN)
    picked = forms.TypedMultipleChoiceField(
        label="ส่วนที่เปิดให้แก้",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "มาตรการที่เลือกไม่อยู่ในรายงานแล้ว โปรดเลือกใหม่"},
    )

    def __init__(self, *args: Any, measures: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picked"].choices = [(0, "หัวรายงานและบทนำ"), *measures]  # type: ignore[attr-defined]  # of the select


class WithdrawForm(forms.Form):
    """Why a report is taken from the public, who reads it in its place."""

    reason = words_box(
        "เหตุผลที่ถอน",
        rows=4,
        letters=LONGEST_REASON,
        help_text="ประชาชนเห็นเหตุผลนี้ที่ที่อยู่ของรายงาน โปรดไม่ใส่ข้อมูลที่เป็นเหตุให้ถอน",
        missing="โปรดระบุเหตุผลที่ถอน",
    )
    is_sure = tick("ยืนยันถอนทุกฉบับที่เผยแพร่แล้วของรายงานนี้", "โปรดยืนยันการถอน")
