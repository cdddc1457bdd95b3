"""ZIP files sent while they are made: of any size, in little memory, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage

_BLOCK = 256 * 1024
_TEXT_LEVEL, _STORED_LEVEL = 6, 0  # pictures and office files are compressed already
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60  # letters of a name: three bytes each in Thai, and file systems take 255


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file of an archive: its `data`, or the bytes under `stored_name` in the private storage.

    `sha256` is told of what is kept, so that each file can be held against the record by itself.
    """

    path: str
    data: bytes = b""
    stored_name: str = ""
    sha256: str = ""


def file_name(text: str, *, longest: int = _LONGEST) -> str:
    """A text as part of the name of a file, on any system that people unpack on."""
    name = " ".join(_FORBIDDEN.sub(" ", text).split())[:longest]
    return name.strip(" .") or "ไฟล์"


def zip_of(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The archive, block by block. Raises OSError when a stored file cannot be read."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.path)  # without the time of day
            # not merely stored, which some programs cannot read as it comes
            info.compress_type = zipfile.ZIP_DEFLATED
            level = _STORED_LEVEL if entry.stored_name else _TEXT_LEVEL
            info._compresslevel = level  # type: ignore[attr-defined]  # public since Python 3.13
            with archive.open(info, "w") as place:
                for block in _blocks(entry):
                    place.write(block)
                    yield from sink.taken()
    yield from sink.taken()


def _blocks(entry: Entry) -> Iterator[bytes]:
    if not entry.stored_name:
        yield entry.data
        return
    with default_storage.open(entry.stored_name) as file:
        yield from file.chunks(_BLOCK)


class _Sink(io.RawIOBase):
    """Where the archive is written to; nothing stays there."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # only bytes come
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        parts, self._parts = self._parts, []
        if parts:
            yield b"".join(parts)
