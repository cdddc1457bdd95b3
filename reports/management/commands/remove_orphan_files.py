"""Removes the files that a crash left behind without a row that points to them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.services.files import remove_orphans


class Command(BaseCommand):
    help = "Removes stored files older than an hour that nothing in the database points to."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in remove_orphans(at=timezone.now()):
            self.stdout.write(name)
