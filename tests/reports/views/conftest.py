"""Each test begins with nothing kept in memory."""

from collections.abc import Iterator

import pytest

from reports.views.downloads import known_download
from reports.views.pages import STORE


@pytest.fixture(autouse=True)
def empty_store() -> Iterator[None]:
    _clear()
    yield
    _clear()


def _clear() -> None:
    STORE.clear()
    known_download.cache_clear()
