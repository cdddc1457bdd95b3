import gzip
from datetime import UTC, datetime
from functools import partial

import pytest
from django.test import RequestFactory

from reports.views.pages import Page, PageStore, respond

AT = datetime(2026, 3, 16, 7, 20, tzinfo=UTC)


def test_of_html_leaves_out_the_indentation_and_nothing_else():
    html = "<form>\n    <textarea>\n  ก  ข\n\n  ค</textarea>\n\n  </form>"
    page = Page.of_html(html, AT)

    assert page.body.decode() == "<form>\n<textarea>\n  ก  ข\n\n  ค</textarea>\n</form>"
    assert gzip.decompress(page.zipped) == page.body
    assert page.zipped == Page.of_html(html, AT).zipped


class Maker:
    """Makes pages of one size and remembers for which keys."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.made: list[str] = []

    def read(self, store: PageStore, *keys: str) -> list[Page]:
        return [store.get(key, partial(self._make, key)) for key in keys]

    def _make(self, key: str) -> Page:
        self.made.append(key)
        return Page(body=b"x" * self.size, tag="tag", headers={}, changed_at=None)


def test_the_store_makes_a_page_once():
    maker = Maker(1)

    first, second = maker.read(PageStore(), "key", "key")

    assert maker.made == ["key"]
    assert first is second


def test_the_store_forgets_what_was_read_longest_ago():
    maker = Maker(4)

    maker.read(PageStore(max_bytes=10, max_page_bytes=10), "a", "b", "a", "c", "a", "b")

    assert maker.made == ["a", "b", "c", "b"]


def test_the_store_keeps_no_large_page():
    maker = Maker(5)

    maker.read(PageStore(max_bytes=10, max_page_bytes=4), "large", "large")

    assert maker.made == ["large", "large"]


def test_the_store_keeps_no_failure():
    store, maker = PageStore(), Maker(1)

    def fail() -> Page:
        raise LookupError

    with pytest.raises(LookupError):
        store.get("key", fail)
    maker.read(store, "key")

    assert maker.made == ["key"]


def test_the_store_has_its_whole_room_again_after_clearing():
    store, maker = PageStore(max_bytes=10, max_page_bytes=10), Maker(5)
    Maker(10).read(store, "old")
    store.clear()

    maker.read(store, "a", "b", "a", "b")

    assert maker.made == ["a", "b"]


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("if-none-match", '"tag"', 304),
        ("if-none-match", 'W/"tag", "other"', 304),
        ("if-none-match", "*", 304),
        ("if-none-match", '"other"', 200),
        ("if-modified-since", "Mon, 16 Mar 2026 07:20:00 GMT", 304),
        ("if-modified-since", "Mon, 16 Mar 2026 07:19:59 GMT", 200),
        ("if-modified-since", "not a date", 200),
        ("if-match", '"other"', 412),
    ],
)
def test_respond_follows_the_conditions(header, value, status):
    seconds = int(AT.timestamp())
    page = Page(body=b"x", tag="tag", headers={"Content-Type": "text/html"}, changed_at=seconds)

    response = respond(RequestFactory().get("/", headers={header: value}), page)

    assert response.status_code == status
