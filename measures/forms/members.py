"""Forms about the people of an organization."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from measures.forms.sign_in import email_field
from measures.models import Unit
from measures.roles import ROLE_LABELS, Role

ROLE_HINTS = {
    Role.STAFF: "กรอกและแก้มาตรการของหน่วยตน แนบหลักฐาน",
    Role.COORDINATOR: "กรอกและแก้ทุกมาตรการ ส่งออก",
    Role.LEGAL: "ตรวจ จัดรูปแบบตาราง ส่งตรวจ ส่งออก และเผยแพร่",
    Role.EXECUTIVE: "อนุมัติหรือส่งคืนฉบับที่ส่งมา",
    Role.ADMINISTRATOR: "ดูแลผู้ใช้ หน่วยงานภายใน และข้อมูลหน่วยงาน",
    Role.AUDITOR: "อ่านทุกรายงานของหน่วยงานนี้ รวมที่ยังไม่เผยแพร่",
}
NO_ROLE = "โปรดเลือกบทบาทอย่างน้อย ๑ บทบาท"


class PartsForm(forms.Form):
    """Reads roles, and the units to which the role of unit staff is limited."""

    roles = forms.TypedMultipleChoiceField(
        label="บทบาท",
        choices=[(role.value, ROLE_LABELS[role]) for role in Role],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_ROLE, "invalid_choice": "ไม่มีบทบาทนี้"},
    )
    units = forms.TypedMultipleChoiceField(
        label="เฉพาะหน่วยงานภายใน",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "ไม่พบหน่วยงานภายในที่เลือกแล้ว โปรดเลือกใหม่"},
    )

    def __init__(self, *args: Any, units: Iterable[tuple[Unit, int]], **kwargs: Any) -> None:
        """`units` are those of the organization with their depth in the tree."""
        super().__init__(*args, **kwargs)
        listed = list(units)
        self._units = {unit.pk: unit for unit, _ in listed}
        chosen = cast(forms.TypedMultipleChoiceField, self.fields["units"])
        chosen.choices = [
            (unit.pk, "\N{NO-BREAK SPACE}" * 4 * depth + unit.name) for unit, depth in listed
        ]

    def roles_given(self) -> list[Role]:
        return [role for role in Role if role in self.cleaned_data["roles"]]

    def units_given(self) -> list[Unit]:
        return [self._units[pk] for pk in self.cleaned_data["units"]]


class InviteForm(PartsForm):
    """Reads whom to invite, and as what."""

    email = email_field("off")
    display_name = forms.CharField(
        label="ตำแหน่งหรือชื่อที่แสดง",
        max_length=200,
        help_text="เช่น นิติกรชำนาญการ ผู้รับคำเชิญแก้ได้",
        error_messages={"required": "โปรดใส่ตำแหน่งหรือชื่อที่แสดง"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    field_order = ("email", "display_name", "roles", "units")
