"""Checks the official record against what the services wrote: rows, files, order and end."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ita_portal.storage import StoreAway
from ita_portal.thai.numerals import to_thai
from measures.management.streams import write_utf8
from measures.services.sealing import chain_events
from reports.services.file_faults import file_faults, note_file_faults
from reports.services.verification import row_faults


class Command(BaseCommand):
    """Status 1 where anything is wrong; best run every day, its first line kept elsewhere."""

    help = "ตรวจว่าฉบับ ไฟล์ และบันทึกการใช้งานไม่ถูกแก้ไขนอกระบบ และจดรหัสท้ายบันทึกของวันนี้"

    def handle(self, *args: Any, **options: Any) -> None:
        write_utf8()
        head = chain_events()
        if head:
            self.stdout.write(f"ท้ายบันทึก {head.sequence} {head.chain}")
        found = 0
        for line in row_faults():
            found += 1
            self.stdout.write(line)
        try:
            files = list(file_faults())
        except StoreAway as error:
            raise CommandError(f"ตรวจไฟล์ไม่ได้: ติดต่อที่เก็บไฟล์ไม่ได้ ({error})") from error
        note_file_faults(files, at=timezone.now())
        for fault in files:
            found += 1
            self.stdout.write(fault.line)
        if found:
            raise CommandError(to_thai(f"พบสิ่งที่ไม่ตรงกับที่บันทึกไว้ {found} รายการ"))
        self.stdout.write("ทุกฉบับ ทุกไฟล์ และบันทึกการใช้งานตรงกับที่ระบบเขียนไว้")
