"""Layouts of the official table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.safestring import SafeString

from measures.admin.lists import count_link, count_of
from measures.admin.service_admin import (
    Formsets,
    ServiceAdmin,
    ServiceForm,
    mark_of,
    person,
)
from measures.admin.site import site
from measures.templatetags.thai import thai_count
from reports.admin.columns import ColumnsField
from reports.forms.layouts import DIGITS, ROWS
from reports.layouts import InvalidLayout, LayoutSpec, validate
from reports.models import Layout, Report
from reports.services.layouts import delete_layout, save_layout

_PARTS = (
    *("columns", "rows", "digits", "measure_mark"),
    *("has_cover", "has_annex", "annex_names_all"),
)


class LayoutForm(ServiceForm):
    """Reads a layout in words and choices; what is stored is a LayoutSpec."""

    columns = ColumnsField(label="ช่องของตาราง", required=False)
    rows = forms.ChoiceField(label="แถวของตาราง", choices=ROWS.items())
    digits = forms.ChoiceField(label="ตัวเลข", choices=DIGITS.items())
    measure_mark = forms.CharField(
        label="เลขนำหน้าชื่อมาตรการ",
        required=False,
        max_length=8,
        help_text="ใช้เมื่อไม่มีช่องลำดับ เช่น ๑. เว้นว่างเมื่อไม่ต้องการเลข",
    )
    has_cover = forms.BooleanField(label="พิมพ์หน้าปก", required=False)
    has_annex = forms.BooleanField(label="พิมพ์ภาคผนวก", required=False)
    annex_names_all = forms.BooleanField(
        label="ภาคผนวกแสดงมาตรการที่ไม่มีภาพด้วย",
        required=False,
        help_text="พิมพ์ “ยังไม่ได้ดำเนินการ” ใต้มาตรการที่ยังไม่เริ่มหรือไม่ได้ดำเนินการ",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            spec = self.instance.layout_spec()
            self.initial.update({name: getattr(spec, name) for name in _PARTS})

    def state(self) -> str:
        return mark_of((self.instance.name, sorted(self.instance.spec.items())))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            said = {"name": cleaned["name"], **{part: cleaned[part] for part in _PARTS}}
            # what only the organization's own page asks for stays as it is
            held = self.instance.layout_spec() if self.instance.pk else None
            cleaned["spec"] = replace(held, **said) if held else LayoutSpec(**said)
            try:
                validate(cleaned["spec"])
            except InvalidLayout as error:
                raise ValidationError({"columns": str(error)}) from error
        return cleaned


@admin.register(Layout, site=site)
class LayoutAdmin(ServiceAdmin):
    form = LayoutForm
    fieldsets = (
        (None, {"fields": ("name", "organization")}),
        (
            "ตาราง",
            {
                "fields": ("columns", "rows", "digits", "measure_mark"),
                "description": "ความกว้างเป็นร้อยละ รวมทุกช่องต้องได้ ๑๐๐",
            },
        ),
        ("ส่วนอื่นของเอกสาร", {"fields": ("has_cover", "has_annex", "annex_names_all")}),
    )
    autocomplete_fields = ("organization",)
    list_display = ("name", "for_whom", "shape", "rows_", "digits_", "reports_")
    list_filter = (("organization", admin.EmptyFieldListFilter),)
    search_fields = ("name", "code", "organization__name", "organization__code")
    name_fields = ("organization__search_name",)
    related = ("organization",)
    counts = {"report_count": count_of(Report.records.all(), "layout")}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("organization",) if obj else ()

    @admin.display(description="ใช้โดย", ordering="organization__sort_key")
    def for_whom(self, row: Layout) -> str:
        return str(row.organization) if row.organization else "ทุกหน่วยงาน"

    @admin.display(description="ช่อง")
    def shape(self, row: Layout) -> str:
        columns = row.layout_spec().columns
        headings = " · ".join(column.heading for column in columns)
        return f"{thai_count(len(columns))} ช่อง: {headings}"

    @admin.display(description="แถว")
    def rows_(self, row: Layout) -> str:
        return ROWS[row.layout_spec().rows]

    @admin.display(description="ตัวเลข")
    def digits_(self, row: Layout) -> str:
        return DIGITS[row.layout_spec().digits]

    @admin.display(description="รายงาน", ordering="report_count")
    def reports_(self, row: Any) -> SafeString | str:
        return count_link(
            row.report_count, "admin:reports_report_changelist", layout__id__exact=row.pk
        )

    def write(self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool) -> Layout:
        values = form.cleaned_data
        return save_layout(
            spec=values["spec"],
            organization=None if change else values["organization"],
            layout=form.instance if change else None,
            by=person(request),
        )

    def remove(self, request: HttpRequest, row: Layout) -> None:
        delete_layout(layout=row, by=person(request))
