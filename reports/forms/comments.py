"""What reviewers say of a field, and what its writers answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from reports.forms.boxes import words_box
from reports.models.comment import LONGEST_COMMENT


class PlaceForm(forms.Form):
    """A field of a measure; the measure 0 is the report itself, whose fields are others."""

    measure = forms.TypedChoiceField(
        label="มาตรการ",
        coerce=int,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "โปรดเลือกมาตรการ", "invalid_choice": "โปรดเลือกมาตรการ"},
    )
    field = forms.ChoiceField(
        label="ช่อง",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "โปรดเลือกช่อง", "invalid_choice": "โปรดเลือกช่อง"},
    )

    def __init__(
        self,
        *args: Any,
        measures: Sequence[tuple[int, str]],
        of_measure: Mapping[str, str],
        of_report: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._of_measure, self._of_report = of_measure, of_report
        self.fields["measure"].choices = [*measures, (0, "หัวรายงานและบทนำ")]  # type: ignore[attr-defined]  # of the select
        rest = {name: label for name, label in of_report.items() if name not in of_measure}
        self.fields["field"].choices = [  # type: ignore[attr-defined]  # of the select
            ("ช่องของมาตรการ", list(of_measure.items())),
            ("ช่องของหัวรายงานและบทนำ", list(rest.items())),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "measure" in data and "field" in data:
            fields = self._of_measure if data["measure"] else self._of_report
            if data["field"] not in fields:
                place = "มาตรการ" if data["measure"] else "หัวรายงานและบทนำ"
                self.add_error("field", f"ช่องนี้ไม่มีใน{place} โปรดเลือกช่องหรือมาตรการใหม่")
        return data


class CommentForm(PlaceForm):
    """A comment and its place."""

    text = words_box("ความเห็น", rows=3, letters=LONGEST_COMMENT, missing="โปรดพิมพ์ความเห็น")


class AnswerForm(forms.Form):
    """An answer; whoever says that it is mended need not say more."""

    text = words_box("คำตอบ", rows=2, letters=LONGEST_COMMENT)
    is_mended = forms.BooleanField(label="แก้แล้ว", required=False)
