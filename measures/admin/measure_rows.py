"""The rows of a measure as inlines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import parse_int, to_thai
from measures.admin.lists import NOTHING
from measures.admin.rows import RowForm, RowFormSet, ShownRows, StackedRows, TabularRows
from measures.models import (
    EvidenceFile,
    Measure,
    Outcome,
    Output,
    Owner,
    Step,
    Suggestion,
    Unit,
)

PERIOD = ("period_text", "period_kind", "period_start", "period_end")
SHOWN_PERIOD = ("period_text", "period_kind", "period_days")
WHOLE_MEASURE = "ทั้งมาตรการ"
_LABEL_LENGTH = 60


def period_days(row: Measure | Step) -> str:
    """The days that a period means."""
    if row.period_start is None or row.period_end is None:
        return NOTHING
    days = (row.period_start, row.period_end)
    return " – ".join(format_date(day, "medium") for day in days)


class StepRowForm(RowForm):
    """Reads one step."""

    class Meta:
        labels = {"depth": "ระดับ (๐ ๑ ๒)", "mark": "เครื่องหมาย"}


class StepRows(StackedRows):
    """The steps; the rows below name them by `step_key`."""

    model = Step
    form = StepRowForm
    readonly_fields = ("period_days",)
    classes = ("steps",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        period = PERIOD if self.has_change_permission(request, obj) else SHOWN_PERIOD
        return (("position", "depth", "mark"), "text", period)

    @admin.display(description="ช่วงวันที่")
    def period_days(self, row: Step) -> str:
        return period_days(row)


class PlacedFormSet(RowFormSet):
    """Rows of the measure, or of one of its steps: also of one that is new in this very form."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        step_id = form.instance.step_id if form.instance.pk else None
        form.fields["place"] = forms.ChoiceField(
            label="ของขั้นตอน",
            required=False,
            choices=self.step_choices(),
            initial=step_key(step_id, None) if step_id else "",
            widget=forms.Select(attrs={"class": "step-choice"}),
        )

    def step_choices(self) -> list[tuple[str, str]]:
        """The whole measure, its steps, and the rows of the form that may become steps."""
        if not hasattr(self, "_step_choices"):
            steps = list(self.instance.steps.all()) if self.instance.pk else []
            choices = [("", WHOLE_MEASURE)]
            choices += [
                (step_key(step.pk, None), _label(number, step))
                for number, step in enumerate(steps, 1)
            ]
            total = parse_int(self.data.get("steps-TOTAL_FORMS", "")) if self.is_bound else None
            most = len(steps) + 1 if total is None else min(total, self.absolute_max)
            choices += [
                (step_key(None, index), f"ขั้นตอนใหม่ แถวที่ {to_thai(str(index + 1))}")
                for index in range(len(steps), most)
            ]
            self._step_choices = choices
        return self._step_choices


def step_key(pk: int | None, index: int | None) -> str:
    """How a row names its step: by key, or a new one by its line in the form."""
    return f"new-{index}" if pk is None else f"step-{pk}"


def _label(number: int, step: Step) -> str:
    words = str(step).replace("\n", " ")
    short = words if len(words) <= _LABEL_LENGTH else f"{words[:_LABEL_LENGTH]}…"
    return f"{to_thai(str(number))}: {short}"


class PlacedRowForm(RowForm):
    """Reads one row and the step that it belongs to."""

    place = forms.ChoiceField(label="ของขั้นตอน", required=False)


class PlacedRows(TabularRows):
    form = PlacedRowForm
    formset = PlacedFormSet

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        first = F("step__position").asc(nulls_first=True)
        rows = super().get_queryset(request).select_related("step")
        return rows.order_by(first, "position", "pk")

    @admin.display(description="ของขั้นตอน")
    def place(self, row: Any) -> str:
        """The step's words, where the row is only shown."""
        return str(row.step) if row.step else WHOLE_MEASURE


class OwnerFormSet(PlacedFormSet):
    """Owners, with the units of the organization; those that an owner means come first."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if self.instance.pk is None:
            del form.fields["units"]
        else:
            meant = form.instance.units.all() if form.instance.pk else ()
            chosen = [unit.pk for unit in meant]
            first = sorted(self.unit_choices(), key=lambda choice: choice[0] not in chosen)
            form.fields["units"].choices = first
            form.initial["units"] = chosen

    def unit_choices(self) -> list[tuple[int, str]]:
        if not hasattr(self, "_unit_choices"):
            units = Unit.objects.filter(organization=self.instance.plan.organization_id)
            self._unit_choices = [(unit.pk, unit.name) for unit in units]
        return self._unit_choices


class OwnerRowForm(PlacedRowForm):
    """Reads one owner: the words, and the units that they mean."""

    units = forms.TypedMultipleChoiceField(
        label="หมายถึงหน่วยงานภายใน",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )


class OwnerRows(PlacedRows):
    model = Owner
    form = OwnerRowForm
    formset = OwnerFormSet
    readonly_fields = ("meant",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Units are chosen once the measure stands: until then the words are read."""
        words = ("position", "place", "text")
        if obj is None:
            return words
        return (*words, "units" if self.has_change_permission(request, obj) else "meant")

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "units":
            return None  # the form's own field: Django's would ask the database for each row
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Owner]:
        return super().get_queryset(request).prefetch_related("units")

    @admin.display(description="หมายถึงหน่วยงานภายใน")
    def meant(self, row: Owner) -> str:
        return (", ".join(unit.name for unit in row.units.all()) if row.pk else "") or NOTHING


class OutputRows(PlacedRows):
    model = Output
    fields = ("position", "place", "mark", "text")


class OutcomeRows(TabularRows):
    model = Outcome
    fields = ("position", "mark", "text")


class SuggestionRows(PlacedRows):
    model = Suggestion
    fields = ("position", "place", "mark", "text")


class EvidenceRows(ShownRows):
    """Evidence is added and taken away where its files are checked, not here."""

    model = EvidenceFile
    fields = ("position", "kind", "caption", "original_name", "url", "size_bytes", "is_in_annex")
