"""What organizations share: fiscal years and issue schemes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.admin.lists import count_link, count_of
from measures.admin.rows import TabularRows
from measures.admin.service_admin import Formsets, ServiceAdmin, person
from measures.admin.site import site
from measures.models import AnnualPlan, FiscalYear, Issue, IssueScheme
from measures.services.reference import (
    create_fiscal_year,
    delete_fiscal_year,
    delete_scheme,
    save_scheme,
    update_fiscal_year,
)
from measures.templatetags.thai import thai_count


@admin.register(FiscalYear, site=site)
class FiscalYearAdmin(ServiceAdmin):
    fields = ("year", "is_open")
    list_display = ("by_year", "days", "is_open", "plans_")
    list_filter = ("is_open",)
    search_fields = ("year",)
    counts = {"plan_count": count_of(AnnualPlan.objects.all(), "fiscal_year")}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("year",) if obj else ()

    @admin.display(description="ปีงบประมาณ พ.ศ.", ordering="year")
    def by_year(self, row: FiscalYear) -> str:
        return to_thai(str(row.year))

    @admin.display(description="ช่วงวันที่")
    def days(self, row: FiscalYear) -> str:
        return " – ".join(format_date(day, "medium") for day in row.bounds)

    @admin.display(description="แผน")
    def plans_(self, row: Any) -> SafeString | str:
        view = "admin:measures_annualplan_changelist"
        return count_link(row.plan_count, view, fiscal_year__id__exact=row.pk)

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> FiscalYear:
        values, by = form.cleaned_data, person(request)
        if change:
            return update_fiscal_year(fiscal_year=form.instance, is_open=values["is_open"], by=by)
        return create_fiscal_year(year=values["year"], is_open=values["is_open"], by=by)

    def remove(self, request: HttpRequest, row: FiscalYear) -> None:
        delete_fiscal_year(fiscal_year=row, by=person(request))


class IssueRows(TabularRows):
    model = Issue
    fields = ("position", "name")


@admin.register(IssueScheme, site=site)
class IssueSchemeAdmin(ServiceAdmin):
    fields = ("name", "organization", "source")
    autocomplete_fields = ("organization",)
    inlines = (IssueRows,)
    list_display = ("name", "for_whom", "issues_", "plans_")
    list_filter = (("organization", admin.EmptyFieldListFilter),)
    search_fields = ("name", "source", "organization__name")
    name_fields = ("organization__search_name",)
    related = ("organization",)
    counts = {
        "issue_count": count_of(Issue.objects.all(), "scheme"),
        "plan_count": count_of(AnnualPlan.objects.all(), "issue_scheme"),
    }

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("organization",) if obj else ()

    @admin.display(description="ใช้โดย", ordering="organization__sort_key")
    def for_whom(self, row: IssueScheme) -> str:
        return str(row.organization) if row.organization else "ทุกหน่วยงาน"

    @admin.display(description="จำนวนประเด็น", ordering="issue_count")
    def issues_(self, row: Any) -> str:
        return thai_count(row.issue_count)

    @admin.display(description="แผน")
    def plans_(self, row: Any) -> SafeString | str:
        view = "admin:measures_annualplan_changelist"
        return count_link(row.plan_count, view, issue_scheme__id__exact=row.pk)

    def label_of(self, row: IssueScheme) -> str:
        return f"{row.name} · {self.for_whom(row)}"

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> IssueScheme:
        values = form.cleaned_data
        return save_scheme(
            name=values["name"],
            source=values["source"],
            issues=[row["name"] for row in formsets[0].read()],
            organization=None if change else values["organization"],
            scheme=form.instance if change else None,
            by=person(request),
        )

    def remove(self, request: HttpRequest, row: IssueScheme) -> None:
        delete_scheme(scheme=row, by=person(request))
