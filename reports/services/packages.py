"""Everything of a report in one ZIP: its files, its evidence by measure, and what is missing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.files.storage import default_storage

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, EvidenceFile, Measure, NoEvidence
from measures.services.zipping import Entry, file_name
from reports.elements import asked_of, elements_in
from reports.models import ReportVersion
from reports.rendering import FORMATS
from reports.rendering.write_csv_guarded import guarded
from reports.services.snapshots import piece_of
from reports.snapshot import Asked, Evidence, MeasureRow, ReportSnapshot

EVIDENCE = "รายการหลักฐาน.csv"
MISSING = "รายการที่ขาด.txt"
SUMS = "SHA256SUMS.txt"
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
    files, lost = [], []
    for file in version.files.all():
        path, name = base + _ending(file.format), str(file.file)
        if default_storage.exists(name):
            files.append(Entry(path=path, stored_name=name, sha256=file.sha256))
        else:
            lost.append(path)
    kept = {
        file.sha256: Kept(name=file.name, extension=file.extension)
        for file in version.frozen_files.all()
    }
    entries = _whole(version.snapshot(), files, kept, lost=lost)
    return [*entries, _sums(entries)]


def lost_names(version: ReportVersion) -> list[str]:
    """The stored names of what a version consists of that are not in the storage."""
    names = [str(file.file) for file in version.files.all()]
    names += [file.name for file in version.frozen_files.all()]
    return [name for name in names if not default_storage.exists(name)]


def draft_package(
    plan: AnnualPlan, snapshot: ReportSnapshot, files: Mapping[str, bytes]
) -> list[Entry]:
    """The same of a plan as it stands, of files that were just drawn."""
    base = f"draft-{plan.fiscal_year.year}-{plan.organization.code}"
    drawn = [Entry(path=base + _ending(name), data=data) for name, data in files.items()]
    return _whole(snapshot, drawn, _kept(EvidenceFile.objects.in_plan(plan)))


def evidence_package(plan: AnnualPlan) -> list[Entry]:
    """All evidence of a plan as it stands, also what no report prints, and what is missing."""
    rows = list(EvidenceFile.objects.in_plan(plan))
    none = set(NoEvidence.objects.in_plan(plan).values_list("measure_id", flat=True))
    packer = _Packer(_kept(rows))
    for number, measure in enumerate(Measure.objects.in_plan(plan), start=1):
        of_measure = [row for row in rows if row.measure_id == measure.pk]
        pieces = [(piece_of(row), row.original_name.rpartition(".")[0]) for row in of_measure]
        name = " ".join(str(measure).split())
        packer.add_evidence(number, name, pieces, is_none=measure.pk in none)
    title = f"หลักฐาน {plan.fiscal_year}"
    return packer.lists(title, plan.organization.name) + packer.entries


def _kept(rows: Iterable[EvidenceFile]) -> dict[str, Kept]:
    return {
        row.sha256: Kept(name=row.stored_name, extension=row.stored_name.rpartition(".")[2])
        for row in rows
        if row.stored_name
    }


def _ending(format_name: str) -> str:
    form = FORMATS[format_name]
    return f"{form.tail}.{form.extension}"


def _whole(
    snapshot: ReportSnapshot,
    files: Iterable[Entry],
    kept: Mapping[str, Kept],
    *,
    lost: Iterable[str] = (),
) -> list[Entry]:
    packer = _Packer(kept, lost=lost)
    required = [asked for asked in asked_of(snapshot) if asked.is_required]
    for number, measure in enumerate(snapshot.measures, start=1):
        packer.add_measure(number, measure, required=required)
    lists = packer.lists(snapshot.title, snapshot.organization.name)
    return [*files, *lists, *packer.entries]


def _sums(entries: Iterable[Entry]) -> Entry:
    """The hashes of the files that the record knows, as `sha256sum --check` reads them.

    A package is put together anew each time and is in no record; each of these files is.
    """
    lines = [f"{entry.sha256}  {entry.path}\n" for entry in entries if entry.sha256]
    return Entry(path=SUMS, data="".join(lines).encode())


def _numbered(number: int | str, name: str) -> str:
    return f"มาตรการที่ {number} {name}".strip()


def _to_read(number: int, name: str) -> str:
    return _numbered(to_thai(str(number)), name)


class _Packer:
    """Gathers the evidence, the line of each, and what is not there."""

    def __init__(self, kept: Mapping[str, Kept], *, lost: Iterable[str] = ()) -> None:
        self._kept = kept
        self._missing = [f"ไฟล์ของรายงาน: ไม่พบไฟล์ “{name}” ต้องกู้คืน" for name in lost]
        self._lines: list[tuple[str, ...]] = []
        self.entries: list[Entry] = []

    def add_measure(self, number: int, measure: MeasureRow, *, required: Iterable[Asked]) -> None:
        found = elements_in(measure)
        self._missing += [
            f"{_to_read(number, measure.name)}: ไม่มี{asked.label}"
            for asked in required
            if not found[asked.field]
        ]
        self.add_evidence(number, measure.name, [(each, "") for each in measure.evidence])

    def add_evidence(
        self,
        number: int,
        name: str,
        pieces: Sequence[tuple[Evidence, str]],
        *,
        is_none: bool = False,
    ) -> None:
        """Each piece with what its file is called where it has no caption yet.

        With `is_none` somebody said that this year there is none.
        """
        read = _to_read(number, name)
        folder = "หลักฐาน/" + file_name(f"{number:02} {name}", longest=_FOLDER_LETTERS)
        if not pieces:
            said = " (แจ้งไว้ว่าปีนี้ไม่มี)" if is_none else ""
            self._missing.append(f"{read}: ไม่มีหลักฐาน{said}")
        for place, (each, instead) in enumerate(pieces, start=1):
            called = each.caption or instead
            path = self._add_file(f"{folder}/{place:02} ", each, called)
            if not path and each.kind != "link":
                self._missing.append(f"{read}: ไม่พบไฟล์ “{called}”")
            if not each.caption:
                self._missing.append(f"{read}: ไม่มีคำบรรยายของ “{called or each.url}”")
            self._add_line(_numbered(number, name), each, path)

    def _add_file(self, beginning: str, each: Evidence, called: str) -> str:
        """Where it lies in the archive; "" for what has no file, or lost it."""
        kept = self._kept.get(each.sha256)
        if kept is None or not default_storage.exists(kept.name):
            return ""
        path = f"{beginning}{file_name(called)}.{kept.extension}"
        self.entries.append(Entry(path=path, stored_name=kept.name, sha256=each.sha256))
        return path

    def _add_line(self, name: str, each: Evidence, path: str) -> None:
        kind = _KINDS.get(each.kind, each.kind)
        size = str(each.size_bytes) if each.sha256 else ""
        self._lines.append((name, kind, each.caption, path, each.url, size, each.sha256))

    def lists(self, title: str, organization: str) -> list[Entry]:
        """What is missing, and what there is."""
        return [
            Entry(path=MISSING, data=self._missing_text(title, organization)),
            Entry(path=EVIDENCE, data=self._evidence_table()),
        ]

    def _missing_text(self, title: str, organization: str) -> bytes:
        """For Notepad, which knows the letters by the mark at the beginning."""
        lines = [" ".join(title.split()), organization, ""]
        if self._missing:
            lines += [f"ขาด {to_thai(str(len(self._missing)))} รายการ", *self._missing]
        else:
            lines.append("ไม่มีรายการที่ขาด")
        return "\r\n".join([*lines, ""]).encode("utf-8-sig")

    def _evidence_table(self) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        writer.writerows(map(guarded, line) for line in self._lines)
        return out.getvalue().encode("utf-8-sig")
