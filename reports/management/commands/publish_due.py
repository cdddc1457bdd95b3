"""Publishes what was planned until now; from a timer of the system, every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.services.planning import publish_due


class Command(BaseCommand):
    help = "Publishes the versions whose set time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{publish_due(at=timezone.now())} versions published.")
