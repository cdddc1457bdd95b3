"""What went wrong of a report while nobody was looking: told to its officer, and tried again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal.storage import StoreAway
from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan
from measures.views.access import UserRequest, plan_view
from reports.services.file_faults import LOOKS_AFTER, check_files
from reports.services.troubles import SENDS_AGAIN, send_again
from reports.views.workspace.plans import address_of


@plan_view(LOOKS_AFTER)
@require_POST
def trouble_files(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Look at the stored files anew; what is wrong with them stands on the board."""
    page = "board_detail"
    try:
        faults = check_files(plan=plan, by=request.user, at=timezone.now())
    except StoreAway:
        messages.error(request, "ตรวจไฟล์ไม่ได้ ระบบติดต่อที่เก็บไฟล์ไม่ได้ โปรดรอสักครู่แล้วลองอีกครั้ง")
    else:
        _tell_of_files(request, faults)
        if not faults and request.POST.get("page") == "publication":
            page = "publication_detail"
    return redirect(address_of(plan, page))


@plan_view(SENDS_AGAIN)
@require_POST
def trouble_letters(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Try the letters again."""
    sent, left = send_again(plan=plan, by=request.user, at=timezone.now())
    if left:
        messages.error(
            request,
            to_thai(f"ส่งจดหมายได้ {sent} คน ยังส่งไม่ได้ {left} คน ระบบจดหมายไม่รับ โปรดแจ้งผู้ดูแลระบบ"),
        )
    elif sent:
        messages.success(request, to_thai(f"ส่งจดหมายแล้ว {sent} คน"))
    else:
        messages.info(request, "ไม่มีจดหมายที่ค้างส่งแล้ว")
    return redirect(address_of(plan, "board_detail"))


def _tell_of_files(request: UserRequest, faults: int) -> None:
    if faults:
        words = f"ยังมีไฟล์ที่หายหรือเปลี่ยนไป {faults} ไฟล์ โปรดแจ้งผู้ดูแลระบบให้กู้คืน"
        messages.error(request, to_thai(words))
    else:
        messages.success(request, "ไฟล์ของทุกฉบับอยู่ครบและตรงกับที่เก็บไว้")
