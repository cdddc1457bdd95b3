"""What the workspace says when a service refuses, and the offer to undo what was done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError

from measures.models import AnnualPlan
from measures.services.plans import MeasureChanged, PlanChanged, PlanLocked
from measures.views.access import UserRequest
from reports.models import Report
from reports.status import Status

CLOSED = "รอบนี้เปิดให้แก้เฉพาะช่องที่ผู้ตรวจเลือก จึงทำรายการนี้ไม่ได้ หากจำเป็น โปรดขอให้นิติกรหรือผู้พิจารณาเปิดเพิ่ม"
LOCKED = "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้"
_LOCKED_TITLES: dict[str, str] = {
    Status.SUBMITTED: "รายงานนี้ส่งตรวจแล้ว",
    Status.APPROVED: "รายงานนี้อนุมัติแล้ว",
    Status.PUBLISHED: "รายงานนี้เผยแพร่แล้ว",
    Status.WITHDRAWN: "รายงานนี้ถอนเผยแพร่แล้ว",
}
GONE = "มาตรการนี้ถูกย้ายหรือลบไปแล้ว รายการด้านล่างเป็นปัจจุบัน"


def locked_title(plan: AnnualPlan) -> str:
    """Why nobody writes in a locked plan, as its report stands now and not when the page began."""
    status = Report.objects.of_plan(plan).values_list("status", flat=True).first()
    return _LOCKED_TITLES.get(status or "", "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว")


def locked_words(plan: AnnualPlan) -> str:
    """Why a plan takes nothing, or not this, as it stands now."""
    is_locked = AnnualPlan.objects.get(pk=plan.pk).is_locked
    return f"{locked_title(plan)} แก้ไขไม่ได้" if is_locked else CLOSED


@contextmanager
def refusals_told(request: UserRequest, plan: AnnualPlan) -> Iterator[None]:
    """Turn a refusal within into words on the next page; a missing permission stays one."""
    try:
        yield
    except PlanLocked:
        messages.error(request, locked_words(plan))
    except (MeasureChanged, PlanChanged):
        messages.error(request, GONE)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)


def say_with_undo(request: UserRequest, text: str, address: str, **fields: object) -> None:
    """Say on the next page what was done, with a button that posts `fields` to undo it."""
    messages.success(request, text, extra_tags="undo?" + urlencode({"to": address, **fields}))
