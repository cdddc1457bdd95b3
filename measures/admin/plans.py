"""Annual plans, with the measures in them."""

from __future__ import annotations

from dataclasses import fields as input_fields
from typing import Any

from django.contrib import admin
from django.core.validators import MaxValueValidator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import to_thai
from measures.admin.lists import LockFilter, count_link, count_of, lock_words, thai_moment
from measures.admin.service_admin import Formsets, ServiceAdmin, ServiceForm, person, seen_revision
from measures.admin.site import site
from measures.inputs import PlanInput
from measures.models import AnnualPlan, FiscalYear, Measure
from measures.services.plan_removal import delete_plan
from measures.services.plans import default_texts, open_plan, update_plan

_SCORES = ("ita_total", "ita_iit", "ita_eit", "ita_oit")
_TEXTS = tuple(field.name for field in input_fields(PlanInput))


class PlanForm(ServiceForm):
    """Reads a plan's own texts, as of a revision; a new plan may leave its title open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _SCORES:
            if name in self.fields:
                self.fields[name].validators.append(MaxValueValidator(100))
        if "title" in self.fields and self.instance.pk is None:
            self.fields["title"].required = False
            self.fields["title"].help_text = "เว้นว่างเพื่อใช้ชื่อมาตรฐานของปีนั้น"

    def state(self) -> str:
        return str(self.instance.revision)


@admin.register(AnnualPlan, site=site)
class PlanAdmin(ServiceAdmin):
    form = PlanForm
    autocomplete_fields = ("organization", "fiscal_year", "issue_scheme")
    list_display = ("organization", "year", "title", "measures_", "lock", "changed")
    list_display_links = ("organization", "title")
    list_filter = (
        "fiscal_year",
        LockFilter,
        "organization__kind",
        "organization__province",
        "issue_scheme",
    )
    search_fields = ("title", "organization__name", "organization__code", "fiscal_year__year")
    name_fields = ("organization__search_name",)
    related = ("organization", "fiscal_year", "issue_scheme")
    counts = {"measure_count": count_of(Measure.objects.filter(binned_at=None), "plan")}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own = ("organization", "fiscal_year")
        ita = ("ita_year", "ita_total", "ita_level"), ("ita_iit", "ita_eit", "ita_oit")
        sheets: list[tuple[str | None, dict[str, Any]]] = [
            (
                None,
                {
                    "fields": (
                        own,
                        *(("lock",) if obj else ()),
                        "title",
                        "place_text",
                        "introduction",
                    )
                },
            ),
            ("ผลการประเมิน ITA ที่อ้างถึง", {"fields": ita}),
            ("ประเด็น", {"fields": ("issue_scheme", "issues_text")}),
            ("หน้าปกและภาคผนวก", {"fields": ("cover", "annex_heading", "annex_lead")}),
        ]
        if obj:
            sheets.insert(1, ("มาตรการ", {"fields": ("measure_list",)}))
        return sheets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("organization", "fiscal_year", "lock", "measure_list") if obj else ()

    def is_locked(self, row: AnnualPlan) -> bool:
        return not row.opening.is_all

    @admin.display(description="ปีงบประมาณ", ordering="fiscal_year__year")
    def year(self, row: AnnualPlan) -> str:
        return to_thai(str(row.fiscal_year.year))

    @admin.display(description="มาตรการ", ordering="measure_count")
    def measures_(self, row: Any) -> SafeString | str:
        view = "admin:measures_measure_changelist"
        return count_link(row.measure_count, view, plan__id__exact=row.pk)

    @admin.display(description="การแก้ไข", ordering="locked_at")
    def lock(self, row: AnnualPlan) -> str:
        return lock_words(row)

    @admin.display(description="แก้ไขล่าสุด", ordering="updated_at")
    def changed(self, row: AnnualPlan) -> str:
        return thai_moment(row.updated_at)

    @admin.display(description="มาตรการในแผน")
    def measure_list(self, row: AnnualPlan) -> SafeString:
        measures = Measure.objects.in_plan(row).only(
            "pk", "position", "title", "issue_text", "status"
        )
        return render_to_string(
            "admin/measures/annualplan/_measures.html", {"plan": row, "measures": measures}
        )

    def remove(self, request: HttpRequest, row: AnnualPlan) -> None:
        delete_plan(plan=row, by=person(request), revision=seen_revision(request))

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> AnnualPlan:
        values = form.cleaned_data
        texts = {name: values[name] for name in _TEXTS}
        scheme, by = values["issue_scheme"], person(request)
        if change:
            return update_plan(
                plan=form.instance,
                data=PlanInput(**texts),
                issue_scheme=scheme,
                revision=int(values["seen"]),
                by=by,
            )
        year: FiscalYear = values["fiscal_year"]
        texts["title"] = texts["title"] or default_texts(year).title
        return open_plan(
            organization=values["organization"],
            fiscal_year=year,
            data=PlanInput(**texts),
            issue_scheme=scheme,
            by=by,
        )
