"""Pictures for the annex: their bytes, and what a snapshot says of them."""

from __future__ import annotations

import hashlib
from typing import Any

from measures.inspecting import Inspected, inspect
from reports.snapshot import Evidence
from tests.measures.inspecting.corpus import photo


def a_photo(
    caption: str = "ประชุมชี้แจง", size: tuple[int, int] = (640, 480), **fields: Any
) -> tuple[Evidence, dict[str, bytes]]:
    """A photo of the annex, and its bytes by their hash."""
    found = inspect(photo(size), "ภาพ.jpg")
    assert isinstance(found, Inspected)
    assert found.data is not None
    sha256 = hashlib.sha256(found.data).hexdigest()
    evidence = Evidence(
        kind="photo",
        caption=caption,
        sha256=sha256,
        thumbnail_sha256="b" * 64,
        media_type=found.media_type,
        size_bytes=len(found.data),
        width=found.width,
        height=found.height,
        **fields,
    )
    return evidence, {sha256: found.data}
