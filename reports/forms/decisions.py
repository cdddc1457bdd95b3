"""What people say when they decide on a version of a report."""

from __future__ import annotations

from django import forms

from measures.forms.limits import AtMost

LONGEST_REASON = 2_000
LONGEST_TITLE = 300
TITLE_LINES = 3


def _words(label: str, rows: int, letters: int, help_text: str, missing: str) -> forms.CharField:
    """A box of several lines, demanded if there are words for what is `missing`."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        validators=[AtMost(letters)],
        widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"}),
        error_messages={"required": missing},
    )


def _tick(label: str, missing: str) -> forms.BooleanField:
    return forms.BooleanField(
        label=label,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": missing},
    )


class ReturnForm(forms.Form):
    """Why a version goes back to its writers."""

    reason = _words(
        "สรุปสิ่งที่ต้องแก้ไข",
        4,
        LONGEST_REASON,
        "ผู้จัดทำเห็นข้อความนี้ที่งานของฉันและในหน้ารายงาน",
        "โปรดระบุสิ่งที่ต้องแก้ไข",
    )


class ApproveForm(forms.Form):
    """In what post the person signs, and that they have read."""

    printed_title = _words(
        "ตำแหน่งที่พิมพ์",
        2,
        LONGEST_TITLE,
        "พิมพ์ตามนี้ทุกตัวอักษร ไม่เกิน ๓ บรรทัด หากรักษาราชการแทนหรือปฏิบัติหน้าที่แทน โปรดระบุ"
        " เช่น ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรี",
        "โปรดระบุตำแหน่งที่ลงนาม",
    )
    note = _words("หมายเหตุ (ไม่บังคับ)", 1, LONGEST_REASON, "", "")
    has_read = _tick("ข้าพเจ้าได้อ่านรายงานฉบับนี้แล้ว", "โปรดยืนยันว่าท่านได้อ่านรายงานฉบับนี้แล้ว")

    def clean_printed_title(self) -> str:
        title = str(self.cleaned_data["printed_title"])
        if len(title.splitlines()) > TITLE_LINES:
            raise forms.ValidationError("ตำแหน่งที่พิมพ์ได้ไม่เกิน ๓ บรรทัด")
        return title


class ReopenForm(forms.Form):
    """Why a published report is corrected; the public reads it."""

    reason = _words(
        "เหตุผลที่แก้ไข",
        4,
        LONGEST_REASON,
        "ประชาชนเห็นเหตุผลนี้ในประวัติฉบับ เมื่อเผยแพร่ฉบับใหม่",
        "โปรดระบุเหตุผลที่แก้ไข",
    )


class WithdrawForm(forms.Form):
    """Why a report is taken from the public, who reads it in its place."""

    reason = _words(
        "เหตุผลที่ถอน",
        4,
        LONGEST_REASON,
        "ประชาชนเห็นเหตุผลนี้ที่ที่อยู่ของรายงาน โปรดไม่ใส่ข้อมูลที่เป็นเหตุให้ถอน",
        "โปรดระบุเหตุผลที่ถอน",
    )
    is_sure = _tick("ยืนยันถอนทุกฉบับที่เผยแพร่แล้วของรายงานนี้", "โปรดยืนยันการถอน")
