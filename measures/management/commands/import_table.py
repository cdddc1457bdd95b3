"""Read one report's table from a file and print it, without touching the database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ita_portal.thai.numerals import to_thai
from measures.importing import UnreadableFile, read_file
from measures.importing.limits import MAX_BYTES
from measures.inputs import ReportInput, as_json
from measures.management.streams import write_utf8


class Command(BaseCommand):
    """`--json` prints the object that `reports/report.schema.json` describes."""

    help = "อ่านตารางรายงานจากไฟล์ Word, Excel, CSV, หน้าเว็บ หรือข้อความ แล้วพิมพ์ผลโดยไม่เขียนฐานข้อมูล"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ไฟล์รายงาน")
        parser.add_argument("--json", action="store_true", help="พิมพ์ทั้งรายงานเป็น JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        write_utf8()
        try:
            report = _read(options["file"])
        except UnreadableFile as error:
            self.stderr.write(str(error))
            sys.exit(1)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_summary(report))


def _read(file: Path) -> ReportInput:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"{file.name}: {_refusal(error)}") from None
    return read_file(data, filename=file.name)


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
