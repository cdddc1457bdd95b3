"""The PDFs of the five example reports, drawn once."""

from __future__ import annotations

import shutil

import pytest

from reports.rendering.worker import render
from tests.reports.seeds import NAMES, seed

# no test of ours is skipped: without LibreOffice these are not there
collect_ignore = [] if shutil.which("soffice") else ["test_office.py"]


@pytest.fixture(scope="session")
def pdfs() -> dict[str, bytes]:
    return {name: render("pdf", *seed(name)) for name in NAMES}
