"""Drawing within the limits of this installation's settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from reports.layouts import LayoutSpec
from reports.rendering import worker
from reports.snapshot import ReportSnapshot


def draw(name: str, snapshot: ReportSnapshot, layout: LayoutSpec, **options: Any) -> bytes:
    """The bytes of FORMATS[name]; options as for the writers. Raises RenderFailed."""
    photos: Mapping[str, bytes] = options.get("photos") or {}
    limits = worker.limits_for(
        snapshot,
        seconds=settings.RENDER_TIMEOUT_SECONDS,
        mebibytes=settings.RENDER_MEMORY_MB,
        photo_bytes=sum(map(len, photos.values())),
    )
    return worker.render(
        name, snapshot, layout, limits=limits, at_once=settings.RENDER_WORKERS, **options
    )
