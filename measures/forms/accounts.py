"""Forms of a person's own account."""

from __future__ import annotations

from django import forms

from measures.models import User

THEMES = (("auto", "ตามเครื่อง"), ("light", "สว่าง"), ("dark", "มืด"))


class NameForm(forms.ModelForm):
    """Reads what a person is shown as. Bound to no instance: the service does the saving."""

    class Meta:
        model = User
        fields = ["display_name"]
        widgets = {
            "display_name": forms.TextInput(
                attrs={"class": "form-control", "autocomplete": "organization-title"}
            )
        }
        error_messages = {"display_name": {"required": "โปรดใส่ตำแหน่งหรือชื่อที่แสดง"}}


class ThemeForm(forms.Form):
    """Reads the colours a person wants on this device."""

    theme = forms.ChoiceField(choices=THEMES)
