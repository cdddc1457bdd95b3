"""Files of published versions in the private storage, and all files that nothing points to."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage

from measures.models import Emblem, EvidenceFile
from measures.services import stored_files
from measures.services.emblems import FOLDER as EMBLEMS
from measures.services.evidence_files import FOLDER as EVIDENCE
from measures.services.stored_files import KeptFile, drop_file
from reports.models import ExportFile, FrozenFile, PaperApproval
from reports.rendering.worker import RenderFailed
from reports.services.paper import FOLDER as APPROVALS

EXPORTS = "exports"
AWAY = "จัดทำไฟล์ไม่สำเร็จ: ติดต่อที่เก็บไฟล์ไม่ได้ ข้อมูลไม่เสียหาย โปรดรอสักครู่แล้วลองอีกครั้ง หากพบซ้ำ โปรดแจ้งผู้ดูแลระบบ"
NO_ROOM = "จัดทำไฟล์ไม่สำเร็จ: พื้นที่เก็บไฟล์เต็มหรือเขียนไม่ได้ ข้อมูลไม่เสียหาย โปรดแจ้งผู้ดูแลระบบ แล้วลองอีกครั้ง"

__all__ = ["KeptFile", "drop_file", "keep_file", "remove_all", "remove_orphans"]


def keep_file(data: bytes, *, extension: str) -> KeptFile:
    """Write a drawn file, as `stored_files.keep_file` does.

    Raises RenderFailed where there is no room, or the store does not answer;
    `remove_orphan_files` takes away what got there.
    """
    try:
        return stored_files.keep_file(data, folder=EXPORTS, extension=extension)
    except stored_files.NotStored as error:
        raise RenderFailed(AWAY if error.code == "away" else NO_ROOM) from error


def remove_all() -> None:
    """Empty the storage of files; only beside an empty database."""
    stored_files.remove_all((EXPORTS, EVIDENCE, EMBLEMS, APPROVALS))


def remove_orphans(*, at: datetime) -> list[str]:
    """Delete the files that no row knows: crashes left them, or their rows are gone.

    Returns their names. What a version has frozen stays, whatever becomes of the draft.
    """
    exports = set(ExportFile.objects.values_list("file", flat=True))
    frozen = set(FrozenFile.objects.values_list("name", flat=True))
    evidence = set(frozen)
    for names in EvidenceFile.objects.values_list("stored_name", "thumbnail_name"):
        evidence.update(names)
    found = stored_files.orphans(EXPORTS, exports, at=at)
    found += stored_files.orphans(EVIDENCE, evidence, at=at)
    emblems = frozen | set(Emblem.objects.values_list("stored_name", flat=True))
    found += stored_files.orphans(EMBLEMS, emblems, at=at)
    approvals = set(PaperApproval.objects.values_list("scan", flat=True))
    found += stored_files.orphans(APPROVALS, approvals, at=at)
    for name in found:
        default_storage.delete(name)
    return found
