"""Tags for what every page draws."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from django import template
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, extra_class: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers: a word always stands beside it."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f"icon {extra_class}".rstrip(),
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def undo_of(message: Message) -> dict[str, Any] | None:
    """Where to post what, to undo what a message tells; None where nothing can be undone."""
    kind, _, said = (message.extra_tags or "").partition("?")
    if kind != "undo":
        return None
    fields = dict(parse_qsl(said))
    return {"to": fields.pop("to"), "fields": fields.items()}
