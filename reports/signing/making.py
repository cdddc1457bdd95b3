"""Reads a certificate with its key, and signs with it.

The signature is certifying and invisible: it covers the whole file, allows no change of it, and
moves no letter.
"""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import keys, x509
from asn1crypto.pkcs12 import Pfx
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PKCS12KeyAndCertificates,
    load_pkcs12,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reports.signing.facts import Certificate, CertificateRefused, Signed

FIELD = "Signature"
FIELD_READ_ALOUD = "ลายเซ็นอิเล็กทรอนิกส์ของรายงาน"
_LEAST_RSA_BITS = 2048
_LONGEST = 500
_NAMES = ("common_name", "organizational_unit_name", "organization_name")
_SIGNING = {"digital_signature", "non_repudiation"}


@dataclass(frozen=True, kw_only=True)
class _Opened:
    """A certificate, its key, and it with the certificates above it."""

    certificate: x509.Certificate
    key: keys.PrivateKeyInfo
    chain: SimpleCertificateStore


def read_certificate(pkcs12: bytes, passphrase: str) -> Certificate:
    return _facts(_opened(pkcs12, passphrase).certificate)


def sign_pdf(pdf: bytes, pkcs12: bytes, passphrase: str, *, at: datetime, reason: str) -> Signed:
    opened = _opened(pkcs12, passphrase)
    certificate = _facts(opened.certificate)
    if at > certificate.valid_until:
        raise CertificateRefused("ใบรับรองหมดอายุแล้ว")
    if at < certificate.valid_from:
        raise CertificateRefused("ใบรับรองยังไม่ถึงวันเริ่มใช้")
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        reason=reason,
    )
    signer = signers.PdfSigner(
        metadata,
        signers.SimpleSigner(
            signing_cert=opened.certificate, signing_key=opened.key, cert_registry=opened.chain
        ),
        new_field_spec=fields.SigFieldSpec(FIELD, on_page=0, readable_field_name=FIELD_READ_ALOUD),
    )
    written = io.BytesIO()
    with asyncio.Runner(loop_factory=_LoopWithoutSockets) as runner:
        place = IncrementalPdfFileWriter(io.BytesIO(pdf))
        runner.run(signer.async_sign_pdf(place, output=written))
    return Signed(data=written.getvalue(), certificate=certificate)


class _LoopWithoutSockets(asyncio.SelectorEventLoop):
    """For the library's coroutines, none of which waits for another: the sandbox has no sockets."""

    def _make_self_pipe(self) -> None:
        """What wakes a loop up from other threads; there are none."""

    def _close_self_pipe(self) -> None:
        pass


def _opened(pkcs12: bytes, passphrase: str) -> _Opened:
    if not _is_pkcs12(pkcs12):
        raise CertificateRefused("แฟ้มใบรับรองเสียหาย หรือไม่ใช่แฟ้ม PKCS#12 (.p12 หรือ .pfx)")
    try:
        found = load_pkcs12(pkcs12, passphrase.encode() or None)
    except ValueError as error:
        raise CertificateRefused("แฟ้มใบรับรองเสียหาย หรือรหัสผ่านของแฟ้มไม่ถูกต้อง") from error
    certificate, key = _pair_of(found)
    _refuse_unfit(certificate)
    above = [
        x509.Certificate.load(each.certificate.public_bytes(Encoding.DER))
        for each in found.additional_certs
    ]
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # its __init__ has no types
    chain.register_multiple([certificate, *above])
    return _Opened(certificate=certificate, key=key, chain=chain)


def _is_pkcs12(data: bytes) -> bool:
    """A wrong passphrase and a file that is none look alike to the library that reads both."""
    try:
        return bool(Pfx.load(data, strict=True)["version"].native == "v3")
    except (ValueError, TypeError):
        return False


def _pair_of(
    found: PKCS12KeyAndCertificates,
) -> tuple[x509.Certificate, keys.PrivateKeyInfo]:
    # the library tells of a certificate only where it is the key's
    if found.key is None or found.cert is None:
        raise CertificateRefused("แฟ้มใบรับรองไม่มีใบรับรอง หรือไม่มีกุญแจส่วนตัวที่คู่กัน")
    key = found.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    read = x509.Certificate.load(found.cert.certificate.public_bytes(Encoding.DER))
    return read, keys.PrivateKeyInfo.load(key)


def _refuse_unfit(certificate: x509.Certificate) -> None:
    usage = certificate.key_usage_value
    if usage is not None and not _SIGNING & usage.native:
        raise CertificateRefused("ใบรับรองนี้ออกให้ใช้อย่างอื่น ไม่ใช่ลงลายเซ็น")
    public = certificate.public_key
    if public.algorithm not in {"rsa", "ec"}:
        raise CertificateRefused("กุญแจของใบรับรองต้องเป็นแบบ RSA หรือ EC")
    if public.algorithm == "rsa" and public.bit_size < _LEAST_RSA_BITS:
        raise CertificateRefused("กุญแจ RSA ของใบรับรองสั้นกว่า ๒๐๔๘ บิต จึงปลอมลายเซ็นได้")


def _facts(certificate: x509.Certificate) -> Certificate:
    return Certificate(
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        sha256=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
    )


def _name(name: x509.Name) -> str:
    """Who a name is of: what people call it, then what it belongs to."""
    parts = name.native
    found: list[str] = []
    for kind in _NAMES:
        value = parts.get(kind, [])
        found += [value] if isinstance(value, str) else value
    said = " · ".join(" ".join(each.split()) for each in dict.fromkeys(found))
    return (said or str(name.human_friendly))[:_LONGEST]
