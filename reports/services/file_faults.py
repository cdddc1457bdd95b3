"""Stored files of the official record that are lost or changed: found, and told to the officer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model

from ita_portal.storage import StoreAway
from measures.models import AnnualPlan, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.sealing import row_name
from reports.models import ExportFile, FileFault, FrozenFile, PaperApproval

LOOKS_AFTER = Action.PUBLISH_REPORT
_BLOCK = 1 << 20
_NAMES = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "csv": "CSV",
    "csv-safe": "CSV สำหรับ Excel",
    "json": "JSON",
    "embed": "HTML",
}


@dataclass(frozen=True, kw_only=True)
class FoundFault:
    """A file that is not as it was stored; `line` tells it to whoever keeps the server."""

    version_id: int
    name: str
    what: str
    is_changed: bool
    line: str


def file_faults(plan: AnnualPlan | None = None) -> Iterator[FoundFault]:
    """Of every plan, or of one. Raises StoreAway where nothing can be said of any."""
    of_version = {"version__report__plan": plan} if plan else {}
    of_decision = {"decision__version__report__plan": plan} if plan else {}
    for export in ExportFile.objects.filter(**of_version).order_by("pk").iterator(chunk_size=500):
        what = f"ไฟล์ {_NAMES.get(export.format, export.format)}"
        yield from _look(export, export.version_id, str(export.file), export.sha256, what)
    for frozen in FrozenFile.objects.filter(**of_version).order_by("pk").iterator(chunk_size=500):
        what = "ภาพ" if frozen.media_type.startswith("image/") else "เอกสารหลักฐาน"
        yield from _look(frozen, frozen.version_id, frozen.name, frozen.sha256, what)
    papers = PaperApproval.objects.filter(**of_decision).select_related("decision")
    for paper in papers.order_by("pk").iterator(chunk_size=500):
        version = paper.decision.version_id
        yield from _look(paper, version, paper.scan, paper.sha256, "หนังสืออนุมัติที่สแกน")


@transaction.atomic
def note_file_faults(
    found: Iterable[FoundFault], *, at: datetime, plan: AnnualPlan | None = None
) -> None:
    """Keep what was found of every plan, or of one, in place of what was found before."""
    before = FileFault.objects.all()
    if plan is not None:
        before = before.filter(version__report__plan=plan)
    since = {(row.version_id, row.name): row.found_at for row in before}
    before.delete()
    rows = [
        FileFault(
            version_id=each.version_id,
            name=each.name,
            what=each.what,
            is_changed=each.is_changed,
            found_at=since.get((each.version_id, each.name), at),
        )
        for each in found
    ]
    FileFault.objects.bulk_create(rows, ignore_conflicts=True)  # two may look at the same moment


def check_files(*, plan: AnnualPlan, by: User, at: datetime) -> int:
    """Look at all stored files of a plan's versions anew; returns how many are lost or changed.

    Raises PermissionDenied, or StoreAway where nothing can be said.
    """
    require(by, LOOKS_AFTER, plan.organization)
    found = list(file_faults(plan))
    with transaction.atomic():
        note_file_faults(found, at=at, plan=plan)
        audit.record("plan.files_checked", plan, by=by, at=at, after={"faults": len(found)})
    return len(found)


def _look(row: Model, version: int, name: str, sha256: str, what: str) -> Iterator[FoundFault]:
    digest = hashlib.sha256()
    try:
        with default_storage.open(name) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except StoreAway:
        raise  # nothing is known of any file
    except OSError as error:
        line = f"{row_name(row)}: เปิดไฟล์ {name} ไม่ได้ ({type(error).__name__})"
        yield FoundFault(version_id=version, name=name, what=what, is_changed=False, line=line)
        return
    if digest.hexdigest() != sha256:
        line = f"{row_name(row)}: ไฟล์ {name} ไม่ตรงกับรหัสตรวจสอบ"
        yield FoundFault(version_id=version, name=name, what=what, is_changed=True, line=line)
