"""Forms of signing in and of one's password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ita_portal.thai.numerals import to_arabic
from measures.models import User

REQUIRED_NAME = "โปรดใส่อีเมลหรือรหัสเจ้าหน้าที่"
REQUIRED_CODE = "โปรดใส่รหัสจากแอป หรือรหัสกู้คืน"
NOT_ALIKE = "รหัสผ่านสองช่องไม่เหมือนกัน"
PASSWORD_HINT = "อย่างน้อย ๑๒ ตัวอักษร ใช้หลายคำต่อกันได้ เว้นวรรคได้"  # noqa: S105 -- a message


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """A password as it was typed, with spaces and in any script."""
    return forms.CharField(
        label=label,
        max_length=1024,
        strip=False,
        help_text=help_text,
        error_messages={"required": f"โปรดใส่{label}"},
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": autocomplete}),
    )


def email_field(autocomplete: str) -> forms.EmailField:
    return forms.EmailField(
        label="อีเมล",
        max_length=254,
        error_messages={
            "required": "โปรดใส่อีเมล",
            "invalid": "อีเมลไม่ครบ ตัวอย่าง: saraban@example.go.th",
        },
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": autocomplete}),
    )


def code_field(label: str = "รหัสยืนยัน") -> forms.CharField:
    """A code of an app, or a recovery code."""
    return forms.CharField(
        label=label,
        max_length=40,
        error_messages={"required": REQUIRED_CODE},
        widget=forms.TextInput(
            attrs={
                "class": "form-control",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
            }
        ),
    )


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
    password = password_field("รหัสผ่าน", "current-password")
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # a refusal has the focus itself
            self.fields["name"].widget.attrs["autofocus"] = True

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        return to_arabic(name)


class CodeForm(forms.Form):
    """Reads the code of the second step."""

    code = code_field()


class ForgottenForm(forms.Form):
    """Reads the address to which a letter is wanted."""

    email = email_field("username")


class NewPasswordForm(forms.Form):
    """Reads a new password twice; `person` is whose it will be."""

    new_password = password_field("รหัสผ่านใหม่", "new-password", PASSWORD_HINT)
    again = password_field("รหัสผ่านใหม่อีกครั้ง", "new-password")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean(self) -> dict[str, object]:
        said = self.cleaned_data
        if "new_password" in said and "again" in said:
            if said["new_password"] != said["again"]:
                self.add_error("again", NOT_ALIKE)
            else:
                try:
                    validate_password(said["new_password"], self._person)
                except ValidationError as refusal:
                    self.add_error("new_password", refusal)
        return said


class ChangePasswordForm(NewPasswordForm):
    """Reads the present password and a new one."""

    password = password_field("รหัสผ่านปัจจุบัน", "current-password")
    field_order = ("password", "new_password", "again")


class OwnPasswordForm(forms.Form):
    """Reads the present password of a person who does something that matters."""

    password = password_field("รหัสผ่านของท่าน", "current-password")


class StartSecondStepForm(OwnPasswordForm):
    """Reads the code that the app shows first, and the password."""

    code = code_field("รหัส ๖ หลักที่แอปแสดง")
    field_order = ("code", "password")
