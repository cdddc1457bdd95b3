"""The colours that a person chose for this device."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

COOKIE = "theme"


def theme_of(request: HttpRequest) -> str:
    """ "light" or "dark"; "" follows the device."""
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in {"light", "dark"} else ""


def theme(request: HttpRequest) -> dict[str, Any]:
    """The choice as `theme_chosen`, for the pages of the staff."""
    return {"theme_chosen": theme_of(request)}
