"""Each test begins with nothing kept in memory."""

from collections.abc import Iterator

import pytest

from reports.views.pages import STORE


@pytest.fixture(autouse=True)
def empty_store() -> Iterator[None]:
    STORE.clear()
    yield
    STORE.clear()
