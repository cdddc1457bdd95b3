"""The form of a plan's own texts, with the table and the round of its report."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.http import QueryDict

from ita_portal.thai.numerals import to_thai
from measures.forms.plans import PlanForm
from measures.models import AnnualPlan
from measures.writing.opening import PLAN_TEXT_AREAS
from reports.models import Layout, Report
from reports.queries.beginnings import layouts_for


class DetailsForm(PlanForm):
    """Reads everything of a report beside its measures.

    `seen` are marks of the texts that the person had before them, so that what another changed
    meanwhile is told apart from what they changed themselves. Without `may_lay_out` the table and
    the round are not asked for, nor where only some texts are open.
    """

    layout = forms.ModelChoiceField(
        queryset=Layout.objects.none(),
        label="รูปแบบตาราง",
        empty_label=None,
        error_messages={
            "required": "โปรดเลือกรูปแบบตาราง",
            "invalid_choice": "ไม่มีรูปแบบตารางนี้แล้ว โปรดเลือกใหม่",
        },
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    assessment_year = forms.TypedChoiceField(
        label="ใช้ประเมินปี", coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
    seen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: AnnualPlan, may_lay_out: bool, **kwargs: Any) -> None:
        year = plan.fiscal_year.year
        super().__init__(*args, organization=plan.organization, fiscal_year=year, **kwargs)
        opening = plan.opening
        for name in PLAN_TEXT_AREAS:
            if not opening.opens_plan_text(name):
                self.fields[name].disabled = True  # shown as it stands, whatever is sent
        if not may_lay_out or not opening.is_all:
            del self.fields["layout"], self.fields["assessment_year"]
            return
        layout: Any = self.fields["layout"]
        layout.queryset = layouts_for(plan.organization)
        rounds: Any = self.fields["assessment_year"]
        rounds.choices = [(one, f"พ.ศ. {to_thai(str(one))}") for one in (year + 1, year)]

    @classmethod
    def values_for(cls, plan: AnnualPlan, report: Report | None) -> dict[str, Any]:
        """What the form shows of a plan as it stands."""
        values = cls.initial_for(plan)
        year = report.assessment_year if report else None
        values["layout"] = report.layout_id if report else None
        values["assessment_year"] = year or plan.fiscal_year.year + 1
        return {**values, "seen": cls.marks_of(values)}

    @classmethod
    def marks_of(cls, values: dict[str, Any]) -> str:
        return " ".join(f"{name}:{cls.mark(name, values[name])}" for name in cls.texts())

    @classmethod
    def texts(cls) -> list[str]:
        """The names of what two people may both have changed."""
        return [name for name in cls.base_fields if name not in ("confirmed", "revision", "seen")]

    @classmethod
    def mark(cls, name: str, value: Any) -> str:
        """A short mark of a value as its box shows it."""
        return hashlib.sha256(cls.shown(name, value).encode()).hexdigest()[:12]

    @classmethod
    def shown(cls, name: str, value: Any) -> str:
        prepared = cls.base_fields[name].prepare_value(value)
        return "" if prepared is None else str(prepared).replace("\r\n", "\n").strip()

    def merged(self, current: dict[str, Any]) -> tuple[QueryDict, dict[str, str]]:
        """What to send in place of what was sent, and the texts of others that stand against it.

        A text that only the other person changed is theirs; one that both changed is shown twice.
        """
        seen = dict(part.split(":", 1) for part in self.data.get("seen", "").split() if ":" in part)
        data = QueryDict("", mutable=True)
        data.update(self.data)
        conflicts: dict[str, str] = {}
        for name in self.texts():
            if name not in self.fields or self.fields[name].disabled:
                continue
            theirs, mine = self.shown(name, current[name]), self.shown(name, data.get(name))
            if theirs == mine or self.mark(name, current[name]) == seen.get(name):
                continue
            if self.mark(name, mine) == seen.get(name):
                data[name] = theirs
            else:
                conflicts[name] = theirs
        data["revision"], data["seen"] = str(current["revision"]), current["seen"]
        return data, conflicts
