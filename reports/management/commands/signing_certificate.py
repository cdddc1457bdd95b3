"""Tells whether the certificate of the settings can sign, whose it is and until when."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.management.streams import write_utf8
from reports.services.signing import certificate_in_use
from reports.signing import CertificateRefused

RUN_OUT = 2


class Command(BaseCommand):
    """Status 1 where it can never sign, 2 where it has run out or has not begun."""

    help = "ตรวจใบรับรองที่ใช้ลงลายเซ็นอิเล็กทรอนิกส์ในไฟล์ PDF ที่เผยแพร่"

    def handle(self, *args: Any, **options: Any) -> None:
        write_utf8()
        try:
            certificate = certificate_in_use()
        except CertificateRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if certificate is None:
            self.stdout.write("ยังไม่ได้ตั้ง SIGNING_CERTIFICATE ไฟล์ PDF ที่เผยแพร่ไม่มีลายเซ็นอิเล็กทรอนิกส์")
            return
        now = timezone.now()
        until = timezone.localtime(certificate.valid_until)
        self.stdout.write(f"ผู้ลงลายเซ็น {certificate.subject} ใบรับรองออกโดย {certificate.issuer}")
        if not certificate.valid_from <= now <= certificate.valid_until:
            since = format_date(timezone.localtime(certificate.valid_from).date(), "long")
            raise CommandError(
                f"ใบรับรองใช้ได้ตั้งแต่ {since} ถึง {format_date(until.date(), 'long')} เท่านั้น "
                "จะเผยแพร่ไม่ได้จนกว่าจะเปลี่ยนใบรับรอง",
                returncode=RUN_OUT,
            )
        days = to_thai(str((certificate.valid_until - now).days))
        self.stdout.write(f"ใช้ได้ถึง {format_date(until.date(), 'long')} (อีก {days} วัน)")
