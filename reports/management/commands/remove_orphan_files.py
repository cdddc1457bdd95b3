"""Removes the files that a crash left behind without a row that points to them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ita_portal.storage import StoreAway
from reports.services.files import remove_orphans


class Command(BaseCommand):
    help = "Removes stored files older than an hour that nothing in the database points to."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for name in remove_orphans(at=timezone.now()):
                self.stdout.write(name)
        except StoreAway as error:
            raise CommandError(f"The store of files did not answer: {error}") from error
