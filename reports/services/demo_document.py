"""The demo's measures document: what one organization does next year, before it has results.

It says what the organization's own report says; the memo is a drawn sheet that says what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ita_portal.sandbox import run
from measures.inspecting.samples import draw_sample
from measures.models import AnnualPlan, User
from measures.roles import Role
from reports.measures_document import DocumentTexts, default_title
from reports.models import ReportVersion
from reports.rendering.faces import FILES, FONTS
from reports.services.document_publishing import coming_version, publish_document
from reports.services.measures_documents import save_document
from reports.services.paper import Memo

_FOLLOW_UP = "รายงานผลการดำเนินการตามมาตรการเมื่อสิ้นปีงบประมาณ"
_OF_THE_REPORT = "\nเพื่อให้การดำเนินงาน"  # from here on the introduction tells of results
_SHEET = ("บันทึกข้อความสาธิต", "ขออนุมัติเผยแพร่", "มาตรการประจำปี")


def publish_measures(
    plan: AnnualPlan, people: Mapping[Role, User], *, at: datetime
) -> ReportVersion:
    """Write the document of a plan and publish it."""
    legal, executive = people[Role.LEGAL], people[Role.EXECUTIVE]
    texts = DocumentTexts(
        title=default_title(plan.fiscal_year.year),
        analysis=plan.introduction.partition(_OF_THE_REPORT)[0].rstrip(),
        follow_up=_FOLLOW_UP,
    )
    save_document(plan=plan, texts=texts, revision=0, by=legal)
    sheet = run(draw_sample, "notice", _SHEET, str(FONTS / FILES["regular"]))
    memo = Memo(
        number="สาธิต ๑",
        signed_on=timezone.localtime(at).date(),
        printed_name=executive.display_name,
        printed_title=executive.display_name,
    )
    return publish_document(
        plan=plan,
        seen_sha256=coming_version(plan, at=at).sha256,
        memo=memo,
        scan=SimpleUploadedFile("บันทึกข้อความสาธิต.jpg", sheet),
        by=legal,
        at=at,
    )
