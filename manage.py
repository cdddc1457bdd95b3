#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import secrets
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

# They turn one file into another: no server, no database, so nothing that a setting could guard.
CONVERTERS = {"import_table", "render_table"}


def is_conversion(arguments: list[str]) -> bool:
    """Whether a command needs no database: a table for an organization goes into one."""
    has_organization = any(each.startswith("--organization") for each in arguments)
    return bool(CONVERTERS & set(arguments[1:2])) and not has_organization


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    if is_conversion(sys.argv):
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(64))
        os.environ.setdefault("ALLOWED_HOSTS", "localhost")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"manage.py: {error}")


if __name__ == "__main__":
    main()
