"""Filters of the print templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.rendering.paragraphs import Paragraph, Part

register = template.Library()


@register.filter
def linked(parts: Iterable[Part]) -> SafeString:
    """The texts escaped; those that lead somewhere as links."""
    html = []
    for part in parts:
        text = escape(part.text)
        html.append(f'<a href="{escape(part.href)}">{text}</a>' if part.href else text)
    return mark_safe("".join(html))  # noqa: S308 -- every text and address is escaped above


@register.filter
def marked(paragraph: Paragraph) -> SafeString:
    """The list mark and the text of a paragraph."""
    mark = f"{escape(paragraph.mark)} " if paragraph.mark else ""
    return mark_safe(mark + linked(paragraph.parts))  # noqa: S308 -- both are escaped
