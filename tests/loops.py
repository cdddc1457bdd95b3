"""Event loops of a test beside the one of Playwright, which is not over before its browser is."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_playwrights_loop() -> Iterator[None]:
    """As asyncio sees it, no loop runs in this thread."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
