"""Certificates of the tests' own, as PKCS#12 files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSPHRASE = "รหัสผ่านของตรา"
SUBJECT = "เทศบาลเมืองตากใบ · สำนักปลัดเทศบาล"
ISSUER = "ผู้ออกใบรับรองทดสอบ"
_USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
    *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)
_DAY = dt.timedelta(days=1)


def a_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def an_rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def pkcs12_file(
    *,
    key: Any = None,
    days: tuple[float, float] = (-1, 365),
    usage: str | None = "content_commitment",
    passphrase: str = PASSPHRASE,
    has_key: bool = True,
    other_key: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """A certificate by an authority, with both; valid from and to so many days from now.

    With `other_key` that stands in the place of its own, in a file without passphrase.
    """
    key = key or a_key()
    authority, above = a_key(), _name(ISSUER)
    named = _name("เทศบาลเมืองตากใบ", "สำนักปลัดเทศบาล")
    certificate = _certificate(named, above, key.public_key(), authority, days, usage)
    root = _certificate(above, above, authority.public_key(), authority, (-1000, 1000), None)
    locked: KeySerializationEncryption = NoEncryption()
    if passphrase and other_key is None:
        locked = BestAvailableEncryption(passphrase.encode())
    kept = key if has_key else None
    made = pkcs12.serialize_key_and_certificates(b"seal", kept, certificate, [root], locked)
    return made if other_key is None else _exchanged(made, key, other_key)


def _exchanged(made: bytes, key: Any, other: ec.EllipticCurvePrivateKey) -> bytes:
    """With another key, and without the code that would tell."""
    parts = Pfx.load(made.replace(_spelled(key), _spelled(other)))
    kept = Pfx({"version": parts["version"], "auth_safe": parts["auth_safe"]})
    return bytes(kept.dump())


def _spelled(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: Any,
    signed_by: Any,
    days: tuple[float, float],
    usage: str | None,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * _DAY)
        .not_valid_after(now + days[1] * _DAY)
    )
    if usage is not None:
        uses = {name: name == usage for name in _USES}
        builder = builder.add_extension(x509.KeyUsage(**uses), critical=True)
    else:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    return builder.sign(signed_by, hashes.SHA256())


def _name(common: str, unit: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if unit:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COUNTRY_NAME, "TH")])
