"""Answers to anonymous readers: whole pages, the same for everyone, kept ready in memory.

No cookie is read or set. A page is kept under a key that names every row it is drawn from, and
the key is read from the database at each request, so what is kept can never be out of date.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# Shared caches may keep a page but must ask each time whether it is still the one
CACHE_CONTROL = "public, max-age=0, must-revalidate"
MAX_BYTES = 6 * 1024 * 1024
MAX_PAGE_BYTES = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as it is sent, plain and compressed; `changed_at` in seconds, if it is known."""

    plain: bytes
    zipped: bytes
    tag: str
    changed_at: int | None

    @classmethod
    def of(cls, html: str, changed_at: datetime | None) -> Page:
        plain = html.encode()
        return cls(
            plain=plain,
            # without the time of day, so that every process makes the same bytes
            zipped=gzip.compress(plain, 6, mtime=0),
            tag=sha256(plain).hexdigest()[:32],
            changed_at=int(changed_at.timestamp()) if changed_at else None,
        )

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.zipped)


class PageStore:
    """The pages read last, at most `max_bytes` of them; safe to use from several threads."""

    def __init__(self, max_bytes: int = MAX_BYTES, max_page_bytes: int = MAX_PAGE_BYTES) -> None:
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = Lock()
        self._room = max_bytes
        self._max_page_bytes = max_page_bytes

    def get(self, key: Hashable, make: Callable[[], Page]) -> Page:
        """The page under `key`, made now if it is not there."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
                return page
        page = make()
        if page.size <= self._max_page_bytes:
            self._keep(key, page)
        return page

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._room += sum(page.size for page in self._pages.values())
            self._pages.clear()

    def _keep(self, key: Hashable, page: Page) -> None:
        with self._lock:
            if key not in self._pages:
                self._pages[key] = page
                self._room -= page.size
            while self._room < 0:
                _, dropped = self._pages.popitem(last=False)
                self._room += dropped.size


STORE = PageStore()


def respond(request: HttpRequest, page: Page) -> HttpResponseBase:
    """The page in the coding that the reader takes, or 304 when the reader has it."""
    is_zipped = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    body, tag = (page.zipped, f'"{page.tag}-gz"') if is_zipped else (page.plain, f'"{page.tag}"')
    response = HttpResponse(body)
    if is_zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    add_validators(response, tag=tag, changed_at=page.changed_at)
    return get_conditional_response(request, tag, page.changed_at, response) or response


def add_validators(response: HttpResponseBase, *, tag: str, changed_at: int | None) -> None:
    """What a cache needs in order to ask whether it still has the right answer."""
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["ETag"] = tag
    if changed_at is not None:
        response.headers["Last-Modified"] = http_date(changed_at)
