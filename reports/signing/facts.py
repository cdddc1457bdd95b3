"""What a signature leaves behind besides the signed file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


class CertificateRefused(Exception):
    """Nothing can be signed with it; the message says in Thai why, for whoever has to mend it."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What readers are told of who signed."""

    subject: str
    issuer: str
    sha256: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signed file, and with what."""

    data: bytes
    certificate: Certificate
