"""Files that are read still, or could not be read, as rows; and how far one is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ita_portal.thai.numerals import to_thai
from measures.importing import Progress
from measures.importing.progress import Stage
from measures.models import Organization, User
from measures.services.import_reading import open_readings

_WORDS = {
    Stage.WAITING: "รออ่านไฟล์",
    Stage.OPENING: "กำลังเปิดไฟล์และหาตาราง",
    Stage.PAGES: "กำลังอ่านหน้า {done} จาก {total}",
    Stage.TABLES: "อ่านครบทุกหน้าแล้ว กำลังต่อตารางข้ามหน้า",
    Stage.WORDS: "กำลังตรวจคำ ข้อความที่ {done} จาก {total}",
}


@dataclass(frozen=True, kw_only=True)
class ReadingRow:
    """`words` say how far it is, or why it could not be read."""

    token: str
    file_name: str
    words: str
    told_at: datetime
    is_going_on: bool


def rows_of_readings(by: User, organization: Organization) -> list[ReadingRow]:
    """What a person brought in here that did not become an import, or not yet."""
    return [
        ReadingRow(
            token=found.token,
            file_name=found.state.file_name,
            words=" ".join(found.state.refusals) or words_of_progress(found.state.progress),
            told_at=found.told_at,
            is_going_on=found.state.is_going_on,
        )
        for found in open_readings(by=by, organization=organization)
    ]


def words_of_progress(progress: Progress) -> str:
    """How far a reading is."""
    done, total = (to_thai(str(number)) for number in (progress.done, progress.total))
    return _WORDS[progress.stage].format(done=done, total=total)
