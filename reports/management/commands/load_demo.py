"""Loads the demo once: five real reports, published, and accounts to sign in with."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from measures.services.sealing import forget_heads
from reports.services import demo
from reports.services.files import remove_all


class Command(BaseCommand):
    help = "Loads five real reports with accounts of every part, once; --reset loads them anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="empty the database first, if all of it is demo"
        )
        parser.add_argument(
            "--force", action="store_true", help="also where the setting DEMO is off"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or options["force"]):
            raise CommandError(
                "The demo has accounts that anybody may use. Write DEMO=on where that is meant."
            )
        path = Path(settings.DATA_DIR) / "demo-accounts.txt"
        if options["reset"]:
            self._empty(path)
        elif demo.is_loaded() and path.exists():
            self.stdout.write(f"The demo is loaded; its accounts are in {path.name}.")
            return
        elif not demo.is_loaded() and demo.holds_other_data():
            raise CommandError("This database holds other data: the demo stays out.")
        password = secrets.token_urlsafe(12)
        if demo.is_loaded():  # stopped before the accounts were written down
            demo.set_demo_passwords(password=password)
        else:
            demo.load_demo(password=password, at=timezone.now())
        write_privately(path, accounts_text(password))
        self.stdout.write(f"The demo is loaded; its accounts are in {path.name}.")

    def _empty(self, path: Path) -> None:
        if demo.holds_other_data():
            raise CommandError(
                "This database holds people or organizations that are not of the demo: "
                "nothing has been removed."
            )
        path.unlink(missing_ok=True)
        # tables of apps that are not installed any more may point to those of people
        call_command("flush", interactive=False, verbosity=0, allow_cascade=True)
        remove_all()
        forget_heads()


def accounts_text(password: str) -> str:
    """Who may sign in, by organization; the first run shows the beginning of it."""
    accounts = demo.demo_accounts()
    width = max(len(account.email) for account in accounts)
    lines = ["บัญชีสาธิต ใช้รหัสผ่านเดียวกันทุกบัญชี", f"รหัสผ่าน: {password}"]
    for organization, people in groupby(accounts, key=lambda account: account.organization):
        lines += ["", organization or "ทุกหน่วยงาน"]
        lines += [f"  {person.email:{width}}  {person.part}" for person in people]
    return "\n".join(lines) + "\n"


def write_privately(path: Path, text: str) -> None:
    """Write a file that its owner alone can read, whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
