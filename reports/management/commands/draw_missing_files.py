"""Draws the files that versions lack, which were published before there were such files."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ita_portal.thai.numerals import to_thai
from measures.management.streams import write_utf8
from reports.models import ReportVersion
from reports.rendering.worker import RenderFailed
from reports.services.exports import get_export, missing_formats
from reports.status import Verb


class Command(BaseCommand):
    """Safe to stop and to run again: a file is drawn once."""

    help = "จัดทำไฟล์ชนิดใหม่ของรายงานที่เผยแพร่ไปแล้ว เช่น Word และ Excel ไฟล์เดิมไม่เปลี่ยน"

    def handle(self, *args: Any, **options: Any) -> None:
        write_utf8()
        drawn = failed = 0
        versions = ReportVersion.objects.filter(decisions__verb=Verb.PUBLISH.value)
        for version in versions.order_by("pk").iterator(chunk_size=50):
            for format_name in missing_formats(version):
                try:
                    get_export(version, format_name)
                    drawn += 1
                except RenderFailed as failure:
                    failed += 1
                    self.stderr.write(f"{version} {format_name}: {failure}")
        self.stdout.write(to_thai(f"จัดทำไฟล์ใหม่ {drawn} ไฟล์ ไม่สำเร็จ {failed} ไฟล์"))
