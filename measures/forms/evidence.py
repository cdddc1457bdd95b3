"""What people fill in about evidence. Services do the saving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator

from ita_portal.thai.numerals import to_thai
from measures.inspecting.filenames import measure_number
from measures.models import AnnualPlan, EvidenceFile, Measure, Step

NO_ADDRESS = "ที่อยู่ลิงก์ไม่ถูกต้อง ต้องขึ้นต้นด้วย https:// หรือ http:// โปรดคัดลอกจากเบราว์เซอร์มาวาง"
CAPTION_LENGTH = EvidenceFile._meta.get_field("caption").max_length or 0


class MeasureChoice(forms.ModelChoiceField):
    """A measure of the plan, by its number and name."""

    def label_from_instance(self, obj: Any) -> str:
        return to_thai(f"มาตรการที่ {obj.position} ") + str(obj)[:80]


class PlaceForm(forms.Form):
    """A measure of a plan; with `others`, none means something."""

    measure = MeasureChoice(
        label="มาตรการ",
        queryset=Measure.objects.none(),
        empty_label="เลือกมาตรการ",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "โปรดเลือกมาตรการ",
            "invalid_choice": "ไม่พบมาตรการนี้ในรายงาน โปรดเลือกอีกครั้ง",
        },
    )

    def __init__(self, *args: Any, plan: AnnualPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["measure"]
        if isinstance(field, MeasureChoice):
            field.queryset = Measure.objects.in_plan(plan)


class UploadForm(PlaceForm):
    """Where uploaded files belong: to one measure, or each to that which its name begins with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].required = False

    def measure_of(self, name: str) -> Measure | None:
        """The measure of a file: the chosen one, or the one of its number; None for neither."""
        chosen: Measure | None = self.cleaned_data["measure"]
        number = measure_number(name)
        field = self.fields["measure"]
        if chosen is not None or number is None or not isinstance(field, MeasureChoice):
            return chosen
        measures: list[Measure] = list(field.queryset or ())
        return measures[number - 1] if number <= len(measures) else None


class LinkForm(PlaceForm):
    """A link as evidence."""

    url = forms.CharField(
        label="ที่อยู่ลิงก์",
        max_length=1000,
        widget=forms.URLInput(attrs={"class": "form-control", "inputmode": "url"}),
        validators=[URLValidator(schemes=["http", "https"], message=NO_ADDRESS)],
        error_messages={
            "required": "โปรดใส่ที่อยู่ลิงก์",
            "max_length": "ยาวเกิน ๑,๐๐๐ ตัวอักษร",
        },
    )
    caption = forms.CharField(
        label="คำบรรยาย",
        max_length=CAPTION_LENGTH,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={
            "required": "โปรดใส่คำบรรยายของลิงก์",
            "max_length": "ยาวเกิน ๕๐๐ ตัวอักษร",
        },
    )
    token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    """What is said of a piece of evidence; `seen` is the caption that its editor saw."""

    caption = forms.CharField(
        required=False,
        max_length=CAPTION_LENGTH,
        error_messages={"max_length": "ยาวเกิน ๕๐๐ ตัวอักษร"},
    )
    seen = forms.CharField(required=False, strip=False)
    is_in_annex = forms.BooleanField(required=False)
    step = forms.ModelChoiceField(
        queryset=Step.objects.none(),
        required=False,
        error_messages={"invalid_choice": "ไม่พบขั้นตอนนี้ โปรดเลือกอีกครั้ง"},
    )

    def __init__(self, *args: Any, evidence: EvidenceFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Step.objects.filter(measure=evidence.measure_id)
