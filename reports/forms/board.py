"""Until when a report is to be ready."""

from __future__ import annotations

from datetime import date

from django import forms

from measures.writing import BadValue, day_text, read_day


class DueForm(forms.Form):
    """A day as people write it; empty for none."""

    due_on = forms.CharField(
        label="กำหนดส่งตรวจภายใน",
        help_text="เช่น ๓๑ มีนาคม ๒๕๖๙ เว้นว่างหากไม่กำหนด",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    @staticmethod
    def initial_for(due_on: date | None) -> dict[str, str]:
        return {"due_on": day_text(due_on)}

    def clean_due_on(self) -> date | None:
        try:
            return read_day(str(self.cleaned_data["due_on"]))
        except BadValue as bad:
            raise forms.ValidationError(str(bad)) from bad
