"""An electronic signature in a PDF (PAdES B-B), by a certificate with its key; no Django.

For the sandbox: its libraries are slow to load, and a key leaves no trace in a process that people
reach. They are imported by the call, so that these names cost nothing elsewhere.
"""

from __future__ import annotations

from datetime import datetime

from reports.signing.facts import Certificate, CertificateRefused, Signed

MOST_BYTES = 1 << 20  # of a file with a certificate

__all__ = ["MOST_BYTES", "Certificate", "CertificateRefused", "Signed", "read", "sign"]


def read(pkcs12: bytes, passphrase: str) -> Certificate:
    """What a PKCS#12 file holds. Raises CertificateRefused for one that cannot sign at any time."""
    from reports.signing import making  # noqa: PLC0415 -- slow import

    return making.read_certificate(pkcs12, passphrase)


def sign(pdf: bytes, pkcs12: bytes, passphrase: str, *, at: datetime, reason: str) -> Signed:
    """The file with a signature made `at`, which is now. Raises CertificateRefused."""
    from reports.signing import making  # noqa: PLC0415 -- slow import

    return making.sign_pdf(pdf, pkcs12, passphrase, at=at, reason=reason)
