"""A measures document, published as its officer publishes it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from measures.models import AnnualPlan, User
from reports.models import ReportVersion
from reports.services.document_publishing import coming_version, publish_document
from reports.services.paper import Memo
from tests.factories import AT
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import an_upload


def a_memo(**fields: Any) -> Memo:
    values = {
        "number": "นค ๗๒๓๐๑/๙",
        "signed_on": date(2026, 3, 12),
        "printed_name": "(นายผู้ลงนาม)",
        "printed_title": "นายกเทศมนตรี",
    }
    return Memo(**{**values, **fields})


def publish(
    plan: AnnualPlan,
    by: User,
    *,
    reason: str = "",
    seen: str = "",
    scan: UploadedFile | None = None,
    at: datetime = AT,
    **memo: Any,
) -> ReportVersion:
    return publish_document(
        plan=plan,
        seen_sha256=seen or coming_version(plan, at=at).sha256,
        memo=a_memo(**memo),
        scan=scan or an_upload(data=photo((80, 60)), name="memo.png"),
        by=by,
        reason=reason,
        at=at,
    )
