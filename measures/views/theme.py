"""What a person chose for this device: the colours, and whether single letters are keys."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

COOKIE = "theme"
LETTERS_COOKIE = "letter-keys"


def theme_of(request: HttpRequest) -> str:
    """ "light" or "dark"; "" follows the device."""
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in {"light", "dark"} else ""


def are_letters_keys(request: HttpRequest) -> bool:
    """Whoever speaks to the computer, or hits keys unawares, can do without (WCAG 2.1.4)."""
    return request.COOKIES.get(LETTERS_COOKIE) != "off"


def theme(request: HttpRequest) -> dict[str, Any]:
    """The choices as `theme_chosen` and `letter_keys`, for the pages of the staff."""
    return {"theme_chosen": theme_of(request), "letter_keys": are_letters_keys(request)}
