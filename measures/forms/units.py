"""Forms about the units of an organization."""

from __future__ import annotations

from typing import Any, cast

from django import forms


class UnitForm(forms.Form):
    """Reads a unit's name and, for a new one, what it stands below; `parents` are the choices."""

    name = forms.CharField(
        label="ชื่อหน่วยงานภายใน",
        max_length=200,
        error_messages={"required": "โปรดใส่ชื่อหน่วยงานภายใน"},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    parent = forms.TypedChoiceField(
        label="สังกัด",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "ไม่พบหน่วยที่จะสังกัดแล้ว โปรดเลือกใหม่"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, parents: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.TypedChoiceField, self.fields["parent"])
        choice.choices = [("", "ไม่สังกัดหน่วยใด"), *parents]


class PlaceForm(forms.Form):
    """Reads where a unit goes: below which, and before which (or last)."""

    parent = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class StandardUnitsForm(forms.Form):
    """Reads which of the usual units to add."""

    names = forms.MultipleChoiceField(
        choices=(),
        error_messages={
            "required": "โปรดเลือกอย่างน้อย ๑ หน่วย",
            "invalid_choice": "มีหน่วยที่ไม่อยู่ในรายการ โปรดเลือกใหม่",
        },
    )

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.MultipleChoiceField, self.fields["names"])
        choice.choices = [(name, name) for name in names]
