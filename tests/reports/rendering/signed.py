"""A report with an emblem and places to sign, and the layouts that print them."""

from __future__ import annotations

from dataclasses import replace

from reports.layouts import Signature
from reports.snapshot import Emblem
from tests.reports.rendering.fragments import ISSUE, SIX, report
from tests.reports.rendering.pictures import a_photo

_PICTURE, BYTES = a_photo("ตรา", (900, 1600))
EMBLEM = Emblem(sha256=_PICTURE.sha256, width=900, height=1600)
SIGNED = replace(
    report(*(ISSUE,) * 4, cover=("ปก", "สองบรรทัด"), introduction="ตามที่\n- ก\n- ข"), emblem=EMBLEM
)
OPENED = replace(SIGNED, introduction="\n".join(["ตามที่ได้ดำเนินการแล้วนั้น"] * 40))

WRITER = Signature(role="ผู้รายงาน")
HEAD = Signature(role="ผู้อนุมัติ", name="ชื่อ สกุล", title=f"ปลัดเทศบาล {'ปฏิบัติหน้าที่ ' * 9}\nนายก")
ONE = replace(SIX, emblem="title", signatures=(HEAD,), says_continued=False)
ON_COVER = replace(SIX, emblem="cover", introduction="cover", has_cover=True)
THREE = replace(ON_COVER, signatures=(HEAD, WRITER, HEAD))
FOUR = replace(ON_COVER, signatures=(Signature(name="ก"), HEAD, HEAD, HEAD))
