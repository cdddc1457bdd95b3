"""Measures with everything in them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import to_thai
from measures.admin.lists import NOTHING, PlanLockFilter, count_of, lock_words, thai_moment
from measures.admin.measure_reading import read_measure
from measures.admin.measure_rows import (
    PERIOD,
    EvidenceRows,
    OutcomeRows,
    OutputRows,
    OwnerRows,
    StepRows,
    SuggestionRows,
)
from measures.admin.service_admin import Formsets, ServiceAdmin, ServiceForm, person
from measures.admin.site import site
from measures.inputs import AnnexInput
from measures.models import Measure, Outcome, Output, Owner, Step
from measures.services.measures import delete_measure, save_measure
from measures.templatetags.thai import thai_count

_TITLE_LENGTH = 90


class MeasureForm(ServiceForm):
    """Reads a measure's own fields, as of a revision."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].help_text = "เว้นว่างเพื่อต่อท้าย"

    def state(self) -> str:
        return str(self.instance.revision)


@admin.register(Measure, site=site)
class MeasureAdmin(ServiceAdmin):
    form = MeasureForm
    autocomplete_fields = ("plan",)
    inlines = (StepRows, OwnerRows, OutputRows, OutcomeRows, SuggestionRows, EvidenceRows)
    list_display = (
        "number",
        "short_title",
        "organization",
        "year",
        "status",
        "steps_",
        "owners_",
        "outputs_",
        "outcomes_",
        "lock",
        "changed",
    )
    list_display_links = ("number", "short_title")
    list_filter = (
        "plan__fiscal_year",
        "status",
        PlanLockFilter,
        "plan__organization__kind",
        "plan__organization__province",
    )
    search_fields = ("title", "issue_text", "plan__organization__name", "plan__organization__code")
    name_fields = ("plan__organization__search_name",)
    ordering = ("-plan__fiscal_year__year", "plan__organization__sort_key", "position", "pk")
    related = ("plan__organization", "plan__fiscal_year", "issue")
    counts = {
        "step_count": count_of(Step.objects.filter(depth=0), "measure"),
        "owner_count": count_of(Owner.objects.all(), "measure"),
        "output_count": count_of(Output.objects.all(), "measure"),
        "outcome_count": count_of(Outcome.objects.all(), "measure"),
    }
    delete_confirmation_template = "admin/measures/measure/delete_confirmation.html"

    class Media:
        js = ("js/admin-steps.js",)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """With its steps: the rows below choose among them."""
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            prefetch_related_objects([row], "steps")
        return row

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        place = ("plan", "position")
        shown = (("lock", "changed"),) if obj else ()
        extras = ("extra_cells",) if obj and obj.extras else ()
        meaning = ("issue",) if obj else ()
        own = (place, *shown, "issue_text", *meaning, "title", ("status", "expected_on"))
        rest = ("steps_lead", "annex_heading", "annex_text", *extras)
        return (
            (None, {"fields": (*own, "status_reason", PERIOD)}),
            ("ข้อความอื่น", {"fields": rest, "classes": ("collapse",)}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("plan", "issue", "lock", "changed", "extra_cells") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return [rows for rows in self.inlines if obj or rows is not EvidenceRows]

    def is_locked(self, row: Measure) -> bool:
        return row.plan.is_locked

    @admin.display(description="ลำดับ", ordering="position")
    def number(self, row: Measure) -> str:
        return to_thai(str(row.position))

    @admin.display(description="มาตรการ/โครงการ/กิจกรรม", ordering="title")
    def short_title(self, row: Measure) -> SafeString:
        title = row.title.replace("\n", " ")
        short = title if len(title) <= _TITLE_LENGTH else f"{title[:_TITLE_LENGTH]}…"
        if not row.issue_text:
            return format_html("{}", short)
        return format_html('{}<br><span class="quiet">{}</span>', row.issue_text, short)

    @admin.display(description="หน่วยงาน", ordering="plan__organization__sort_key")
    def organization(self, row: Measure) -> str:
        return row.plan.organization.name

    @admin.display(description="ปีงบประมาณ", ordering="plan__fiscal_year__year")
    def year(self, row: Measure) -> str:
        return to_thai(str(row.plan.fiscal_year.year))

    @admin.display(description="ขั้นตอน", ordering="step_count")
    def steps_(self, row: Any) -> str:
        return thai_count(row.step_count)

    @admin.display(description="ผู้รับผิดชอบ", ordering="owner_count")
    def owners_(self, row: Any) -> str:
        return thai_count(row.owner_count)

    @admin.display(description="ผลการดำเนินการ", ordering="output_count")
    def outputs_(self, row: Any) -> str:
        return thai_count(row.output_count)

    @admin.display(description="ผลลัพธ์", ordering="outcome_count")
    def outcomes_(self, row: Any) -> str:
        return thai_count(row.outcome_count)

    @admin.display(description="การแก้ไข", ordering="plan__locked_at")
    def lock(self, row: Measure) -> str:
        return lock_words(row.plan)

    @admin.display(description="แก้ไขล่าสุด", ordering="updated_at")
    def changed(self, row: Measure) -> str:
        return thai_moment(row.updated_at)

    @admin.display(description="ช่องอื่นในตาราง")
    def extra_cells(self, row: Measure) -> SafeString | str:
        cells = ((cell["heading"], cell["text"]) for cell in row.extras)
        return format_html_join("", "<p><strong>{}</strong><br>{}</p>", cells) or NOTHING

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> Measure:
        values = form.cleaned_data
        plan = form.instance.plan
        return save_measure(
            plan=plan,
            data=read_measure(form, formsets, fiscal_year=plan.fiscal_year.year),
            annex=AnnexInput(number="", heading=values["annex_heading"], text=values["annex_text"]),
            position=values["position"],
            measure=form.instance if change else None,
            revision=int(values["seen"]) if change else None,
            by=person(request),
        )

    def remove(self, request: HttpRequest, row: Measure) -> None:
        """Refused unless the page that asked showed the measure as it is."""
        seen = request.POST.get("revision", "")
        revision = int(seen) if seen.isdecimal() else -1
        delete_measure(measure=row, by=person(request), revision=revision)
