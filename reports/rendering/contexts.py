"""Gives back what a layout needed as soon as its pages stand.

WeasyPrint 70 keeps the tree of boxes and all styles of a document in a context that refers to
itself, so that they stay beside the pages until the collector comes. That takes a tenth of the
time of a large report, as it looks at everything that is there; here the context is emptied.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_open: list[Any] = []


@contextmanager
def emptied_contexts() -> Iterator[None]:
    """What WeasyPrint lays out in here needs nothing of its contexts afterwards."""
    _remember_contexts()
    try:
        yield
    finally:
        for context in _open:
            vars(context).clear()
        _open.clear()


@cache
def _remember_contexts() -> None:
    from weasyprint.document import Document  # noqa: PLC0415 -- slow import

    build = Document._build_layout_context

    def building(*args: Any, **options: Any) -> Any:
        context = build(*args, **options)
        _open.append(context)
        return context

    Document._build_layout_context = staticmethod(building)
