"""Accepting an invitation."""

from __future__ import annotations

from django import forms

from measures.forms.sign_in import NewPasswordForm


class AcceptForm(NewPasswordForm):
    """Reads what the new account is shown as, and its password."""

    display_name = forms.CharField(
        label="ตำแหน่งหรือชื่อที่แสดง",
        max_length=200,
        help_text="ผู้ร่วมงานเห็นชื่อนี้ในประวัติการแก้ไข",
        error_messages={"required": "โปรดใส่ตำแหน่งหรือชื่อที่แสดง"},
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "organization-title"}
        ),
    )
    field_order = ("display_name", "new_password", "again")
