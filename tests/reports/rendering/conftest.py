"""The PDFs of the five example reports, drawn once."""

from __future__ import annotations

import pytest

from reports.rendering.worker import render
from tests.reports.seeds import NAMES, seed


@pytest.fixture(scope="session")
def pdfs() -> dict[str, bytes]:
    return {name: render("pdf", *seed(name)) for name in NAMES}
