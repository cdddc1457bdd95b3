"""Objects of a PDF file that are written once; pydyf numbers them and puts them together."""

from __future__ import annotations

import zlib

import pydyf

from reports.rendering.pdf_access import LEVEL


class Plain(pydyf.Object):  # type: ignore[misc]  # it has no types
    """An object by its words; they may come later than its number."""

    data = b""

    def write(self, words: str) -> None:
        self.data = words.encode("latin-1")


class Stream(pydyf.Stream):  # type: ignore[misc]  # it has no types
    """A stream by its bytes; `entries` are those of its dictionary, without its length."""

    data = b""

    def __init__(self, data: bytes, entries: str = "", *, is_packed: bool = True) -> None:
        super().__init__()
        if is_packed:
            data = zlib.compress(data, LEVEL)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self.data = head + data + b"\nendstream"


class File(pydyf.PDF):  # type: ignore[misc]  # it has no types
    """A PDF file; each method gives the reference of what it adds."""

    def reserve(self) -> Plain:
        """An object that has a number, and gets its words later."""
        plain = Plain()
        self.add_object(plain)
        return plain

    def put(self, words: str) -> str:
        plain = self.reserve()
        plain.write(words)
        return ref(plain)

    def put_stream(self, data: bytes, entries: str = "", *, is_packed: bool = True) -> str:
        stream = Stream(data, entries, is_packed=is_packed)
        self.add_object(stream)
        return ref(stream)


def ref(item: pydyf.Object) -> str:
    return f"{item.number} 0 R"


def string(text: str) -> str:
    """A text, in hexadecimal: nothing in it can end it."""
    return f"<feff{text.encode('utf-16-be').hex()}>"
