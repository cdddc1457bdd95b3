"""Who decides on the reports of an organization, in order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from ita_portal.thai.numerals import to_thai
from measures.forms.limits import AtMost
from measures.roles import Role
from reports.models import ApprovalRoute
from reports.models.route import LONGEST_POST, MOST_STEPS, WHO, RouteStep

LONGEST_REASON = 500


class RouteForm(forms.Form):
    """Rows of a role and a post; a row without a role is left out."""

    allows_own_work = forms.BooleanField(
        label="ผู้ที่ส่งตรวจหรือเขียนทั้งฉบับคนเดียวพิจารณาฉบับของตนเองได้",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    own_work_reason = forms.CharField(
        label="เหตุผลที่ให้พิจารณาฉบับของตนเองได้",
        help_text="เช่น หน่วยงานมีเจ้าหน้าที่คนเดียว ระบบบันทึกเหตุผลนี้ และทำเครื่องหมายทุกครั้งที่ใช้",
        required=False,
        validators=[AtMost(LONGEST_REASON)],
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_STEPS + 1):
            number = to_thai(str(place))
            self.fields[f"role-{place}"] = forms.ChoiceField(
                label=f"ขั้นที่ {number} ผู้พิจารณา",
                required=False,
                choices=[("", "ไม่มีขั้นนี้"), *((role.value, who) for role, who in WHO.items())],
                widget=forms.Select(attrs={"class": "form-select"}),
                error_messages={"invalid_choice": "โปรดเลือกผู้พิจารณา"},
            )
            self.fields[f"post-{place}"] = forms.CharField(
                label=f"ขั้นที่ {number} ตำแหน่งที่แสดง",
                required=False,
                validators=[AtMost(LONGEST_POST)],
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @staticmethod
    def initial_for(route: ApprovalRoute) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "allows_own_work": route.allows_own_work,
            "own_work_reason": route.own_work_reason,
        }
        for place, step in enumerate(RouteStep.read(route.steps), 1):
            shown |= {f"role-{place}": step.role.value, f"post-{place}": step.post}
        return shown

    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """The boxes of each step."""
        places = range(1, MOST_STEPS + 1)
        return [(self[f"role-{place}"], self[f"post-{place}"]) for place in places]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("allows_own_work") and not data.get("own_work_reason"):
            self.add_error("own_work_reason", "โปรดระบุเหตุผลที่ให้ผู้ส่งพิจารณาเองได้")
        for place in range(1, MOST_STEPS + 1):
            if data.get(f"post-{place}") and not data.get(f"role-{place}"):
                self.add_error(f"role-{place}", "โปรดเลือกผู้พิจารณาของขั้นนี้ หรือลบตำแหน่ง")
        return data

    def to_steps(self) -> list[RouteStep]:
        said = self.cleaned_data
        return [
            RouteStep(role=Role(said[f"role-{place}"]), post=said[f"post-{place}"])
            for place in range(1, MOST_STEPS + 1)
            if said[f"role-{place}"]
        ]
