"""Adds what every installation starts with: years, schemes, stock measures, layouts, criteria."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from measures.services.reference import load_reference
from measures.services.stock import load_stock_measures
from reports.services.criteria import load_criteria
from reports.services.layouts import load_standard_layouts


class Command(BaseCommand):
    help = "Adds years, schemes, stock measures, layouts and criteria where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference()
        load_stock_measures()
        load_standard_layouts()
        load_criteria()
