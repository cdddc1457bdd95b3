"""The hashes that bind a version: of JSON values in one spelling."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> bytes:
    """The one spelling of JSON values that hashes are taken of."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def seen_sha256(content: dict[str, Any], layout: dict[str, Any]) -> str:
    """The SHA-256 of what a person saw: the words and their table, whatever version came before."""
    return fingerprint(content, layout, "")


def fingerprint(content: dict[str, Any], layout: dict[str, Any], previous_sha256: str) -> str:
    """The SHA-256 that binds a version's content and layout to the version before it."""
    bound = {"content": content, "layout": layout, "previous_sha256": previous_sha256}
    return hashlib.sha256(canonical_json(bound)).hexdigest()
