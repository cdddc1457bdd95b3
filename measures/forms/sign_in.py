"""The sign-in form."""

from __future__ import annotations

from django import forms

from ita_portal.thai.numerals import to_arabic

REQUIRED_NAME = "โปรดใส่อีเมลหรือรหัสเจ้าหน้าที่"
REQUIRED_PASSWORD = "โปรดใส่รหัสผ่าน"  # noqa: S105 -- a message


class SignInForm(forms.Form):
    """Reads an e-mail address or staff code, and a password."""

    name = forms.CharField(
        label="อีเมลหรือรหัสเจ้าหน้าที่",
        max_length=254,
        error_messages={"required": REQUIRED_NAME},
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = forms.CharField(
        label="รหัสผ่าน",
        max_length=1024,
        strip=False,
        error_messages={"required": REQUIRED_PASSWORD},
        widget=forms.PasswordInput(
            attrs={"class": "form-control", "autocomplete": "current-password"}
        ),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        return to_arabic(name)
