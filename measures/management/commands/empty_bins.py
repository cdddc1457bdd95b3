"""Removes for good what has lain in a bin for thirty days, and imports past their time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from measures.models import AnnualPlan
from measures.services.bin import empty_bin
from measures.services.import_batches import forget_imports
from measures.services.removed_rows import forget_removed_rows


class Command(BaseCommand):
    help = "Removes for good what has lain in a bin for thirty days, and imports past their time."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        plans = AnnualPlan.objects.filter(measures__binned_at__isnull=False, locked_at=None)
        removed = sum(empty_bin(plan=plan, at=at) for plan in plans.distinct())
        steps = forget_removed_rows(at=at)
        imports = forget_imports(at=at)
        self.stdout.write(f"{removed} measures, {steps} steps and {imports} imports removed.")
