"""What the memo says on which a head approved."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from ita_portal.thai.numerals import to_thai
from measures.forms.limits import AtMost
from measures.writing import BadValue, read_day
from reports.forms.boxes import file_box, words_box
from reports.forms.decisions import LONGEST_TITLE, TITLE_LINES


def _line(label: str, letters: int, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        validators=[AtMost(letters)],
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": missing},
    )


class PaperForm(forms.Form):
    """The memo and its scan."""

    memo_number = _line("เลขที่หนังสือ", 100, "โปรดระบุเลขที่หนังสือ", "เช่น นค ๗๒๓๐๑/๑๒๓")
    signed_on = _line("ลงวันที่", 100, "โปรดระบุวันที่ลงนาม")
    printed_name = _line("ชื่อผู้ลงนาม", 200, "โปรดระบุชื่อผู้ลงนาม", "ตามที่พิมพ์ในวงเล็บใต้ลายมือชื่อ")
    printed_title = words_box(
        "ตำแหน่งที่พิมพ์ใต้ชื่อ",
        rows=2,
        letters=LONGEST_TITLE,
        help_text="พิมพ์ตามนี้ทุกตัวอักษร ไม่เกิน ๓ บรรทัด ประชาชนเห็นตำแหน่งนี้",
        missing="โปรดระบุตำแหน่งของผู้ลงนาม",
    )
    scan = file_box(
        "สำเนาหนังสือที่ลงนามแล้ว",
        accept="application/pdf,image/jpeg,image/png",
        help_text="PDF, JPG หรือ PNG ไม่เผยแพร่ต่อประชาชน",
        missing="โปรดแนบสำเนาหนังสือ",
    )

    def __init__(self, *args: Any, fiscal_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fiscal_year = fiscal_year
        example = f"เช่น ๙ มีนาคม {to_thai(fiscal_year + 1)} ใช้เลขไทยหรืออารบิกได้"
        self.fields["signed_on"].help_text = example

    def clean_signed_on(self) -> date:
        try:
            day = read_day(str(self.cleaned_data["signed_on"]), fiscal_year=self.fiscal_year)
        except BadValue as bad:
            raise forms.ValidationError(str(bad)) from bad
        if day is None:
            raise forms.ValidationError("โปรดระบุวันที่ลงนาม")
        return day

    def clean_printed_title(self) -> str:
        title = str(self.cleaned_data["printed_title"])
        if len(title.splitlines()) > TITLE_LINES:
            raise forms.ValidationError("ตำแหน่งที่พิมพ์ได้ไม่เกิน ๓ บรรทัด")
        return title
