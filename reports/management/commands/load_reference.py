"""Adds what every installation starts with: fiscal years, issue schemes and layouts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from measures.services.reference import load_reference
from reports.services.layouts import load_standard_layouts


class Command(BaseCommand):
    help = "Adds fiscal years, issue schemes and standard layouts where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference()
        load_standard_layouts()
