"""What every page must be: found by axe, by the size of what is pressed, by the page's width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SMALL_TARGETS = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, summary")]
  .filter(it => it.checkVisibility() && !it.closest(".skip, .visually-hidden"))
  .filter(it => {
    const box = (it.closest(".form-check") || it).getBoundingClientRect();
    const inText = it.closest("p, td, th, li, dd, h3, .card-head") && it.tagName === "A"
      && !it.matches(".btn, .chip, .appnav a, .menu-pop a, .pager a, .foot a, .toc a, .links a");
    return box.height < (inText ? 24 : 43.5);
  })
  .map(it => `${it.tagName} ${it.textContent.trim()} ${it.getBoundingClientRect().height}`)"""
# at hand in every document, begun in those that are looked at: Chromium reads its 550 kB once
BRING_AXE = f"window.bringAxe = () => {{{AXE_SCRIPT}\n}}"
# all that passed would be listed, and a selector found for each place
RUN_AXE = """async options => {
  if (!window.axe && !window.bringAxe) return null;
  if (!window.axe) bringAxe();
  const { violations } = await axe.run(document, options);
  return violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""


def violations(page: Page, *rules: str) -> list[str]:
    """What an automated accessibility check finds by these rules or by all, with the places."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "selectors": False}
    if rules:
        options["runOnly"] = rules
    found: list[str] | None = page.evaluate(RUN_AXE, options)
    if found is None:  # the first of this page's documents
        page.add_init_script(BRING_AXE)
        page.evaluate(BRING_AXE)
        found = page.evaluate(RUN_AXE, options)
    assert found is not None
    return found


def violations_in_the_dark(page: Page, *rules: str) -> list[str]:
    """The same of the page as it stands, for who likes dark colours."""
    recolour(page, "dark")
    found = violations(page, *rules)
    recolour(page, "light")
    return found


def recolour(page: Page, colours: Literal["light", "dark"]) -> None:
    """Change the colours at once: buttons glide from one to the other, and would be met between."""
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    overflow(page)  # which asks for all styles anew
    page.emulate_media(reduced_motion="no-preference")


def overflow(page: Page) -> int:
    """By how much the page is wider than its window."""
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide


def faults(
    page: Page, *, looked_at: Sequence[int] = (1280, 360), measured_at: Sequence[int] = ()
) -> dict[str, object]:
    """What is wrong with the page as it stands, by its width; nothing where nothing is.

    Loaded once and asked everything: axe does not look at it where it is only measured.
    """
    found: dict[str, object] = {}
    for width in sorted({*looked_at, *measured_at}, reverse=True):
        page.set_viewport_size({"width": width, "height": 800})
        found[f"wider {width}"] = overflow(page)
        found[f"small {width}"] = page.evaluate(SMALL_TARGETS)
        if width in looked_at:
            found[f"axe {width}"] = violations(page)
    found["headings"] = page.locator("h1").count() - 1
    return {name: what for name, what in found.items() if what}
