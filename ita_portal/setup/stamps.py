"""Stamps: a finished step is not repeated until something it was made from changes."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(sources: Iterable[Path | str]) -> str:
    """A hash over texts and the contents of files; a folder stands for all files in it."""
    total = hashlib.sha256()
    for source in sources:
        if isinstance(source, str):
            total.update(source.encode() + b"\0")
            continue
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_file() and "__pycache__" not in path.parts:
                # names relative, so that a moved project is not set up again
                name = str(path.relative_to(source.parent))
                total.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def is_fresh(stamp: Path, value: str) -> bool:
    return stamp.is_file() and stamp.read_text() == value


def write(stamp: Path, value: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
