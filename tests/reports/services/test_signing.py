"""The published PDF is signed where a certificate is set; what cannot sign keeps all as it was."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from ita_portal.setup import start
from ita_portal.setup.shell import SetupFailed
from measures.models import AuditEvent
from measures.services.stored_files import read_file
from reports.models import ExportFile, FileSignature
from reports.services.planning import DueRun, plan_publication, publish_due
from reports.services.signing import NotSigned
from reports.services.verification import faults
from reports.services.workflow import publish_report
from reports.signing import CertificateRefused, sign
from reports.status import Status
from tests.factories import AT
from tests.reports.certificates import (
    ISSUER,
    PASSPHRASE,
    SUBJECT,
    a_key,
    an_rsa_key,
    pkcs12_file,
)
from tests.reports.services.people import make_office, state, verbs
from tests.storage import keep_files_in
from tests.together import aside

pytestmark = pytest.mark.django_db


@pytest.fixture
def seal(settings: Any, tmp_path: Path) -> Path:
    """Where the certificate of this installation lies."""
    path = tmp_path / "seal.p12"
    path.write_bytes(pkcs12_file())
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE = str(path), PASSPHRASE
    settings.AUDIT_HEADS = tmp_path / "heads.txt"
    keep_files_in(settings, tmp_path / "files")
    return path


def judged(pdf: bytes, seal: Path) -> Any:
    """What another program says of the signature, to which our authority is one to trust."""
    held = load_pkcs12(seal.read_bytes(), PASSPHRASE.encode())
    root = held.additional_certs[0].certificate.public_bytes(Encoding.DER)
    trusted = ValidationContext(trust_roots=[x509.Certificate.load(root)])
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return aside(lambda: validate_pdf_signature(signature, trusted))


def test_a_published_pdf_is_signed_and_its_hash_is_that_of_the_signed_file(seal, client):
    office = make_office()
    version = office.publish()

    file = ExportFile.objects.get(version=version, format="pdf")
    signed = FileSignature.objects.get()
    pdf = read_file(str(file.file))
    found = judged(pdf, seal)
    assert (found.bottom_line, found.coverage, found.modification_level, found.docmdp_ok) == (
        True,
        SignatureCoverageLevel.ENTIRE_FILE,
        ModificationLevel.NONE,
        True,
    )
    held = load_pkcs12(seal.read_bytes(), PASSPHRASE.encode()).cert
    assert held is not None
    assert (
        signed.certificate_sha256
        == x509.Certificate.load(held.certificate.public_bytes(Encoding.DER)).sha256.hex()
    )
    assert (signed.file, signed.subject, signed.issuer) == (file, SUBJECT, ISSUER)
    assert list(faults()) == []

    page = client.get(version.report.get_absolute_url()).content.decode()
    by_file = client.post("/verify/", {"file": SimpleUploadedFile("r.pdf", pdf)}).content.decode()
    by_code = client.get(reverse("public:version_verify", args=[version.code])).content.decode()
    assert "ลายเซ็นอิเล็กทรอนิกส์ใน PDF" in page
    assert all(SUBJECT in each for each in (page, by_file, by_code))
    assert "ตรงกับฉบับปัจจุบัน" in by_file
    assert f"ใบรับรองออกโดย {ISSUER}" in by_file


def test_a_changed_signed_pdf_is_flagged_by_its_signature_or_by_its_hash(seal, client):
    file = ExportFile.objects.get(version=make_office().publish(), format="pdf")
    pdf = read_file(str(file.file))

    unseen = 0
    for place in random.Random(208).sample(range(len(pdf)), 12):
        changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        answer = client.post("/verify/", {"file": SimpleUploadedFile("r.pdf", changed)})
        assert "ไม่ตรงกับฉบับใดในระบบ" in answer.content.decode()
        unseen += is_believed(changed, seal)
    assert unseen <= 6  # what only the hash of the whole file finds: the slot has padding


def is_believed(pdf: bytes, seal: Path) -> bool:
    try:
        return bool(judged(pdf, seal).bottom_line)
    except (PdfError, SigningError, ValueError, KeyError, IndexError, AttributeError):
        return False


def test_signing_is_off_without_a_certificate():
    version = make_office().publish()

    pdf = read_file(str(ExportFile.objects.get(version=version, format="pdf").file))
    assert not FileSignature.objects.exists()
    assert list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures) == []


CUT, CHANGED = pkcs12_file()[:-9], pkcs12_file()
CHANGED = CHANGED[:-99] + b"0000" + CHANGED[-95:]
RUN_OUT = pkcs12_file(days=(-400, -1))
UNUSABLE = {
    "empty": (b"", "ไม่ใช่แฟ้ม PKCS#12"),
    "a picture": (b"\x89PNG\r\n", "ไม่ใช่แฟ้ม PKCS#12"),
    "cut": (CUT, "ไม่ใช่แฟ้ม PKCS#12"),
    "changed": (CHANGED, "แฟ้มใบรับรองเสียหาย"),
    "of another passphrase": (pkcs12_file(passphrase="อย่างอื่น"), "รหัสผ่านของแฟ้มไม่ถูกต้อง"),
    "without a key": (pkcs12_file(has_key=False), "ไม่มีกุญแจส่วนตัวที่คู่กัน"),
    "with another's key": (pkcs12_file(other_key=a_key()), "ไม่มีกุญแจส่วนตัวที่คู่กัน"),
    "for enciphering": (pkcs12_file(usage="key_encipherment"), "ไม่ใช่ลงลายเซ็น"),
    "short": (pkcs12_file(key=an_rsa_key(1024)), "สั้นกว่า ๒๐๔๘ บิต"),
    "run out": (RUN_OUT, "ใบรับรองหมดอายุแล้ว"),
    "not begun": (pkcs12_file(days=(1, 400)), "ใบรับรองยังไม่ถึงวันเริ่มใช้"),
}


@pytest.mark.parametrize("fault", UNUSABLE)
def test_a_certificate_that_cannot_sign_says_why(fault):
    pkcs12, words = UNUSABLE[fault]

    with pytest.raises(CertificateRefused, match=re.escape(words)):
        sign(b"", pkcs12, PASSPHRASE, at=timezone.now(), reason="")


def test_what_cannot_sign_is_told_and_nothing_is_published(seal, settings):
    office = make_office()
    version = office.approve()
    before = state(office.report), verbs(office.report), AuditEvent.objects.count()
    whole = seal.read_bytes()

    told = []
    for name in ("of another passphrase", "run out", ""):
        seal.write_bytes(UNUSABLE[name][0]) if name else seal.unlink()
        with pytest.raises(NotSigned) as refusal:
            publish_report(version=version, by=office.legal)
        told.append(str(refusal.value))

    words = ("รหัสผ่านของแฟ้มไม่ถูกต้อง", "ใบรับรองหมดอายุแล้ว", "เปิดแฟ้มใบรับรองไม่ได้")
    assert [word in each for word, each in zip(words, told, strict=True)] == [True] * 3
    assert all("ยังไม่มีสิ่งใดเปลี่ยน" in each for each in told)
    assert (state(office.report), verbs(office.report), AuditEvent.objects.count()) == before
    assert not ExportFile.objects.exists()
    assert not default_storage.exists("exports")

    seal.write_bytes(whole)
    publish_report(version=version, by=office.legal)
    assert state(office.report) == (Status.PUBLISHED, True, version)
    assert FileSignature.objects.get().subject == SUBJECT


def test_the_page_tells_why_and_a_planned_publication_waits(seal, settings, client):
    office = make_office()
    version = office.approve()
    settings.SIGNING_PASSPHRASE = "อย่างอื่น"
    client.force_login(office.legal)
    plan = office.report.plan
    address = reverse("workspace:publication_create", args=[plan.organization.code, 2568])

    refused = client.post(address, {"seen": version.sha256, "when": "now", "checked": "on"})

    page = refused.content.decode()
    assert (refused.status_code, "รหัสผ่านของแฟ้มไม่ถูกต้อง" in page) == (200, True)
    due = timezone.now()
    plan_publication(version=version, publish_at=due, by=office.legal, at=AT)
    assert publish_due(at=due) == DueRun(failed=1)
    office.report.refresh_from_db()
    assert (office.report.status, office.report.publish_at) == (Status.APPROVED, due)
    settings.SIGNING_PASSPHRASE = PASSPHRASE
    assert publish_due(at=due) == DueRun(published=1)


def test_a_new_certificate_takes_over_and_older_versions_keep_their_signature(seal):
    first = make_office().publish()
    seal.write_bytes(pkcs12_file(key=an_rsa_key()))
    second = make_office().publish()

    signed = [FileSignature.objects.get(file__version=each) for each in (first, second)]
    pdf = read_file(str(signed[1].file.file))
    assert judged(pdf, seal).bottom_line is True
    assert len({each.certificate_sha256 for each in signed}) == 2
    assert list(faults()) == []


def test_a_start_refuses_what_can_never_sign_and_tells_of_what_has_run_out(seal, settings, capsys):
    call_command("signing_certificate")
    told = capsys.readouterr().out
    seal.write_bytes(RUN_OUT)

    start.check_certificate()

    said = capsys.readouterr()
    assert SUBJECT in told
    assert "อีก ๓๖๔ วัน" in told
    assert "จะเผยแพร่ไม่ได้จนกว่าจะเปลี่ยนใบรับรอง" in said.out + said.err
    with pytest.raises(CommandError) as error:
        call_command("signing_certificate")
    assert error.value.returncode == 2

    settings.SIGNING_PASSPHRASE = "อย่างอื่น"
    with pytest.raises(SetupFailed, match=r"SIGNING_CERTIFICATE cannot be used: .*รหัสผ่าน"):
        start.check_certificate()
