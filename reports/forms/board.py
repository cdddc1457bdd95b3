"""Until when a report is to be ready."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from ita_portal.thai.numerals import to_thai
from measures.writing import BadValue, day_text, read_day


class DueForm(forms.Form):
    """A day as people write it; empty for none."""

    due_on = forms.CharField(
        label="กำหนดส่งตรวจภายใน",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, fiscal_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fiscal_year = fiscal_year
        example = f"เช่น ๓๑ มีนาคม {to_thai(fiscal_year + 1)} เว้นว่างหากไม่กำหนด"
        self.fields["due_on"].help_text = example

    @staticmethod
    def initial_for(due_on: date | None) -> dict[str, str]:
        return {"due_on": day_text(due_on)}

    def clean_due_on(self) -> date | None:
        try:
            return read_day(str(self.cleaned_data["due_on"]), fiscal_year=self.fiscal_year)
        except BadValue as bad:
            raise forms.ValidationError(str(bad)) from bad
