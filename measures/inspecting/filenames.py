"""Names of uploaded files: shown, never used as the name of anything that we store."""

from __future__ import annotations

import re
import unicodedata

from ita_portal.thai.numerals import to_arabic
from ita_portal.thai.text import UncleanText, clean

MAX_LENGTH = 200
_NUMBER = re.compile(r"0{0,2}([1-9][0-9]{0,2})_")
_FOLDERS = re.compile(r"[/\\]")
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})\Z")


def display_name(name: str) -> str:
    """The name as it is shown: without folders and without what nobody can see, not too long."""
    last = _FOLDERS.split(name)[-1]
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    try:
        seen = clean(seen, multiline=False)
    except UncleanText:
        seen = ""
    if not seen:
        return "ไฟล์ไม่มีชื่อ"
    if len(seen) <= MAX_LENGTH:
        return seen
    extension = extension_of(seen)
    tail = f"….{extension}" if extension else "…"
    return seen[: MAX_LENGTH - len(tail)] + tail


def measure_number(name: str) -> int | None:
    """The measure that a name such as 03_ประชุม.jpg or ๓_ประชุม.jpg stands for."""
    found = _NUMBER.match(to_arabic(_FOLDERS.split(name)[-1]))
    return int(found.group(1)) if found else None


def extension_of(name: str) -> str:
    """What stands behind the last dot, in small letters; "" for none."""
    found = _EXTENSION.search(name.strip())
    return found.group(1).lower() if found else ""
