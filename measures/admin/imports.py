"""Tables that were brought in, to be read: where each comes from, and how far it got."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import to_thai
from measures.admin.lists import NOTHING, thai_moment
from measures.admin.service_admin import RecordAdmin
from measures.admin.site import site
from measures.models import ImportBatch
from measures.services.import_batches import Opened, open_import
from measures.templatetags.thai import file_size, thai_count


@admin.register(ImportBatch, site=site)
class ImportBatchAdmin(RecordAdmin):
    """The words of the file are its organization's own: here they are only counted."""

    list_display = ("name", "organization", "year", "state", "decisions", "staged", "reader")
    list_display_links = ("name",)
    list_filter = ("state", "fiscal_year", "organization__kind", "organization__province")
    search_fields = (
        *("file_name", "sha256", "organization__name", "organization__code"),
        *("staged_by__display_name", "staged_by__email", "fiscal_year__year"),
    )
    name_fields = ("organization__search_name",)
    related = ("organization", "fiscal_year", "staged_by")
    fields = (
        *("name", "organization", "year", "state", "size", "sha256"),
        *("staged", "reader", "found", "decisions"),
        *("applied", "applied_by", "plan_link", "until"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows: QuerySet = super().get_queryset(request)
        light: QuerySet = rows.defer("source", "review", "undo").order_by("-staged_at", "-pk")
        return light

    @admin.display(description="ไฟล์", ordering="file_name")
    def name(self, row: ImportBatch) -> str:
        return str(row)

    @admin.display(description="นำเข้ารายงานปี", ordering="fiscal_year__year")
    def year(self, row: ImportBatch) -> str:
        return to_thai(str(row.fiscal_year.year)) if row.fiscal_year else NOTHING

    @admin.display(description="ขนาด", ordering="size_bytes")
    def size(self, row: ImportBatch) -> str:
        return file_size(row.size_bytes)

    @admin.display(description="อ่านเมื่อ", ordering="staged_at")
    def staged(self, row: ImportBatch) -> str:
        return thai_moment(row.staged_at)

    @admin.display(description="อ่านโดย", ordering="staged_by__display_name")
    def reader(self, row: ImportBatch) -> str:
        return str(row.staged_by)

    @admin.display(description="ตรวจแก้ (ครั้ง)", ordering="revision")
    def decisions(self, row: ImportBatch) -> str:
        return thai_count(row.revision)

    @admin.display(description="นำเข้าเมื่อ")
    def applied(self, row: ImportBatch) -> str:
        return thai_moment(row.applied_at)

    @admin.display(description="ยกเลิกการนำเข้าได้ถึง")
    def until(self, row: ImportBatch) -> str:
        return thai_moment(row.undo_until)

    @admin.display(description="แผนประจำปี")
    def plan_link(self, row: ImportBatch) -> SafeString | str:
        if row.plan is None:
            return NOTHING
        address = reverse("admin:measures_annualplan_change", args=[row.plan.pk])
        return format_html('<a href="{}">{}</a>', address, row.plan)

    @admin.display(description="สิ่งที่อ่านได้")
    def found(self, row: ImportBatch) -> SafeString | str:
        opened = open_import(row)
        if opened.reading.report is None:
            return opened.reading.refusal
        lines = ((label, thai_count(count)) for label, count in _counts(opened))
        return format_html_join("", "<div>{} {}</div>", lines)


def _counts(opened: Opened) -> list[tuple[str, int]]:
    """What was read, and what became of it so far."""
    reading, choices = opened.reading, opened.review.choices
    measures = reading.report.measures if reading.report else ()
    return [
        ("มาตรการ", len(measures)),
        ("ขั้นตอน", sum(step.depth == 0 for measure in measures for step in measure.steps)),
        ("ตารางในไฟล์", len(reading.tables)),
        ("ตัวอักษรในไฟล์", reading.counts.read.characters),
        ("ตัวอักษรที่หาย", reading.counts.lost.characters),
        ("มาตรการที่เอาเครื่องหมายออก", len(opened.review.unticked)),
        ("ช่องที่แก้ข้อความ", len(choices.cells)),
        ("คำที่แก้ตามที่เสนอ", len(choices.accepted)),
    ]
