"""The texts of the measures document."""

from __future__ import annotations

from django import forms

from reports.forms.boxes import words_box
from reports.measures_document import DocumentTexts

LONGEST_TITLE = 500
LONGEST_TEXT = 20_000


class DocumentForm(forms.Form):
    """Reads the texts; `revision` is the one that they were read with."""

    title = words_box(
        "ชื่อเอกสาร",
        rows=3,
        letters=LONGEST_TITLE,
        help_text="ขึ้นบรรทัดใหม่ได้ตามที่จะพิมพ์",
        missing="โปรดใส่ชื่อเอกสาร",
    )
    analysis = words_box(
        "การวิเคราะห์ผลการประเมิน ITA ปีก่อน",
        rows=8,
        letters=LONGEST_TEXT,
        help_text="บอกข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน ประเด็นที่ต้องพัฒนา"
        " และแนวทางนำไปปฏิบัติ ให้ครบทุกประเด็น",
    )
    follow_up = words_box(
        "แนวทางการกำกับติดตามและการรายงานผล",
        rows=4,
        letters=LONGEST_TEXT,
        help_text="ใช้กับทุกมาตรการ มาตรการที่มีช่องกำกับติดตามของตนเองใช้ข้อความในช่องนั้น",
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def to_texts(self) -> DocumentTexts:
        data = self.cleaned_data
        return DocumentTexts(
            title=data["title"], analysis=data["analysis"], follow_up=data["follow_up"]
        )
