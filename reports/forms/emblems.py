"""The picture of an emblem on its way in."""

from __future__ import annotations

from django import forms


class EmblemForm(forms.Form):
    """One picture; what it is, the service finds out."""

    picture = forms.FileField(
        label="ไฟล์ภาพตรา",
        help_text="JPG, PNG หรือ WebP พื้นหลังโปร่งใสพิมพ์เป็นสีขาว ภาพกว้างหรือสูงอย่างน้อย ๔๘๐ จุดพิมพ์คมชัด",
        widget=forms.FileInput(
            attrs={"class": "form-control", "accept": "image/jpeg,image/png,image/webp"}
        ),
        error_messages={
            "required": "โปรดเลือกไฟล์ภาพตรา",
            "invalid": "โปรดเลือกไฟล์ภาพตรา",
            "missing": "โปรดเลือกไฟล์ภาพตรา",
            "empty": "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น",
        },
    )
