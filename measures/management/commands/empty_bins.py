"""Removes for good the measures that have lain in the bins of their plans for thirty days."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from measures.models import AnnualPlan
from measures.services.bin import empty_bin


class Command(BaseCommand):
    help = "Removes for good the measures that have lain in a bin for thirty days."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        plans = AnnualPlan.objects.filter(measures__binned_at__isnull=False, locked_at=None)
        removed = sum(empty_bin(plan=plan, at=at) for plan in plans.distinct())
        self.stdout.write(f"{removed} removed.")
