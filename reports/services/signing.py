"""Signing the PDF of a version with the certificate of this installation's settings, if any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.utils import timezone

from ita_portal import sandbox
from reports import signing
from reports.rendering.worker import RenderFailed
from reports.signing import Certificate, CertificateRefused, facts

SIGNED_FORMAT = "pdf"
_LIMITS = sandbox.Limits(seconds=60, memory_bytes=1 << 30)

T = TypeVar("T")


class NotSigned(RenderFailed):
    """The PDF could not be signed; the message is Thai, for the person who wanted it."""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What is remembered of a signature."""

    certificate: Certificate
    signed_at: datetime


def signs() -> bool:
    """Whether this installation signs what it publishes."""
    return bool(settings.SIGNING_CERTIFICATE)


def signed_pdf(pdf: bytes, *, reason: str) -> tuple[bytes, Signature]:
    """The file with the portal's signature. Raises NotSigned."""
    at = timezone.now()
    try:
        signed = _call(
            signing.sign, pdf, _pkcs12(), settings.SIGNING_PASSPHRASE, at=at, reason=reason
        )
    except CertificateRefused as refusal:
        raise NotSigned(
            f"ลงลายเซ็นอิเล็กทรอนิกส์ในไฟล์ PDF ไม่สำเร็จ: {refusal} ยังไม่มีสิ่งใดเปลี่ยน "
            "โปรดแจ้งผู้ดูแลระบบ แล้วลองอีกครั้ง"
        ) from refusal
    except sandbox.SandboxFailure as failure:
        raise NotSigned(
            "ลงลายเซ็นอิเล็กทรอนิกส์ในไฟล์ PDF ไม่สำเร็จ ยังไม่มีสิ่งใดเปลี่ยน โปรดลองอีกครั้ง "
            "หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ"
        ) from failure
    return signed.data, Signature(certificate=signed.certificate, signed_at=at)


def certificate_in_use() -> Certificate | None:
    """The certificate of the settings, also one that has run out; None where none is set.

    Raises CertificateRefused.
    """
    if not signs():
        return None
    return _call(signing.read, _pkcs12(), settings.SIGNING_PASSPHRASE)


def _pkcs12() -> bytes:
    """Read anew each time: a new certificate is put in place of one that runs out."""
    try:
        with Path(settings.SIGNING_CERTIFICATE).open("rb") as file:
            return file.read(signing.MOST_BYTES)
    except OSError as error:
        raise CertificateRefused("เปิดแฟ้มใบรับรองไม่ได้") from error


def _call(function: Callable[..., T], *args: object, **options: object) -> T:
    """In a child of its own, which ends with the call: the key is in no other."""
    return sandbox.run(function, *args, limits=_LIMITS, trusted=(facts.__name__,), **options)
