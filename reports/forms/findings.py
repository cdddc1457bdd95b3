"""Which findings are shown, and why one of them is no problem."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from ita_portal.thai.numerals import parse_int, to_thai

LONGEST_REASON = 500


class FilterForm:
    """The measure and the page that an address asks for; what is no number asks for nothing."""

    def __init__(self, data: QueryDict) -> None:
        self.measure = parse_int(data.get("measure", ""))
        self.page = parse_int(data.get("page", "")) or 1

    def allows(self, measure: int | None) -> bool:
        """Whether a finding of this measure is shown; measures count from 1, the plan is 0."""
        return self.measure is None or self.measure == (measure or 0)

    def address(self, page: int | None = None) -> str:
        """The query of the same measure's page; "" where nothing is asked for."""
        asked: dict[str, int] = {}
        if self.measure is not None:
            asked["measure"] = self.measure
        if (page or self.page) > 1:
            asked["page"] = page or self.page
        return f"?{urlencode(asked)}" if asked else ""


class DismissForm(forms.Form):
    """The reason."""

    reason = forms.CharField(
        label="เพราะ",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={
            "required": "โปรดระบุเหตุผล",
            "max_length": f"ยาวเกิน {to_thai(str(LONGEST_REASON))} ตัวอักษร โปรดย่อเหตุผลให้สั้นลง",
        },
    )
