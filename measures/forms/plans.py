"""Forms about a plan as a whole."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.db.models import Q

from measures.forms.limits import AtMost
from measures.forms.scores import ScoreField, YearField
from measures.inputs import MeasureInput, PlanInput
from measures.models import AnnualPlan, IssueScheme, Organization, StockMeasure


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


def _line(label: str, letters: int = 500, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control"})
    return forms.CharField(
        label=label, required=False, validators=[AtMost(letters)], widget=widget, **more
    )


def _area(label: str, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"class": "form-control", "rows": rows})
    return forms.CharField(
        label=label, required=False, validators=[AtMost(20_000)], widget=widget, **more
    )


def _number(label: str, kind: type[forms.CharField] = ScoreField) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal", "size": 8})
    return kind(label=label, required=False, widget=widget)


class PlanForm(forms.Form):
    """Reads a plan's own texts; `confirmed` are texts of an earlier year that still hold."""

    title = _area("ชื่อรายงาน", 2)
    place_text = _line(
        "บรรทัดชื่อและที่ตั้งใต้ชื่อรายงาน",
        help_text="เว้นว่างเพื่อใช้ชื่อ ตำบล อำเภอ และจังหวัดของหน่วยงาน",
    )
    introduction = _area("บทนำ", 10, help_text="เว้นบรรทัดว่างเพื่อขึ้นย่อหน้าใหม่")
    ita_year = _number("ปี พ.ศ. ของผลประเมิน", YearField)
    ita_total = _number("คะแนนรวม")
    ita_iit = _number("คะแนน IIT")
    ita_eit = _number("คะแนน EIT")
    ita_oit = _number("คะแนน OIT")
    ita_level = _line("ระดับ (พิมพ์ตามที่เขียน)", 100)
    issue_scheme = forms.ModelChoiceField(
        queryset=IssueScheme.objects.none(),
        label="ชุดประเด็น",
        required=False,
        empty_label="ไม่ใช้ชุดประเด็น",
        error_messages={"invalid_choice": "ไม่มีชุดประเด็นนี้แล้ว โปรดเลือกใหม่"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    issues_text = _area("ประเด็นที่แจ้งในบทนำ", 4, help_text="บรรทัดละหนึ่งประเด็น พิมพ์ตามที่เขียน")
    cover = _area("ข้อความหน้าปก", 4, help_text="พิมพ์เมื่อรูปแบบตารางมีหน้าปก")
    annex_heading = _line("หัวภาคผนวก")
    annex_lead = _area("ข้อความนำของภาคผนวก", 2)
    confirmed = forms.MultipleChoiceField(
        required=False, choices=[(field.name, field.name) for field in fields(PlanInput)]
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, organization: Organization, fiscal_year: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ita_year: Any = self.fields["ita_year"]
        ita_year.example = fiscal_year
        schemes = IssueScheme.objects.filter(Q(organization=None) | Q(organization=organization))
        scheme: Any = self.fields["issue_scheme"]
        scheme.queryset = schemes

    @staticmethod
    def initial_for(plan: AnnualPlan) -> dict[str, Any]:
        texts = {field.name: getattr(plan, field.name) for field in fields(PlanInput)}
        return {**texts, "issue_scheme": plan.issue_scheme_id, "revision": plan.revision}

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not title:
            raise forms.ValidationError("โปรดใส่ชื่อรายงาน")
        AtMost(500)(title)
        return title

    def to_input(self) -> PlanInput:
        return PlanInput(
            **{field.name: self.cleaned_data[field.name] for field in fields(PlanInput)}
        )
