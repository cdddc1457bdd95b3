"""Forms about a plan as a whole."""

from __future__ import annotations

from typing import Any

from django import forms

from measures.forms.limits import AtMost
from measures.inputs import MeasureInput
from measures.models import StockMeasure


class MeasureAddForm(forms.Form):
    """Reads a new measure: its issue and title, or a stock measure to begin with.

    `issues` are the names of the plan's issues; others may be typed.
    """

    issue = forms.CharField(
        label="ประเด็น",
        required=False,
        validators=[AtMost(500)],
        widget=forms.TextInput(attrs={"class": "form-control", "list": "issues"}),
    )
    title = forms.CharField(
        label="ชื่อมาตรการ โครงการ หรือกิจกรรม",
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
    stock = forms.ModelChoiceField(
        queryset=StockMeasure.objects.filter(is_offered=True),
        required=False,
        error_messages={"invalid_choice": "ไม่พบมาตรการที่เลือก โปรดเลือกใหม่"},
    )

    def __init__(self, *args: Any, issues: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issues = issues

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in ("issue", "title", "stock")):
            self.add_error("title", "โปรดใส่ชื่อมาตรการหรือประเด็น")
        return data

    def to_input(self) -> MeasureInput:
        """What was typed; a stock measure is read by its service."""
        return MeasureInput(title=self.cleaned_data["title"], issue=self.cleaned_data["issue"])
