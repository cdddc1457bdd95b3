"""Filters that put the paragraphs of the official table into HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reports.rendering.paragraphs import Paragraph

register = template.Library()

_NEVER_FIRST = re.compile(" (?=[ๆฯ])")


@register.filter
def blocks(paragraphs: Iterable[Paragraph]) -> list[tuple[bool, list[Paragraph]]]:
    """Runs of paragraphs that form a list (True) or stand alone (False), in order."""
    runs = groupby(
        paragraphs, key=lambda paragraph: bool(paragraph.mark) and not paragraph.is_title
    )
    return [(is_list, list(run)) for is_list, run in runs]


@register.filter
def linked(paragraph: Paragraph) -> SafeString:
    """The text with its web addresses as links; no line of it begins with ๆ or ฯ."""
    parts = (
        format_html('<a href="{}" rel="nofollow noopener">{}</a>', part.href, part.text)
        if part.href
        else conditional_escape(_NEVER_FIRST.sub("\N{NO-BREAK SPACE}", part.text))
        for part in paragraph.parts
    )
    return mark_safe("".join(parts))  # noqa: S308 -- every part has been escaped


@register.simple_tag(takes_context=True)
def evidence_address(context: Context, sha256: str) -> str:
    """Where a file of the annex is: of the published version, or of the plan that is previewed."""
    if "plan" in context:
        plan = context["plan"]
        place = [plan.organization.code, plan.fiscal_year.year, sha256]
        return reverse("workspace:evidence_by_hash", args=place)
    report, version = context["report"], context["version"]
    place = [report.code, report.year, version.number, sha256]
    return reverse("public:version_evidence", args=place)
