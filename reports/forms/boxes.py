"""Boxes that several forms have."""

from __future__ import annotations

from django import forms

from measures.forms.limits import AtMost


def words_box(
    label: str, *, rows: int, letters: int, help_text: str = "", missing: str = ""
) -> forms.CharField:
    """A box of several lines, demanded if there are words for what is `missing`."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        validators=[AtMost(letters)],
        widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"}),
        error_messages={"required": missing},
    )


def file_box(label: str, *, accept: str, help_text: str, missing: str) -> forms.FileField:
    """A file that is demanded; what it really is, the service finds out."""
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": accept}),
        error_messages={
            "required": missing,
            "invalid": missing,
            "missing": missing,
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
        },
    )
