"""Drawing holds to the limits of the settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.rendering.worker import RenderFailed
from reports.services.drawing import draw
from reports.snapshot import MeasureRow, StepRow
from tests.reports.rendering.fragments import ISSUE, SIX, report

STEP = StepRow(text="ประชาสัมพันธ์ " * 40)
HUGE = report(*[MeasureRow(title="มาตรการ", steps=(STEP,))] * 1000)


def children() -> set[str]:
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    return {pid for task in tasks for pid in (task / "children").read_text().split()}


def test_a_drawing_is_given_up_after_the_seconds_of_the_settings(settings):
    settings.RENDER_TIMEOUT_SECONDS = 1
    draw("json", report(ISSUE), SIX)
    before = children()

    with pytest.raises(RenderFailed) as failure:
        draw("pdf", report(*HUGE.measures * 8), SIX)

    assert str(failure.value) == "จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใช้เวลาจัดหน้านานเกินกำหนด"
    assert len(before - children()) == 1
    assert children() - before == set()


def test_a_drawing_is_given_up_beyond_the_memory_of_the_settings(settings):
    settings.RENDER_MEMORY_MB = 50

    with pytest.raises(RenderFailed) as failure:
        draw("pdf", report(*HUGE.measures[:300]), SIX)

    assert str(failure.value) == "จัดทำไฟล์ไม่สำเร็จ: รายงานนี้ใหญ่เกินกว่าที่ระบบจะจัดหน้าได้"


def test_as_many_are_drawn_at_once_as_the_settings_say(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    settings.RENDER_WORKERS = 7
    draw("json", report(ISSUE), SIX)

    slots = sorted(path.name for path in tmp_path.rglob("slot-*"))
    assert slots == [f"slot-{number}" for number in range(7)]
