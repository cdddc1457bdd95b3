"""Measures that return every year, offered to those who begin a plan."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ita_portal.thai.numerals import to_thai
from measures.admin.service_admin import Formsets, ServiceAdmin, person
from measures.admin.site import site
from measures.inputs import StockInput
from measures.models import StockMeasure
from measures.services.stock import delete_stock_measure, save_stock_measure


@admin.register(StockMeasure, site=site)
class StockMeasureAdmin(ServiceAdmin):
    fields = (
        *("position", "name", "is_offered", "title", "issue_text"),
        *("steps", "period_text", "owners"),
    )
    list_display = ("name", "place", "issue_text", "is_offered")
    list_filter = ("is_offered",)
    search_fields = ("name", "title")

    @admin.display(description="ลำดับ", ordering="position")
    def place(self, row: StockMeasure) -> str:
        return to_thai(str(row.position))

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> StockMeasure:
        values = form.cleaned_data
        data = StockInput(
            position=values["position"],
            name=values["name"],
            title=values["title"],
            issue=values["issue_text"],
            steps=tuple(values["steps"].splitlines()),
            period=values["period_text"],
            owners=tuple(values["owners"].splitlines()),
            is_offered=values["is_offered"],
        )
        stock = form.instance if change else None
        return save_stock_measure(data=data, by=person(request), stock=stock)

    def remove(self, request: HttpRequest, row: StockMeasure) -> None:
        delete_stock_measure(stock=row, by=person(request))
