"""The form that begins a year's report."""

from __future__ import annotations

from typing import Any

from django import forms

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, FiscalYear, IssueScheme, Organization, StockMeasure
from reports.models import Layout
from reports.queries.beginnings import layouts_for, schemes_for

WAYS = ("copy", "issues", "stock")
_GONE = "ตัวเลือกนี้ไม่มีแล้ว โปรดเลือกใหม่"


class StartForm(forms.Form):
    """Reads how a report is begun: the way that was pressed, and what is set for it."""

    way = forms.ChoiceField(
        choices=[(way, way) for way in WAYS],
        error_messages={"required": "โปรดเลือกวิธีเริ่มรายงาน", "invalid_choice": "โปรดเลือกวิธีเริ่มรายงาน"},
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    assessment_year = forms.TypedChoiceField(
        label="ใช้ประเมินปี", coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
    layout = forms.ModelChoiceField(
        queryset=Layout.objects.none(),
        label="รูปแบบตาราง",
        empty_label=None,
        error_messages={"required": "โปรดเลือกรูปแบบตาราง", "invalid_choice": _GONE},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    source = forms.ModelChoiceField(
        queryset=AnnualPlan.objects.none(),
        label="คัดลอกจาก",
        required=False,
        empty_label=None,
        error_messages={"invalid_choice": _GONE},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    scheme = forms.ModelChoiceField(
        queryset=IssueScheme.objects.none(),
        label="ชุดประเด็น",
        required=False,
        empty_label=None,
        error_messages={"invalid_choice": _GONE},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    stock = forms.ModelMultipleChoiceField(
        queryset=StockMeasure.objects.filter(is_offered=True),
        label="มาตรการที่ใช้บ่อย",
        required=False,
        error_messages={"invalid_choice": _GONE, "invalid_pk_value": _GONE},
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(
        self, *args: Any, organization: Organization, fiscal_year: FiscalYear, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        year = fiscal_year.year
        others = AnnualPlan.objects.filter(organization=organization)
        self._choose("assessment_year").choices = [
            (value, f"พ.ศ. {to_thai(str(value))}") for value in (year + 1, year)
        ]
        self._choose("layout").queryset = layouts_for(organization)
        self._choose("scheme").queryset = schemes_for(organization)
        self._choose("source").queryset = others.exclude(fiscal_year=fiscal_year)

    def _choose(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        needed = {"copy": "source", "issues": "scheme", "stock": "stock"}.get(data.get("way", ""))
        if needed and needed not in self.errors and not data.get(needed):
            self.add_error(needed, f"โปรดเลือก{self.fields[needed].label}")
        return data
