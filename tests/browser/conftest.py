"""The portal as people see it: served on this machine, with the five real reports published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from reports.views.pages import STORE
from tests.factories import AT
from tests.reports.views.published import make_published, make_published_seed, publish, seed_fields

CODES = {
    "000": "tonyangmat",
    "001": "phato",
    "002": "takbai",
    "003": "nongruea",
    "004": "chamai",
}
LONG_NAME = "องค์การบริหารส่วนตำบล" + "ท่าศาลาหนองบัวลำภูบ้านใหม่" * 5


@pytest.fixture
def live_server(live_server: Any, settings: Any) -> Any:
    """The server that the browser is at, to which all links lead."""
    settings.SITE_URL = live_server.url
    return live_server


@pytest.fixture
def portal(live_server: Any) -> Iterator[str]:
    """The address of a portal with the five reports, one corrected, and one with a long name."""
    STORE.clear()
    cache.clear()
    reports = {code: make_published_seed(name, code=code) for name, code in CODES.items()}
    publish(
        reports["nongruea"],
        at=AT + timedelta(days=7),
        reason="แก้ชื่อหน่วยงานที่คัดลอกผิด",
        **seed_fields("003"),
    )
    make_published(code="long", name=LONG_NAME, kind="อบต.")
    yield live_server.url
    STORE.clear()
