"""The picture of an emblem on its way in."""

from __future__ import annotations

from django import forms

from reports.forms.boxes import file_box


class EmblemForm(forms.Form):
    """One picture."""

    picture = file_box(
        "ไฟล์ภาพตรา",
        accept="image/jpeg,image/png,image/webp",
        help_text="JPG, PNG หรือ WebP พื้นหลังโปร่งใสพิมพ์เป็นสีขาว ภาพกว้างหรือสูงอย่างน้อย ๔๘๐ จุดพิมพ์คมชัด",
        missing="โปรดเลือกไฟล์ภาพตรา",
    )
