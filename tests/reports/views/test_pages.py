import gzip
from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from reports.views.pages import Page, PageStore, respond

AT = datetime(2026, 3, 16, 7, 20, tzinfo=UTC)


def make_page(size: int) -> Page:
    return Page(body=b"x" * size, tag="tag", headers={}, changed_at=None)


def test_of_html_leaves_out_the_indentation_and_nothing_else():
    page = Page.of_html("<p>\n    ก  ข\n\n  </p>", AT)

    assert page.body.decode() == "<p>\nก  ข\n</p>"
    assert gzip.decompress(page.zipped) == page.body
    assert page.zipped == Page.of_html("<p>\n    ก  ข\n\n  </p>", AT).zipped


def test_the_store_makes_a_page_once():
    store, made = PageStore(), []

    pages = [store.get("key", lambda: made.append(1) or make_page(1)) for _ in range(3)]

    assert made == [1]
    assert pages[0] is pages[1] is pages[2]


def test_the_store_forgets_what_was_read_longest_ago():
    store, made = PageStore(max_bytes=10, max_page_bytes=10), []

    for key in ("a", "b", "a", "c", "a", "b"):
        store.get(key, lambda key=key: made.append(key) or make_page(4))

    assert made == ["a", "b", "c", "b"]


def test_the_store_keeps_no_large_page_and_no_failure():
    store, made = PageStore(max_bytes=10, max_page_bytes=4), []

    def fail() -> Page:
        raise LookupError

    for _ in range(2):
        store.get("large", lambda: made.append("large") or make_page(5))
        with pytest.raises(LookupError):
            store.get("failing", fail)

    assert made == ["large", "large"]


def test_the_store_has_its_whole_room_again_after_clearing():
    store, made = PageStore(max_bytes=10, max_page_bytes=10), []
    store.get("old", lambda: make_page(10))
    store.clear()

    for key in ("a", "b", "a", "b"):
        store.get(key, lambda key=key: made.append(key) or make_page(5))

    assert made == ["a", "b"]


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
