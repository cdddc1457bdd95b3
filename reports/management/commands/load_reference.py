"""Adds what every installation starts with: years, issue schemes, stock measures, layouts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from measures.services.reference import load_reference
from measures.services.stock import load_stock_measures
from reports.services.layouts import load_standard_layouts


class Command(BaseCommand):
    help = "Adds years, issue schemes, stock measures and standard layouts where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference()
        load_stock_measures()
        load_standard_layouts()
