"""Measures with everything in them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.admin.extras import ExtrasField
from measures.admin.lists import NOTHING, PlanLockFilter, count_of, lock_words, thai_moment
from measures.admin.measure_reading import (
    read_measure,
    read_units,
    says_other_words,
    units_of_owners,
)
from measures.admin.measure_rows import (
    PERIOD,
    SHOWN_PERIOD,
    EvidenceRows,
    OutcomeRows,
    OutputRows,
    OwnerRows,
    StepRows,
    SuggestionRows,
    period_days,
)
from measures.admin.service_admin import Formsets, ServiceAdmin, ServiceForm, person, seen_revision
from measures.admin.site import site
from measures.inputs import AnnexInput
from measures.models import EvidenceFile, Issue, Measure, Outcome, Output, Step
from measures.services.issues import choose_issue
from measures.services.measures import delete_measure, save_measure
from measures.services.owners import choose_units
from measures.templatetags.thai import thai_count
from measures.writing.opening import Area

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
        "outputs_",
        "outcomes_",
        "is_open",
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
        "output_count": count_of(Output.objects.all(), "measure"),
        "evidence_count": count_of(EvidenceFile.objects.all(), "measure"),
        "outcome_count": count_of(Outcome.objects.all(), "measure"),
    }

    class Media:
        js = ("js/admin-steps.js",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """What lies in a plan's bin is put back or forgotten where it was put there."""
        return super().get_queryset(request).filter(binned_at=None)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "extras":
            return ExtrasField(
                label="ช่องอื่นในตาราง",
                required=False,
                help_text="หัวช่องต้องตรงกับหัวช่องในรูปแบบตาราง จึงจะพิมพ์ ลบได้โดยลบข้อความทั้งสองช่อง",
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """With its steps: the rows below choose among them."""
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            prefetch_related_objects([row], "steps")
        return row

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        place = ("plan", "position")
        shown = (("lock", "changed"),) if obj else ()
        meaning = ("issue",) if obj else ()
        is_open = obj is None or self.has_change_permission(request, obj)
        extras = ("extras",) if is_open else ("extra_cells",)
        expected, period = ("expected_on", PERIOD) if is_open else ("expected", SHOWN_PERIOD)
        own = (place, *shown, "issue_text", *meaning, "title", ("status", expected))
        rest = ("steps_lead", "annex_heading", "annex_text", *extras)
        return (
            (None, {"fields": (*own, "status_reason", period)}),
            ("ข้อความอื่น", {"fields": rest, "classes": ("collapse",)}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        shown = ("plan", "lock", "changed", "extra_cells", "expected", "period_days")
        return shown if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None and "issue" in form.base_fields:
            issues = Issue.objects.filter(scheme=obj.plan.issue_scheme_id)
            form.base_fields["issue"].queryset = issues
            form.base_fields["issue"].help_text = "อ่านจากหัวข้อใหม่เมื่อแก้ไขประเด็นหรือชื่อมาตรการ"
        return form

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        has_evidence = obj is not None and obj.evidence_count
        return [rows for rows in self.inlines if has_evidence or rows is not EvidenceRows]

    def is_locked(self, row: Measure) -> bool:
        return not row.plan.opening.opens(row.pk, Area.WHOLE)

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

    @admin.display(description="ผล", ordering="output_count")
    def outputs_(self, row: Any) -> str:
        return thai_count(row.output_count)

    @admin.display(description="ผลลัพธ์", ordering="outcome_count")
    def outcomes_(self, row: Any) -> str:
        return thai_count(row.outcome_count)

    @admin.display(description="แก้ไขได้", ordering="plan__locked_at", boolean=True)
    def is_open(self, row: Measure) -> bool:
        return row.plan.opening.is_all

    @admin.display(description="การแก้ไข")
    def lock(self, row: Measure) -> str:
        return lock_words(row.plan)

    @admin.display(description="แก้ไขล่าสุด", ordering="updated_at")
    def changed(self, row: Measure) -> str:
        return thai_moment(row.updated_at)

    @admin.display(description="คาดว่าจะดำเนินการ")
    def expected(self, row: Measure) -> str:
        return format_date(row.expected_on, "medium") if row.expected_on else NOTHING

    @admin.display(description="ช่วงวันที่")
    def period_days(self, row: Measure) -> str:
        return period_days(row)

    @admin.display(description="ช่องอื่นในตาราง")
    def extra_cells(self, row: Measure) -> SafeString | str:
        cells = ((cell["heading"], cell["text"]) for cell in row.extras)
        return format_html_join("", "<p><strong>{}</strong><br>{}</p>", cells) or NOTHING

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> Measure:
        values, by = form.cleaned_data, person(request)
        plan = form.instance.plan
        has_issue, units = change and "issue" in form.changed_data, read_units(formsets)
        if change and (has_issue or units) and not says_other_words(form, formsets):
            saved: Measure = form.instance
            saved.revision = int(values["seen"])
        else:
            saved = save_measure(
                plan=plan,
                data=read_measure(form, formsets, fiscal_year=plan.fiscal_year.year),
                annex=AnnexInput(
                    number="", heading=values["annex_heading"], text=values["annex_text"]
                ),
                position=values["position"],
                measure=form.instance if change else None,
                revision=int(values["seen"]) if change else None,
                by=by,
            )
        meant = units_of_owners(saved, units)
        if has_issue:
            issue = values["issue"]
            saved = choose_issue(measure=saved, issue=issue, revision=saved.revision, by=by)
        if meant:
            saved = choose_units(measure=saved, units=meant, revision=saved.revision, by=by)
        return saved

    def remove(self, request: HttpRequest, row: Measure) -> None:
        delete_measure(measure=row, by=person(request), revision=seen_revision(request))
