"""Reads one report's table from a file: prints it, or brings it into an organization's report."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from ita_portal.thai.numerals import parse_int, to_thai
from measures.importing import UnreadableFile, read_file
from measures.importing.limits import MAX_BYTES
from measures.inputs import ReportInput, as_json
from measures.management.streams import write_utf8
from measures.models import FiscalYear, Organization, User
from measures.services.import_batches import open_import, stage_import
from measures.services.import_undo import written_by
from measures.services.plans import PlanLocked
from reports.services.bringing_in import bring_in


class Command(BaseCommand):
    """`--json` prints the object that `reports/report.schema.json` describes.

    With `--organization` the file waits on its page to be looked through; with `--apply` it goes
    into the report of the year as it is read. Without, no database is needed.
    """

    help = "อ่านตารางรายงานจากไฟล์ แล้วพิมพ์ผล หรือนำเข้ารายงานของหน่วยงาน (--organization)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ไฟล์รายงาน")
        parser.add_argument("--json", action="store_true", help="พิมพ์ทั้งรายงานเป็น JSON")
        parser.add_argument("--organization", metavar="CODE", help="รหัสของหน่วยงานที่จะนำเข้า")
        parser.add_argument("--year", help="ปีงบประมาณ พ.ศ. ของรายงาน เช่น 2568")
        parser.add_argument("--by", metavar="EMAIL", help="ผู้นำเข้า ถ้าไม่ระบุคือผู้ดูแลระบบคนแรก")
        parser.add_argument("--apply", action="store_true", help="นำเข้าทันทีโดยไม่รอตรวจ")

    def handle(self, *args: Any, **options: Any) -> None:
        write_utf8()
        if options["organization"]:
            self._bring_in(options)
            return
        try:
            report = read_file(_bytes_of(options["file"]), filename=options["file"].name)
        except UnreadableFile as error:
            self.stderr.write(str(error))
            sys.exit(1)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_summary(report))

    def _bring_in(self, options: dict[str, Any]) -> None:
        try:
            organization, year = _organization(options["organization"]), _year(options["year"])
            batch = stage_import(
                organization=organization,
                data=_bytes_of(options["file"]),
                file_name=options["file"].name,
                by=(by := _person(options["by"])),
                at=timezone.now(),
                fiscal_year=year,
            )
            report = open_import(batch).reading.report
            self.stdout.write(_summary(report) if report else open_import(batch).reading.refusal)
            if options["apply"]:
                applied = bring_in(batch=batch, revision=batch.revision, by=by, at=timezone.now())
                measures, steps = written_by(applied)
                words = f"นำเข้า{year} แล้ว {measures} มาตรการ {steps} ขั้นตอน"
            else:
                words = f"รอตรวจก่อนนำเข้าที่ /plans/{organization.code}/imports/{batch.pk}/"
        except (UnreadableFile, NotBroughtIn, ValidationError, PermissionDenied) as refusal:
            sys.exit(_words(refusal))
        except PlanLocked:
            sys.exit("รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้")
        self.stdout.write(words if "/plans/" in words else to_thai(words))


class NotBroughtIn(Exception):
    """Something that the command names is not there; the message is Thai."""


def _organization(code: str) -> Organization:
    found = Organization.objects.filter(code=code).first()
    if found is None:
        raise NotBroughtIn(f"ไม่พบหน่วยงานรหัส {code}")
    return found


def _year(text: str | None) -> FiscalYear:
    found = FiscalYear.objects.filter(year=parse_int(text or "") or 0).first()
    if found is None:
        raise NotBroughtIn("ไม่พบปีงบประมาณนี้ในระบบ โปรดระบุ --year เป็นปี พ.ศ. เช่น --year 2568")
    return found


def _person(email: str | None) -> User:
    people = User.objects.filter(is_active=True)
    found = people.filter(email=email) if email else people.filter(is_superuser=True)
    person = found.order_by("pk").first()
    if person is None:
        raise NotBroughtIn("ไม่พบผู้นำเข้า โปรดระบุ --by เป็นอีเมลของผู้ใช้ที่มีสิทธิ์")
    return person


def _words(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return "\n".join(refusal.messages)
    if isinstance(refusal, PermissionDenied):
        return "ผู้นำเข้าไม่มีสิทธิ์แก้ไขรายงานทั้งฉบับของหน่วยงานนี้"
    return str(refusal)


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"{file.name}: {_refusal(error)}") from None


def _refusal(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "ไม่พบไฟล์นี้"
    if isinstance(error, IsADirectoryError):
        return "เป็นโฟลเดอร์ ไม่ใช่ไฟล์"
    return f"เปิดไฟล์ไม่ได้ ({error.strerror})"


def _summary(report: ReportInput) -> str:
    steps = sum(step.depth == 0 for measure in report.measures for step in measure.steps)
    year = f" ปีงบประมาณ {report.fiscal_year}" if report.fiscal_year else ""
    counts = f"{len(report.measures)} มาตรการ {steps} ขั้นตอน ต้องดู {len(report.problems)} จุด"
    lines = [f"{report.organization.name or 'ไม่พบชื่อหน่วยงาน'}{year}: {counts}"]
    for problem in report.problems:
        said = f": {' '.join(problem.quote.split())}" if problem.quote else ""
        instead = f" → {problem.suggestion}" if problem.suggestion else ""
        lines.append(f"- {problem.place} {problem.message}{said}{instead}")
    return to_thai("\n".join(lines[:1])) + "".join(f"\n{line}" for line in lines[1:])
