"""An open browser is in the way of nobody: tests of any kind come after it in the same process."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.together import aside

pytestmark = pytest.mark.browser


def another_playwright() -> str:
    with sync_playwright() as another:
        return another.chromium.name


def test_a_loop_and_another_browser_run_beside_one_that_is_open(browser: Browser) -> None:
    assert aside(lambda: asyncio.run(asyncio.sleep(0, "ran"))) == "ran"
    assert aside(another_playwright) == "chromium"

    page = browser.new_page()
    assert page.evaluate("1 + 1") == 2
    page.close()
