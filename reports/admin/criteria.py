"""The yearly criteria: rounds, the items that ask for measures and report, levels."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import to_thai
from measures.admin.lists import NOTHING
from measures.admin.rows import TabularRows
from measures.admin.service_admin import Formsets, ServiceAdmin, person
from measures.admin.site import site
from measures.models import IssueScheme
from measures.templatetags.thai import thai_count, thai_date
from reports.criteria import Band, Round, Scale
from reports.criteria import RoundItem as ItemData
from reports.models import AssessmentRound, LevelBand, LevelScale, RoundElement, RoundItem
from reports.services.criteria import delete_criteria, save_round, save_round_item, save_scale
from reports.snapshot import Asked

_ROUND = ("year", "opens_on", "closes_on", "source", "is_confirmed")
_ITEM = (
    *("kind", "code", "title", "years_before", "source", "is_confirmed"),
    *("elements_source", "elements_confirmed"),
)


@admin.register(AssessmentRound, site=site)
class AssessmentRoundAdmin(ServiceAdmin):
    fields = ("year", "opens_on", "closes_on", "issue_scheme", "source", "is_confirmed")
    list_display = ("by_year", "items_", "window", "issue_scheme", "is_confirmed")
    list_filter = ("is_confirmed",)
    search_fields = ("year",)
    related = ("issue_scheme",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("items")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "issue_scheme":
            kwargs["queryset"] = IssueScheme.objects.filter(organization=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="ปีที่ประเมิน พ.ศ.", ordering="year")
    def by_year(self, row: AssessmentRound) -> str:
        return to_thai(str(row.year))

    @admin.display(description="ข้อ OIT")
    def items_(self, row: AssessmentRound) -> SafeString | str:
        pages = (
            (reverse("admin:reports_rounditem_change", args=[item.pk]), item.code)
            for item in row.items.all()
        )
        return format_html_join(" · ", '<a href="{}">{}</a>', pages) or NOTHING

    @admin.display(description="ช่วงตอบ OIT")
    def window(self, row: AssessmentRound) -> str:
        if not (row.opens_on and row.closes_on):
            return NOTHING
        return f"{thai_date(row.opens_on)} – {thai_date(row.closes_on)}"

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> AssessmentRound:
        values = form.cleaned_data
        return save_round(
            data=Round(items=(), **{name: values[name] for name in _ROUND}),
            scheme=values["issue_scheme"],
            row=form.instance if change else None,
            by=person(request),
        )

    def remove(self, request: HttpRequest, row: AssessmentRound) -> None:
        delete_criteria(row=row, by=person(request))


class ElementRows(TabularRows):
    model = RoundElement
    fields = ("position", "field", "label", "is_required")


@admin.register(RoundItem, site=site)
class RoundItemAdmin(ServiceAdmin):
    fields = ("round", *_ITEM)
    inlines = (ElementRows,)
    list_display = ("code", "year", "kind", "title", "is_confirmed", "elements_confirmed")
    list_filter = ("kind", "is_confirmed", "elements_confirmed")
    search_fields = ("code", "title", "round__year")
    related = ("round",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("round",) if obj else ()

    @admin.display(description="ปีที่ประเมิน พ.ศ.", ordering="round__year")
    def year(self, row: RoundItem) -> str:
        return to_thai(str(row.round.year))

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> RoundItem:
        values = form.cleaned_data
        elements = tuple(
            Asked(field=row["field"], label=row["label"], is_required=row["is_required"])
            for row in formsets[0].read()
        )
        return save_round_item(
            data=ItemData(elements=elements, **{name: values[name] for name in _ITEM}),
            round=form.instance.round if change else values["round"],
            row=form.instance if change else None,
            by=person(request),
        )

    def remove(self, request: HttpRequest, row: RoundItem) -> None:
        delete_criteria(row=row, by=person(request))


class BandRows(TabularRows):
    model = LevelBand
    fields = ("position", "level", "total", "each")


@admin.register(LevelScale, site=site)
class LevelScaleAdmin(ServiceAdmin):
    fields = ("first_year", "words", "source", "is_confirmed")
    inlines = (BandRows,)
    list_display = ("since", "levels", "is_confirmed")
    search_fields = ("first_year",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("bands")

    @admin.display(description="ใช้ตั้งแต่ปี พ.ศ.", ordering="first_year")
    def since(self, row: LevelScale) -> str:
        return to_thai(str(row.first_year))

    @admin.display(description="ระดับ")
    def levels(self, row: LevelScale) -> str:
        bands = row.bands.all()
        return f"{thai_count(len(bands))} ระดับ: " + " · ".join(band.level for band in bands)

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> LevelScale:
        values = form.cleaned_data
        bands = tuple(
            Band(level=row["level"], total=row["total"], each=row["each"])
            for row in formsets[0].read()
        )
        data = Scale(
            first_year=values["first_year"],
            bands=bands,
            words=tuple(values["words"].splitlines()),
            source=values["source"],
            is_confirmed=values["is_confirmed"],
        )
        return save_scale(data=data, row=form.instance if change else None, by=person(request))

    def remove(self, request: HttpRequest, row: LevelScale) -> None:
        delete_criteria(row=row, by=person(request))
