"""The texts of the measures document."""

from __future__ import annotations

from django import forms

from measures.forms.limits import AtMost
from reports.measures_document import DocumentTexts

LONGEST_TITLE = 500
LONGEST_TEXT = 20_000


def _text(
    label: str, rows: int, letters: int, help_text: str, missing: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        validators=[AtMost(letters)],
        widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"}),
        error_messages={"required": missing},
    )


class DocumentForm(forms.Form):
    """Reads the texts; `revision` is the one that they were read with."""

    title = _text("ชื่อเอกสาร", 3, LONGEST_TITLE, "ขึ้นบรรทัดใหม่ได้ตามที่จะพิมพ์", "โปรดใส่ชื่อเอกสาร")
    analysis = _text(
        "การวิเคราะห์ผลการประเมิน ITA ปีก่อน",
        8,
        LONGEST_TEXT,
        "บอกข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน ประเด็นที่ต้องพัฒนา และแนวทางนำไปปฏิบัติ ให้ครบทุกประเด็น",
    )
    follow_up = _text(
        "แนวทางการกำกับติดตามและการรายงานผล",
        4,
        LONGEST_TEXT,
        "ใช้กับทุกมาตรการ มาตรการที่มีช่องกำกับติดตามของตนเองใช้ข้อความในช่องนั้น",
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def to_texts(self) -> DocumentTexts:
        data = self.cleaned_data
        return DocumentTexts(
            title=data["title"], analysis=data["analysis"], follow_up=data["follow_up"]
        )
