"""The form that brings a file or a pasted table in."""

from __future__ import annotations

from typing import Any

from django import forms

from ita_portal.thai.numerals import to_thai
from measures.importing.limits import MAX_BYTES, MAX_TEXT_BYTES

ACCEPTED = ".docx,.xlsx,.xls,.csv,.html,.htm,.pdf,.txt,.json"
_MOST = to_thai(str(MAX_BYTES >> 20))


def too_large_message() -> str:
    """What is said of a file over the limit."""
    return f"ไฟล์ใหญ่เกิน {_MOST} MB วิธีแก้: ลบรูปภาพออกจากสำเนาของไฟล์ แล้วลองอีกครั้ง"


def too_long_message() -> str:
    """What is said of a pasted table over the limit."""
    most = to_thai(str(MAX_TEXT_BYTES >> 20))
    return (
        f"ตารางที่วางยาวเกิน {most} MB จึงไม่ได้อ่าน วิธีแก้: วางตารางนี้ในไฟล์ Word หรือ Excel ใหม่ "
        "บันทึก แล้วเลือกไฟล์นั้นด้านบน"
    )


class ImportForm(forms.Form):
    """Reads what is brought in: bytes, and the name of the file that they came in."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    year = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label="ไฟล์รายงาน",
        required=False,
        help_text=f"Word (.docx) Excel (.xlsx .xls) PDF CSV หรือหน้าเว็บ (.html) ไม่เกิน {_MOST} MB",
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ACCEPTED}),
        error_messages={"empty": "ไฟล์ว่างเปล่า โปรดเลือกไฟล์อื่น"},
    )
    pasted = forms.CharField(
        label="ตารางที่คัดลอกมา",
        required=False,
        strip=False,
        help_text="คัดลอกทั้งตารางจาก Word, Excel หรือหน้าเว็บ รวมแถวหัวตาราง แล้ววางในช่องนี้",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )

    most_bytes = MAX_BYTES

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        upload, pasted = data.get("file"), data.get("pasted", "")
        if upload is not None and (upload.size or 0) > MAX_BYTES:
            self.add_error("file", too_large_message())
        elif upload is None and not pasted.strip() and not self.errors:
            self.add_error("file", "โปรดเลือกไฟล์ หรือวางตารางก่อน")
        elif upload is not None and pasted.strip():
            self.add_error("pasted", "เลือกไฟล์ไว้แล้ว โปรดลบข้อความในช่องนี้ หรือเอาไฟล์ออก")
        elif len(pasted.encode()) > MAX_TEXT_BYTES:
            self.add_error("pasted", too_long_message())
        return data

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name of the file; "" for what was pasted."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return self.cleaned_data["pasted"].encode(), ""
        is_pasted = upload.name == PASTED
        return upload.read(MAX_BYTES + 1), "" if is_pasted else upload.name


PASTED = "pasted.html"  # what the page's script calls a table that it took from the clipboard
