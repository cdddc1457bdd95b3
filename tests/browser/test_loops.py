"""An open browser is in the way of nobody: tests of any kind come after it in the same process."""

from __future__ import annotations

import asyncio

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.loops import without_playwrights_loop

pytestmark = pytest.mark.browser


def test_a_loop_and_another_browser_run_beside_one_that_is_open(browser: Browser) -> None:
    with without_playwrights_loop():
        assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"
        with sync_playwright() as another:
            assert another.chromium.name == "chromium"

    page = browser.new_page()
    assert page.evaluate("1 + 1") == 2
    page.close()
