"""Makes the first administrator of an installation, in place of Django's command of this name.

Django's own writes past the services: without an event, and any number of times.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from measures.services.accounts import create_first_administrator


class Command(BaseCommand):
    help = (
        "Makes the first administrator; the others are added in the admin. With --noinput the "
        "password is read from DJANGO_SUPERUSER_PASSWORD."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--display-name", default="ผู้ดูแลระบบ", help="the post, not a name")
        parser.add_argument("--noinput", "--no-input", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DJANGO_SUPERUSER_PASSWORD", "")
        if not options["noinput"]:
            try:
                password = getpass("Password: ")
                if password != getpass("Password (again): "):
                    raise CommandError("The two passwords differ.")
            except EOFError:
                raise CommandError("No password was typed: see --noinput.") from None
        try:
            user = create_first_administrator(
                email=options["email"],
                display_name=options["display_name"],
                password=password,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.email} administers this installation.")
