"""The official record, to be read: reports, versions, decisions and files."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import to_thai
from measures.admin.lists import NOTHING, count_link, count_of, thai_moment
from measures.admin.rows import ShownRows
from measures.admin.service_admin import RecordAdmin
from measures.admin.site import site
from measures.templatetags.thai import file_size, thai_count
from reports.models import Decision, ExportFile, Report, ReportVersion

_PLAN = ("plan__organization__name", "plan__organization__code", "plan__fiscal_year__year")


class RecordRows(ShownRows):
    """Rows of the record below a row."""

    @admin.display(description="เมื่อ")
    def when(self, row: Any) -> str:
        return thai_moment(row.at)

    @admin.display(description="จัดทำเมื่อ")
    def made(self, row: Any) -> str:
        return thai_moment(row.made_at)

    @admin.display(description="จัดทำเมื่อ")
    def frozen(self, row: Any) -> str:
        return thai_moment(row.frozen_at)

    @admin.display(description="ขนาด")
    def size(self, row: Any) -> str:
        return file_size(row.size_bytes)


class VersionRows(RecordRows):
    model = ReportVersion
    fields = ("number", "frozen", "organization_name", "measure_count", "page")
    readonly_fields = ("frozen", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportVersion]:
        rows: QuerySet[ReportVersion] = super().get_queryset(request)
        return rows.select_related(*_up("report__")).defer("content", "layout")


class DecisionRows(RecordRows):
    model = Decision
    fields = ("when", "verb", "by", "printed_title", "reason", "page")
    readonly_fields = ("when", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return _with_version(super().get_queryset(request)).select_related("by")


class FileRows(RecordRows):
    model = ExportFile
    fields = ("format", "size", "sha256", "made")
    readonly_fields = ("size", "made")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExportFile]:
        return _with_version(super().get_queryset(request))


def _up(way: str) -> tuple[str, str]:
    """What the name of a report needs, seen from below it."""
    return f"{way}plan__organization", f"{way}plan__fiscal_year"


def _with_version(rows: QuerySet) -> QuerySet:
    light = rows.select_related(*_up("version__report__"))
    return light.defer("version__content", "version__layout")


@admin.register(Report, site=site)
class ReportAdmin(RecordAdmin):
    inlines = (VersionRows,)
    list_display = (
        "organization",
        "year",
        "kind",
        "status",
        "assessed",
        "layout",
        "versions_",
        "published",
        "public",
    )
    list_display_links = ("organization",)
    list_filter = (
        "kind",
        "status",
        "plan__fiscal_year",
        "plan__organization__kind",
        "plan__organization__province",
    )
    search_fields = _PLAN
    name_fields = ("plan__organization__search_name",)
    related = (*_up(""), "layout", "published_version")
    counts = {"version_count": count_of(ReportVersion.objects.all(), "report")}
    fields = (
        *("plan", "kind", "status", "assessed", "layout"),
        *("published_version", "published", "public"),
    )
    readonly_fields = ("assessed", "published", "public")

    @admin.display(description="หน่วยงาน", ordering="plan__organization__sort_key")
    def organization(self, row: Report) -> str:
        return row.plan.organization.name

    @admin.display(description="ปีงบประมาณ", ordering="plan__fiscal_year__year")
    def year(self, row: Report) -> str:
        return to_thai(str(row.plan.fiscal_year.year))

    @admin.display(description="ใช้ประเมินปี พ.ศ.", ordering="assessment_year")
    def assessed(self, row: Report) -> str:
        return to_thai(str(row.assessment_year)) if row.assessment_year else NOTHING

    @admin.display(description="ฉบับ", ordering="version_count")
    def versions_(self, row: Any) -> SafeString | str:
        view = "admin:reports_reportversion_changelist"
        return count_link(row.version_count, view, report__id__exact=row.pk)

    @admin.display(description="เผยแพร่เมื่อ", ordering="published_at")
    def published(self, row: Report) -> str:
        return thai_moment(row.published_at)

    @admin.display(description="หน้าเผยแพร่")
    def public(self, row: Report) -> SafeString | str:
        if row.published_version_id is None:
            return NOTHING
        return format_html('<a href="{}">เปิดหน้าเผยแพร่</a>', row.get_absolute_url())


@admin.register(ReportVersion, site=site)
class ReportVersionAdmin(RecordAdmin):
    """Without the content: its page and its files show it."""

    inlines = (DecisionRows, FileRows)
    list_display = (
        "organization_name",
        "year",
        "number_",
        "organization_kind",
        "province",
        "measures_",
        "frozen",
    )
    list_filter = ("report__plan__fiscal_year", "organization_kind", "province", "report__status")
    search_fields = ("title", "organization_name", "province", "sha256")
    name_fields = ("search_name",)
    ordering = ("sort_key", "-report__plan__fiscal_year__year", "-number")
    fields = (
        "report",
        "number_",
        "title",
        ("organization_name", "organization_kind"),
        ("district", "province"),
        "measures_",
        "frozen",
        "sha256",
        "previous",
    )
    readonly_fields = ("number_", "measures_", "frozen", "previous")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportVersion]:
        rows = super().get_queryset(request).select_related(*_up("report__"))
        return rows.defer("content", "layout")

    @admin.display(description="ปีงบประมาณ", ordering="report__plan__fiscal_year__year")
    def year(self, row: ReportVersion) -> str:
        return to_thai(str(row.report.plan.fiscal_year.year))

    @admin.display(description="ฉบับที่", ordering="number")
    def number_(self, row: ReportVersion) -> str:
        return thai_count(row.number)

    @admin.display(description="มาตรการ", ordering="measure_count")
    def measures_(self, row: ReportVersion) -> str:
        return thai_count(row.measure_count)

    @admin.display(description="รหัสตรวจสอบของฉบับก่อน")
    def previous(self, row: ReportVersion) -> str:
        return row.previous_sha256 or NOTHING

    @admin.display(description="จัดทำเมื่อ", ordering="frozen_at")
    def frozen(self, row: ReportVersion) -> str:
        return thai_moment(row.frozen_at)


@admin.register(Decision, site=site)
class DecisionAdmin(RecordAdmin):
    list_display = ("when", "verb", "version", "by", "printed_title")
    list_filter = ("verb", "version__report__plan__fiscal_year")
    search_fields = ("version__organization_name", "by__display_name", "by__email", "reason")
    name_fields = ("version__search_name",)
    ordering = ("-at", "-pk")
    fields = ("version", "verb", "when", "by", "printed_title", "reason", "sha256")
    readonly_fields = ("when",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return _with_version(super().get_queryset(request)).select_related("by")

    @admin.display(description="เมื่อ", ordering="at")
    def when(self, row: Decision) -> str:
        return thai_moment(row.at)


@admin.register(ExportFile, site=site)
class ExportFileAdmin(RecordAdmin):
    """What is stored of each file; the bytes come from the pages that check who asks."""

    list_display = ("version", "format", "size", "sha256", "made")
    list_filter = ("format", "version__report__plan__fiscal_year")
    search_fields = ("version__organization_name", "sha256")
    name_fields = ("version__search_name",)
    ordering = ("-made_at", "-pk")
    fields = ("version", "format", "size", "sha256", "made")
    readonly_fields = ("size", "made")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExportFile]:
        return _with_version(super().get_queryset(request))

    @admin.display(description="ขนาด", ordering="size_bytes")
    def size(self, row: ExportFile) -> str:
        return file_size(row.size_bytes)

    @admin.display(description="จัดทำเมื่อ", ordering="made_at")
    def made(self, row: ExportFile) -> str:
        return thai_moment(row.made_at)
