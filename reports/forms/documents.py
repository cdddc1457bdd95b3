"""The texts of the measures document, and what is said when it is published."""

from __future__ import annotations

from typing import Any

from django import forms

from ita_portal.thai.numerals import to_thai
from reports.forms.boxes import words_box
from reports.forms.decisions import LONGEST_REASON, tick
from reports.forms.papers import PaperForm
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


class PublishDocumentForm(PaperForm):
    """What the head signed, that this is it, and why there is another one after the first."""

    is_same = tick("ข้อความที่จะเผยแพร่ตรงกับเอกสารที่ผู้บริหารลงนามแล้ว", "โปรดยืนยันว่าข้อความตรงกับเอกสารที่ลงนาม")
    reason = words_box(
        "เหตุผลที่ออกฉบับใหม่",
        rows=3,
        letters=LONGEST_REASON,
        help_text="ประชาชนเห็นเหตุผลนี้ในประวัติฉบับ",
        missing="โปรดระบุเหตุผลที่ออกฉบับใหม่",
    )

    def __init__(self, *args: Any, fiscal_year: int, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, fiscal_year=fiscal_year, **kwargs)
        example = f"เช่น ๙ ตุลาคม {to_thai(fiscal_year - 1)} ใช้เลขไทยหรืออารบิกได้"
        self.fields["signed_on"].help_text = example
        if is_first:
            del self.fields["reason"]


class WithdrawDocumentForm(forms.Form):
    """Why the document is taken from the public, who reads it in its place."""

    reason = words_box(
        "เหตุผลที่ถอน",
        rows=4,
        letters=LONGEST_REASON,
        help_text="ประชาชนเห็นเหตุผลนี้ที่ที่อยู่ของเอกสาร โปรดไม่ใส่ข้อมูลที่เป็นเหตุให้ถอน",
        missing="โปรดระบุเหตุผลที่ถอน",
    )
    is_sure = tick("ยืนยันถอนทุกฉบับที่เผยแพร่แล้วของเอกสารนี้", "โปรดยืนยันการถอน")
