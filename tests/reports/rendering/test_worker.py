"""The worker: warm, limited, apart from the web process."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ita_portal.sandbox import Limits
from reports.rendering.worker import RenderFailed, limits_for, render
from reports.snapshot import MeasureRow, StepRow
from tests.reports.rendering.fragments import ISSUE, SIX, report

ROOT = Path(__file__).resolve().parents[3]
WEB_PROCESS = """
import sys
import reports.rendering.worker
from reports.rendering import FORMATS
from reports.rendering.grid import build_grid
from tests.reports.rendering.fragments import ISSUE, SIX, report
build_grid(report(ISSUE), SIX)
reports.rendering.worker.render("pdf", report(ISSUE), SIX)
slow = ("weasyprint", "pythainlp", "uharfbuzz", "fontTools", "pydyf")
print([name for name in slow if name in sys.modules])
"""


def test_the_web_process_never_imports_what_draws():
    command = [sys.executable, "-c", WEB_PROCESS]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)

    assert told.stdout == "[]\n"


def test_many_threads_get_the_same_file():
    alone = render("pdf", report(ISSUE), SIX)
    found: list[bytes] = []

    def draw() -> None:
        found.append(render("pdf", report(ISSUE), SIX))

    threads = [threading.Thread(target=draw) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [alone] * 6


OUT_OF_TIME = "จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใช้เวลาจัดหน้านานเกินกำหนด"
OUT_OF_MEMORY = "จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใหญ่เกินกว่าที่ระบบจะจัดหน้าได้"
MEBIBYTE = 1 << 20
ROW = MeasureRow(title="มาตรการ", steps=(StepRow(text="ประชาสัมพันธ์ " * 40),))
HUGE = report(*[ROW] * 1200)
STRANGE = report(*[ROW] * 300, title="漢字")  # laid out with letters of other fonts


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(seconds=0.3), OUT_OF_TIME),
        (Limits(memory_bytes=60 * MEBIBYTE), OUT_OF_MEMORY),
        (Limits(memory_bytes=100 * MEBIBYTE), OUT_OF_MEMORY),
    ],
    ids=["time", "memory of the warm worker", "memory of the drawing"],
)
def test_a_drawing_over_its_limits_is_answered_in_thai_and_the_next_one_works(limits, message):
    with pytest.raises(RenderFailed) as failure:
        render("pdf", HUGE, SIX, limits=limits)

    assert str(failure.value) == message
    assert render("pdf", report(ISSUE), SIX).startswith(b"%PDF-1.7")


@pytest.mark.torture
@pytest.mark.parametrize(
    ("snapshot", "mebibytes"),
    [(HUGE, size) for size in range(50, 142, 4)] + [(STRANGE, size) for size in range(50, 361, 9)],
)
def test_with_any_memory_a_drawing_is_whole_or_said_to_be_too_large(snapshot, mebibytes):
    limits = Limits(memory_bytes=mebibytes * MEBIBYTE)
    try:
        answer = render("pdf", snapshot, SIX, limits=limits)[-6:].decode()
    except RenderFailed as failure:
        answer = str(failure)

    assert answer in {"%%EOF\n", OUT_OF_MEMORY}


def test_what_cannot_be_drawn_is_answered_in_thai():
    with pytest.raises(RenderFailed) as failure:
        render("pdf", report(ISSUE), SIX, watermark="ไม่มีตัวเลือกนี้")

    assert str(failure.value) == "จัดทำไฟล์ไม่สำเร็จ ข้อมูลไม่เสียหาย โปรดลองอีกครั้ง หากพบซ้ำ โปรดแจ้งผู้ดูแลระบบ"


@pytest.mark.parametrize(
    ("rows", "limits"),
    [
        (0, Limits(seconds=60, memory_bytes=1 << 30)),
        (100, Limits(seconds=66, memory_bytes=(1024 + 50) << 20)),
        (5000, Limits(seconds=120, memory_bytes=(1024 + 500) << 20)),
    ],
)
def test_limits_grow_with_the_rows_up_to_a_thousand(rows: int, limits: Limits):
    assert limits_for(report(*[MeasureRow(title="ก")] * rows)) == limits


def test_a_step_counts_as_a_row():
    steps = (StepRow(text="ก"),) * 10

    assert limits_for(report(MeasureRow(title="ก", steps=steps))).seconds == pytest.approx(60.6)
