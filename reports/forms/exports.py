"""What a person chooses before a file is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class ExportForm(forms.Form):
    """The format, and what is left in; `formats` are those that there are."""

    format = forms.ChoiceField(
        label="รูปแบบไฟล์",
        error_messages={
            "required": "โปรดเลือกรูปแบบไฟล์",
            "invalid_choice": "ไม่มีรูปแบบไฟล์นี้ โปรดเลือกจากรายการ",
        },
    )
    cover = forms.BooleanField(label="หน้าปก", required=False)
    annex = forms.BooleanField(label="ภาคผนวก", required=False)

    def __init__(self, *args: Any, formats: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["format"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(name, name) for name in formats]
