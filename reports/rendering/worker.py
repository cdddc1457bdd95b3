"""Drawing in a process of its own: warm, limited in time and memory, without network."""

from __future__ import annotations

from functools import cache
from typing import Any

from ita_portal.sandbox import (
    Limits,
    MemoryExceeded,
    NoSlotFree,
    Pool,
    SandboxFailure,
    TimeExceeded,
    shared_slots,
)
from reports.layouts import STANDARD, LayoutSpec
from reports.rendering import FORMATS
from reports.snapshot import MeasureRow, Organization, ReportSnapshot

_MEBIBYTE = 1 << 20
_MOST_ROWS = 1000  # more get no more time and memory than so many

FAILED = "จัดทำไฟล์ไม่สำเร็จ ข้อมูลไม่เสียหาย โปรดลองอีกครั้ง หากพบซ้ำ โปรดแจ้งผู้ดูแลระบบ"


class RenderFailed(Exception):
    """The file could not be made; the message is Thai, for the person who wanted it."""


def render(
    name: str,
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    limits: Limits | None = None,
    at_once: int | None = None,
    **options: Any,
) -> bytes:
    """The bytes of FORMATS[name], drawn in the worker process; options as for the writers.

    `at_once` is how many are drawn at the same time, by default one a core. Raises RenderFailed.
    """
    limits = limits or limits_for(snapshot)
    try:
        return _pool(at_once).call(_draw, name, snapshot, layout, options, limits=limits)
    except TimeExceeded as failure:
        raise RenderFailed("จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใช้เวลาจัดหน้านานเกินกำหนด") from failure
    except MemoryExceeded as failure:
        raise RenderFailed("จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใหญ่เกินกว่าที่ระบบจะจัดหน้าได้") from failure
    except NoSlotFree as failure:
        raise RenderFailed("ระบบกำลังจัดทำไฟล์อื่นอยู่ โปรดลองอีกครั้งในหนึ่งนาที") from failure
    except SandboxFailure as failure:
        raise RenderFailed(FAILED) from failure


def limits_for(
    snapshot: ReportSnapshot, *, seconds: int = 60, mebibytes: int = 1024, photo_bytes: int = 0
) -> Limits:
    """So much, and more for every row: for a thousand twice the time and half more memory.

    Pictures are there three times over: as they come, in the pages and in the file.
    """
    rows = sum(max(1, len(measure.steps)) for measure in snapshot.measures)
    rows = min(rows, _MOST_ROWS)
    return Limits(
        seconds=seconds * (1 + rows / 1000),
        memory_bytes=mebibytes * (2048 + rows) // 2048 * _MEBIBYTE + 3 * photo_bytes,
    )


def _draw(
    name: str, snapshot: ReportSnapshot, layout: LayoutSpec, options: dict[str, Any]
) -> bytes:
    return FORMATS[name].writer(snapshot, layout, **options)


def _warm_up() -> None:
    """Read in all that a drawing needs, by a first one."""
    measure = MeasureRow(title="มาตรการส่งเสริมคุณธรรม", number="๑")
    organization = Organization(name="เทศบาลตำบล")
    snapshot = ReportSnapshot(
        organization=organization, fiscal_year=None, title="รายงานผล", measures=(measure,)
    )
    FORMATS["pdf"].writer(snapshot, STANDARD["six"])


@cache
def _pool(size: int | None) -> Pool:
    return Pool(slots=shared_slots("render"), size=size, warm_up=_warm_up)
