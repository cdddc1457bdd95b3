"""Pictures behind the demo's report of the next year: drawn shapes with words, of nobody."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from ita_portal.sandbox import run
from measures.inspecting.samples import draw_sample
from measures.models import AnnualPlan, Measure, User
from measures.services.evidence import attach_file, attach_link
from reports.rendering.faces import FILES, FONTS

# measure, kind of picture, words in it, caption
_PICTURES = (
    (
        1,
        "notice",
        ("ประกาศ", "มาตรการป้องกันการทุจริต", "และประพฤติมิชอบ"),
        "ติดประกาศมาตรการไว้ที่บอร์ดประชาสัมพันธ์ของสำนักงาน",
    ),
    (
        1,
        "screen",
        ("ข่าวประชาสัมพันธ์", "ประกาศมาตรการของปีงบประมาณ พ.ศ. ๒๕๖๙"),
        "เผยแพร่ประกาศมาตรการบนเว็บไซต์ของหน่วยงาน",
    ),
    (2, "bars", ("ผลสำรวจความพึงพอใจ", "ของผู้รับบริการ"), ""),
)


def attach_pictures(*, plan: AnnualPlan, by: User, at: datetime) -> None:
    """Attach the pictures; one still lacks its caption, as things are while people work."""
    measures = {measure.position: measure for measure in Measure.objects.in_plan(plan).with_plan()}
    font = str(FONTS / FILES["regular"])
    for number, (position, kind, words, caption) in enumerate(_PICTURES, 1):
        data = run(draw_sample, kind, words, font)
        upload = SimpleUploadedFile(f"{position:02}_ภาพสาธิต_{number}.jpg", data)
        attach_file(measure=measures[position], upload=upload, by=by, caption=caption, at=at)
    attach_link(
        measure=measures[3],
        url="https://itas.nacc.go.th/",
        caption="ระบบ ITAS ของสำนักงาน ป.ป.ช. ที่ใช้ตอบแบบวัด OIT",
        by=by,
        at=at,
    )
