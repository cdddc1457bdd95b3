"""What pages of decisions have in common: what is decided on, who may, how a refusal is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ita_portal.thai.text import squash
from measures.models import AnnualPlan, User
from measures.roles import Action
from measures.views.access import UserRequest, View, plan_view, rights_in
from measures.views.unsaved import unsaved
from reports.models import Decision, Report, ReportVersion
from reports.queries.reviews import decisions_on, only_writers, said_by, version_in_review
from reports.rendering.worker import RenderFailed
from reports.services.acts import Acts, acts_of
from reports.services.approval import OwnWork, StepChanged
from reports.services.decisions import VersionAltered, VersionChanged
from reports.services.routes import route_of
from reports.services.workflow import AlreadyDecided, ReportChanged, SubmittedByAnother
from reports.status import SETTLED, STATUS_LABELS, Status, TransitionRefused, Verb
from reports.views.workspace.plans import address_of

_WORDS = ("reason", "note", "text")  # boxes in which people write more than a name or a date
_SHA256 = re.compile(r"[0-9a-f]{64}")
_REFUSALS: dict[type[Exception], str] = {
    VersionChanged: "รายงานถูกแก้ไขหลังจากท่านเปิดหน้านี้ โปรดดูสิ่งที่เปลี่ยนก่อน",
    ReportChanged: "มีผู้แก้ไขข้อความหลังจากท่านเปิดหน้านี้ โปรดตรวจตัวอย่างที่แสดงใหม่แล้วยืนยันอีกครั้ง",
    VersionAltered: "เนื้อหาของฉบับนี้ไม่ตรงกับรหัสตรวจสอบ ยังไม่มีสิ่งใดถูกบันทึก โปรดแจ้งผู้ดูแลระบบ",
    StepChanged: "มีผู้พิจารณาขั้นนี้ก่อนท่านแล้ว ยังไม่มีสิ่งใดถูกบันทึก โปรดตรวจขั้นปัจจุบันด้านล่าง",
    OwnWork: "ท่านเป็นผู้จัดทำ จึงอนุมัติฉบับนี้ไม่ได้",
    SubmittedByAnother: "ผู้ที่ส่งฉบับนี้เท่านั้นที่ดึงกลับได้",
    AlreadyDecided: "มีผู้พิจารณาฉบับนี้แล้ว จึงดึงกลับไม่ได้ โปรดขอให้ส่งคืน",
}


@dataclass(frozen=True, kw_only=True)
class InReview:
    """What is decided on, and what this person may do with it."""

    plan: AnnualPlan
    report: Report
    version: ReportVersion
    decisions: list[Decision]
    acts: Acts

    @property
    def submitted(self) -> Decision:
        return self.decisions[0]

    def endorsed_by(self, user: User) -> Decision | None:
        """What the person has said in an earlier step: a small office may have one for several."""
        own = [each for each in self.decisions if each.by_id == user.pk]
        return next((each for each in own if each.verb == Verb.ENDORSE), None)

    def seen_by(self, request: UserRequest) -> ReportVersion:
        """The version that the form was drawn for. Raises VersionChanged where there is none."""
        seen = request.POST.get("seen", "")
        try:
            return self.report.versions.get(sha256=seen if _SHA256.fullmatch(seen) else "?")
        except ReportVersion.DoesNotExist as error:
            raise VersionChanged(str(self.version)) from error


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """A report, also one that is being written, and what this person may do with it."""

    report: Report
    acts: Acts


def in_review(request: UserRequest, plan: AnnualPlan) -> InReview | None:
    """The version that was submitted last; None while the report is being written."""
    report = _report(plan)
    version = version_in_review(report) if report else None
    if report is None or version is None:
        return None
    decisions = decisions_on(version)
    acts = acts_of(
        report,
        decisions,
        request.user,
        rights_in(request),
        allows_own_work=route_of(plan.organization).allows_own_work,
        wrote_alone=only_writers([plan.pk]).get(plan.pk) == request.user.pk,
    )
    return InReview(plan=plan, report=report, version=version, decisions=decisions, acts=acts)


def record_of(request: UserRequest, plan: AnnualPlan) -> OnRecord | None:
    """The report of a plan; None until it is begun."""
    report = _report(plan)
    if report is None:
        return None
    acts = acts_of(report, (), request.user, rights_in(request))
    return OnRecord(report=report, acts=acts)


def _report(plan: AnnualPlan) -> Report | None:
    rows = Report.objects.of_plan(plan).select_related("layout", "published_version", "publish_by")
    report = rows.first()
    if report is not None:
        report.plan = plan
    return report


def place_of(plan: AnnualPlan) -> str:
    """The address of the page that fits where the report stands now."""
    report = Report.objects.of_plan(plan).only("status").first()
    status = report.status if report else Status.DRAFT
    if status in SETTLED:
        return address_of(plan, "publication_detail")
    return address_of(plan, "plan_detail" if status == Status.DRAFT else "review_detail")


def decision_view(action: Action) -> Callable[[View], View]:
    """A page on which something is decided; where that is not to be decided now, it says so."""

    def decorate(view: View) -> View:
        @wraps(view)
        def decided(request: UserRequest, plan: AnnualPlan) -> Any:
            try:
                return view(request, plan)
            except TransitionRefused:
                return moved_on(request, plan)

        return plan_view(action)(require_http_methods(["GET", "HEAD", "POST"])(decided))

    return decorate


def moved_on(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """To the page that fits, telling where the report stands; also after a second click."""
    status = Report.objects.of_plan(plan).values_list("status", flat=True).first()
    label = STATUS_LABELS[Status(status or Status.DRAFT)]
    words = f"ไม่มีสิ่งใดเปลี่ยน สถานะของรายงานขณะนี้: {label}"
    return led_on(request, plan, words, to=place_of(plan))


def led_on(request: UserRequest, plan: AnnualPlan, words: str, *, to: str) -> HttpResponse:
    """To a page that says why nothing was done, or what was typed and is kept nowhere.

    What a second click sends is kept already.
    """
    sent = {squash(request.POST.get(name, "")) for name in _WORDS} - {""}
    if sent and sent - {squash(text) for text in said_by(request.user, plan)}:
        page = unsaved(request, words, status=409)
        if page is not None:
            return page
    messages.info(request, words)
    return redirect(to)


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act took place; if not, the form says why. Raises TransitionRefused."""
    try:
        act()
    except ValidationError as refusal:
        _add(form, refusal)
    except RenderFailed as failure:
        form.add_error(None, str(failure))
    except tuple(_REFUSALS) as refusal:
        form.add_error(None, _REFUSALS[type(refusal)])
    else:
        return True
    return False


def _add(form: forms.Form, refusal: ValidationError) -> None:
    """What a service refused, at its field where the form has it."""
    by_field = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for name, told in by_field.items():
        form.add_error(name if name in form.fields else None, told)
