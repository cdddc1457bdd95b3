"""A private storage of a test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def keep_files_in(settings: Any, folder: Path) -> None:
    """Let private files lie in this folder, for as long as `settings` of pytest-django hold."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
