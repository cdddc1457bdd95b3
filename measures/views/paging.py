"""The links below a list that is shown page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator


@dataclass(frozen=True, kw_only=True)
class PageLink:
    """`href` is "" for a gap in the numbers."""

    label: str
    href: str = ""
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class PageLinks:
    """Links to the pages of a list; "" where there is none."""

    links: tuple[PageLink, ...] = ()
    previous: str = ""
    next: str = ""


def page_links(number: int, count: int, href: Callable[[int], str]) -> PageLinks:
    """Links around page `number` of `count`; nothing for a single page."""
    if count < 2:
        return PageLinks()
    pages = Paginator(range(count), 1)
    return PageLinks(
        links=tuple(
            PageLink(label=str(page), href=href(page), is_current=page == number)
            if isinstance(page, int)
            else PageLink(label="…")
            for page in pages.get_elided_page_range(number)
        ),
        previous=href(number - 1) if number > 1 else "",
        next=href(number + 1) if number < count else "",
    )
