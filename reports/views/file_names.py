"""Names of files that are sent: a plain one for old clients, the Thai one for the rest."""

from __future__ import annotations

import re
from urllib.parse import quote

_LONGEST = 48  # letters of an organization's name: a file system takes 255 bytes, Thai three each
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def attachment(plain: str, thai: str) -> str:
    """The header by which a file is saved under its names (RFC 6266)."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(thai, safe='')}"


def in_name(organization: object) -> str:
    """The name of an organization as a part of the name of a file."""
    return _FORBIDDEN.sub("-", str(organization))[:_LONGEST]
