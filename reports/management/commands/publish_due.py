"""Publishes what was planned until now; from a timer of the system, every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.services.planning import publish_due


class Command(BaseCommand):
    """Status 1 where one could not be published; all others are, and the next run tries again."""

    help = "Publishes the versions whose set time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        run = publish_due(at=timezone.now())
        self.stdout.write(f"{run.published} versions published.")
        if run.failed:
            raise CommandError(f"{run.failed} versions could not be published; the log says why.")
