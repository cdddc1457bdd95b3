"""The form of an organization's own data."""

from __future__ import annotations

from typing import Any

from django import forms

from ita_portal.thai.numerals import to_arabic
from measures.inputs import OrganizationInput
from measures.models import Organization

_PLACE = ("name", "kind", "subdistrict", "district", "province")
_FIELDS = (*_PLACE, "website", "contact_email", "dla_code")


class OrganizationForm(forms.ModelForm):
    """Reads an organization's data. Bound to no instance: the service does the saving."""

    website = forms.URLField(
        label="เว็บไซต์",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "ที่อยู่เว็บไม่ครบ ตัวอย่าง: https://www.example.go.th"},
    )

    class Meta:
        model = Organization
        fields = _FIELDS
        error_messages = {
            "name": {"required": "โปรดใส่ชื่อหน่วยงาน"},
            "kind": {"required": "โปรดเลือกประเภท"},
            "contact_email": {"invalid": "อีเมลไม่ครบ ตัวอย่าง: saraban@example.go.th"},
        }

    def __init__(self, *args: Any, may_set_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name == "kind" else "form-control"
        self.fields["dla_code"].disabled = not may_set_code
        self.fields["dla_code"].help_text = (
            "เลขไทยหรือเลขอารบิก" if may_set_code else "ผู้ดูแลระบบเป็นผู้กำหนด โปรดแจ้งเมื่อต้องแก้"
        )

    @staticmethod
    def initial_for(organization: Organization) -> dict[str, Any]:
        return {name: getattr(organization, name) for name in _FIELDS}

    def clean_dla_code(self) -> str:
        return to_arabic(self.cleaned_data["dla_code"])

    def validate_unique(self) -> None:
        """The service knows which organization this is."""

    def validate_constraints(self) -> None:
        """The service knows which organization this is."""

    def to_input(self) -> OrganizationInput:
        said = self.cleaned_data
        return OrganizationInput(**{name: said[name] for name in _PLACE})
