"""Answers to anonymous readers: whole pages and files, the same for everyone, kept in memory.

No cookie is read or set. What is kept has a key that names every row it is drawn from, and that
is read from the database at each request, so it can never be out of date.
"""

from __future__ import annotations

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# Shared caches may keep an answer but must ask each time whether it is still the one
CACHE_CONTROL = "public, max-age=0, must-revalidate"
MAX_BYTES = 6 * 1024 * 1024
MAX_PAGE_BYTES = 512 * 1024
_INDENTATION = re.compile(r">\n\s+<")  # between tags: what people wrote stands within
_TAKES_GZIP = re.compile(r"gzip(?! *; *q=0(?:\.0*)? *(?:,|$))")
_CONDITIONS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer as it is sent; `changed_at` is in seconds, None where it is not known."""

    body: bytes
    tag: str
    headers: dict[str, str]
    changed_at: int | None
    is_text: bool = False

    @classmethod
    def of_html(cls, html: str, changed_at: datetime | None) -> Page:
        """A drawn page; the indentation of its templates is left out."""
        body = _INDENTATION.sub(">\n<", html).encode()
        seconds = int(changed_at.timestamp()) if changed_at else None
        return cls(
            body=body,
            tag=sha256(body).hexdigest()[:32],
            headers={
                "Content-Type": "text/html; charset=utf-8",
                "Vary": "Accept-Encoding",
                **validity(seconds),
            },
            changed_at=seconds,
            is_text=True,
        )

    @cached_property
    def zipped(self) -> bytes:
        """The body compressed: without the time of day, so that every process makes the same."""
        return gzip.compress(self.body, 6, mtime=0)

    @property
    def size(self) -> int:
        """About what it takes in memory: our HTML shrinks to less than a quarter."""
        return len(self.body) * 5 // 4 if self.is_text else len(self.body)


def validity(changed_at: int | None) -> dict[str, str]:
    """The headers by which a cache knows that it must ask, and since when."""
    since = {} if changed_at is None else {"Last-Modified": http_date(changed_at)}
    return {"Cache-Control": CACHE_CONTROL, **since}


class PageStore:
    """The pages read last, at most `max_bytes` of them; safe to use from several threads."""

    def __init__(self, max_bytes: int = MAX_BYTES, max_page_bytes: int = MAX_PAGE_BYTES) -> None:
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = Lock()
        self._making = Lock()
        self._room = max_bytes
        self._max_page_bytes = max_page_bytes

    def get(self, key: Hashable, make: Callable[[], Page]) -> Page:
        """The page under `key`, made now if it is not there.

        One is made at a time: many at once would take no less time and far more memory.
        """
        page = self._find(key)
        if page is not None:
            return page
        with self._making:
            page = self._find(key) or make()
            if page.size <= self._max_page_bytes:
                self._keep(key, page)
        return page

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._room += sum(page.size for page in self._pages.values())
            self._pages.clear()

    def _find(self, key: Hashable) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
        return page

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
    coding = request.META.get("HTTP_ACCEPT_ENCODING", "")
    is_zipped = page.is_text and _TAKES_GZIP.search(coding) is not None
    body, tag = (page.zipped, f'"{page.tag}-gz"') if is_zipped else (page.body, f'"{page.tag}"')
    response = HttpResponse(body, headers=page.headers)
    response.headers["ETag"] = tag
    response.headers["Content-Length"] = str(len(body))
    if is_zipped:
        response.headers["Content-Encoding"] = "gzip"
    if not any(condition in request.META for condition in _CONDITIONS):
        return response
    return get_conditional_response(request, tag, page.changed_at, response) or response
