"""Sends the letters that wait; from a timer of the system, every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.services.notices import send_notices


class Command(BaseCommand):
    help = "Sends each person one letter of what was decided more than ten minutes ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_notices(at=timezone.now())} letters sent.")
