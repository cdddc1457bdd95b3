"""Everything of a report in one ZIP: its files, its evidence by measure, and what is missing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.files.storage import default_storage

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, EvidenceFile
from measures.services.zipping import Entry, file_name
from reports.elements import FIRST_YEAR, LABELS, elements_in
from reports.models import ReportVersion
from reports.rendering import FORMATS
from reports.rendering.write_csv_guarded import guarded
from reports.snapshot import Evidence, MeasureRow, ReportSnapshot

EVIDENCE = "รายการหลักฐาน.csv"
MISSING = "รายการที่ขาด.txt"
_COLUMNS = ("มาตรการ", "ชนิด", "คำบรรยาย", "ไฟล์ในชุดนี้", "ลิงก์", "ขนาด (ไบต์)", "SHA-256")
_KINDS = {"photo": "ภาพถ่าย", "file": "ไฟล์", "link": "ลิงก์"}
_FOLDER_LETTERS = 40


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Where the bytes of some evidence lie, and how their file names end."""

    name: str
    extension: str


def package_of(version: ReportVersion, *, code: str, year: int) -> list[Entry]:
    """What a published version consists of, as it was stored; read with its files."""
    base = f"ita-report-{year}-{code}-v{version.number}"
    files = [
        Entry(path=base + _ending(file.format), stored_name=str(file.file))
        for file in version.files.all()
    ]
    kept = {
        file.sha256: Kept(name=file.name, extension=file.extension)
        for file in version.frozen_files.all()
    }
    return _whole(version.snapshot(), files, kept)


def draft_package(
    plan: AnnualPlan, snapshot: ReportSnapshot, files: Mapping[str, bytes]
) -> list[Entry]:
    """The same of a plan as it stands, of files that were just drawn."""
    base = f"draft-{plan.fiscal_year.year}-{plan.organization.code}"
    drawn = [Entry(path=base + _ending(name), data=data) for name, data in files.items()]
    kept = {
        row.sha256: Kept(name=row.stored_name, extension=row.stored_name.rpartition(".")[2])
        for row in EvidenceFile.objects.in_plan(plan)
        if row.stored_name
    }
    return _whole(snapshot, drawn, kept)


def _ending(format_name: str) -> str:
    form = FORMATS[format_name]
    return f"{form.tail}.{form.extension}"


def _whole(
    snapshot: ReportSnapshot, files: Iterable[Entry], kept: Mapping[str, Kept]
) -> list[Entry]:
    packer = _Packer(kept)
    for number, measure in enumerate(snapshot.measures, start=1):
        packer.add_measure(number, measure, has_elements=(snapshot.fiscal_year or 0) >= FIRST_YEAR)
    lists = [
        Entry(path=MISSING, data=packer.missing_text(snapshot)),
        Entry(path=EVIDENCE, data=packer.evidence_table()),
    ]
    return [*files, *lists, *packer.entries]


class _Packer:
    """Gathers the evidence, the line of each, and what is not there."""

    def __init__(self, kept: Mapping[str, Kept]) -> None:
        self._kept = kept
        self._missing: list[str] = []
        self._lines: list[tuple[str, ...]] = []
        self.entries: list[Entry] = []

    def add_measure(self, number: int, measure: MeasureRow, *, has_elements: bool) -> None:
        title = " ".join((measure.issue or measure.title.partition("\n")[0]).split())
        name = f"มาตรการที่ {number} {title}".strip()
        folder = "หลักฐาน/" + file_name(f"{number:02} {title}", longest=_FOLDER_LETTERS)
        found = elements_in(measure) if has_elements else {}
        self._missing += [
            f"{name}: ไม่มี{LABELS[field]}" for field, is_there in found.items() if not is_there
        ]
        if not measure.evidence:
            self._missing.append(f"{name}: ไม่มีหลักฐาน")
        for place, each in enumerate(measure.evidence, start=1):
            self._add_evidence(name, f"{folder}/{place:02} ", each)

    def _add_evidence(self, name: str, beginning: str, each: Evidence) -> None:
        kept, path = self._kept.get(each.sha256), ""
        if kept is not None and default_storage.exists(kept.name):
            path = f"{beginning}{file_name(each.caption)}.{kept.extension}"
            self.entries.append(Entry(path=path, stored_name=kept.name))
        elif each.kind != "link":
            self._missing.append(f"{name}: ไม่พบไฟล์ “{each.caption}”")
        kind = _KINDS.get(each.kind, each.kind)
        size = str(each.size_bytes) if each.sha256 else ""
        self._lines.append((name, kind, each.caption, path, each.url, size, each.sha256))

    def missing_text(self, snapshot: ReportSnapshot) -> bytes:
        """For Notepad, which knows the letters by the mark at the beginning."""
        heading = " ".join(snapshot.title.split())
        lines = [heading, snapshot.organization.name, ""]
        if self._missing:
            lines += [f"ขาด {len(self._missing)} รายการ", *self._missing]
        else:
            lines.append("ไม่มีรายการที่ขาด")
        return to_thai("\r\n".join([*lines, ""])).encode("utf-8-sig")

    def evidence_table(self) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        writer.writerows(map(guarded, line) for line in self._lines)
        return out.getvalue().encode("utf-8-sig")
