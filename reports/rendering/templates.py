"""The print templates, with an engine of their own that depends on no settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(_TEMPLATES)], libraries={"print": "reports.rendering.template_tags"})


def render_template(name: str, context: dict[str, Any]) -> str:
    """A template of reports/print/, filled; texts are escaped."""
    template = _engine().get_template(f"reports/print/{name}")
    return str(template.render(Context(context, use_l10n=False, use_tz=False)))
