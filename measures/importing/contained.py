"""The way in for files of strangers: read in a child process with limits and no network."""

from __future__ import annotations

from collections.abc import Callable
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
from measures.importing import refusals
from measures.importing.opening import read_parts
from measures.importing.progress import Progress, progress_of
from measures.importing.reading import Source
from measures.importing.report import report_of
from measures.importing.sources import Kind, kind_of, needs_no_child
from measures.importing.tables import UnreadableFile
from measures.importing.understanding import understand
from measures.inputs import ReportInput

# of address space, libraries included; nobody waits in a request for what takes long
LIMITS = Limits(seconds=60.0, processor_seconds=20.0, memory_bytes=768 << 20)
_TRUSTED = ("measures.inputs", "measures.importing.tables", "measures.importing.reading")


def open_file(
    data: bytes,
    *,
    filename: str = "",
    heard: Callable[[Progress], None] | None = None,
    limits: Limits = LIMITS,
) -> Source:
    """As `measures.importing.open_file`, whose limits are `LIMITS`."""

    def hear(said: list[Any]) -> None:
        progress = progress_of(said)
        if heard and progress:
            heard(progress)

    if needs_no_child(data):
        return read_parts(data, filename=filename)
    try:
        return _pool().call(read_parts, data, filename=filename, limits=limits, heard=hear)
    except NoSlotFree:
        refusal = "ระบบกำลังอ่านไฟล์อื่นอยู่ โปรดลองอีกครั้งในหนึ่งนาที"
    except TimeExceeded:
        refusal = f"อ่านไฟล์นี้นานเกินไป จึงหยุดอ่าน {_smaller(data)}"
    except MemoryExceeded:
        refusal = f"ไฟล์นี้ใช้หน่วยความจำมากเกินไป จึงหยุดอ่าน {_smaller(data)}"
    except SandboxFailure:
        refusal = f"เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหาย {_smaller(data)}"
    raise UnreadableFile(refusals.named(refusal, filename))


def _smaller(data: bytes) -> str:
    """What to do with a file that is too much: nobody can copy a table out of a PDF."""
    return refusals.FEWER_PAGES if kind_of(data) is Kind.PDF else refusals.FEWER_ROWS


@cache
def _pool() -> Pool:
    """A child for each file, as many at a time as there are cores: readers are not kept warm."""
    return Pool(slots=shared_slots("import"), calls_per_child=1, trusted=_TRUSTED)


def read_file(data: bytes, *, filename: str = "") -> ReportInput:
    """As `read_report`, but a stranger's file is opened in a child. Raises UnreadableFile."""
    return report_of(understand(open_file(data, filename=filename)), filename)
