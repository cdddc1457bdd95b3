"""The evidence of a plan: one page, and what is done on it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from ita_portal.thai.numerals import parse_int, to_thai
from measures.forms.evidence import EvidenceForm, LinkForm, PlaceForm, UploadForm
from measures.inspecting.filenames import display_name
from measures.models import AnnualPlan, EvidenceFile, Measure
from measures.roles import Action
from measures.services.evidence import (
    EvidenceChanged,
    attach_file,
    attach_link,
    say_no_evidence,
    update_evidence,
)
from measures.services.evidence_files import too_large_message
from measures.services.evidence_order import (
    bin_evidence,
    move_evidence,
    place_evidence,
    restore_evidence,
)
from measures.services.plans import MeasureChanged, PlanLocked
from measures.views.access import UserRequest, plan_view
from measures.views.uploads import dropped_files
from reports.views.workspace.evidence_answers import (
    GONE,
    back_to,
    found,
    list_of,
    not_saved,
    page,
    refused,
    saved,
    uploaded,
    wants_json,
)
from reports.views.workspace.evidence_page import Problems, Refusal
from reports.views.workspace.refusals import locked_words

NO_PLACE = "ไม่ทราบว่าเป็นของมาตรการใด โปรดเลือกมาตรการแล้วเพิ่มไฟล์นี้อีกครั้ง"
NOT_YOURS = "บัญชีนี้ไม่มีสิทธิ์แก้ไขมาตรการนี้"


@plan_view(Action.VIEW_PLAN)
@require_safe
def evidence_list(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    return page(request, plan, Problems(), status=200)


@plan_view(Action.EDIT_PLAN)
@require_POST
def evidence_add(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    form = UploadForm(request.POST, plan=plan)
    files = request.FILES.getlist("files")
    too_large = [display_name(name) for name in dropped_files(request)]
    refusals = [Refusal(name=name, message=too_large_message()) for name in too_large]
    added: list[EvidenceFile] = []
    if form.is_valid():
        for upload in files:
            try:
                added.append(_attach(request, form, upload))
            except ValidationError as error:
                name = display_name(upload.name or "")
                refusals.append(Refusal(name=name, message=error.messages[0]))
        if not files and not too_large:
            form.add_error(None, "โปรดเลือกไฟล์ก่อน")
    if wants_json(request):
        return uploaded(form, added, refusals)
    if added:
        messages.success(request, to_thai(f"เพิ่ม {len(added)} ไฟล์แล้ว"))
    if refusals or form.errors:
        return page(request, plan, Problems(refusals=refusals, upload_form=form), status=422)
    return back_to(plan, added[-1].measure_id)


@plan_view(Action.EDIT_PLAN)
@require_POST
def evidence_link(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    form = LinkForm(request.POST, plan=plan)
    if form.is_valid():
        data = form.cleaned_data
        try:
            link = attach_link(
                measure=data["measure"],
                url=data["url"],
                caption=data["caption"],
                by=request.user,
                token=data["token"] or None,
            )
        except (PlanLocked, MeasureChanged) as refusal:
            return refused(request, plan, refusal)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, "เพิ่มลิงก์แล้ว")
            return back_to(plan, link.measure_id)
    return page(request, plan, Problems(link_form=form), status=422)


@plan_view(Action.EDIT_PLAN)
@require_POST
def evidence_none(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    measure = get_object_or_404(Measure.objects.in_plan(plan).with_plan(), pk=int(measure_id))
    try:
        say_no_evidence(
            measure=measure, is_none=request.POST.get("is_none") == "yes", by=request.user
        )
    except (PlanLocked, MeasureChanged) as refusal:
        return refused(request, plan, refusal)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return back_to(plan, measure.pk)


@plan_view(Action.EDIT_PLAN)
@require_POST
def evidence_edit(request: UserRequest, plan: AnnualPlan, evidence_id: str) -> HttpResponse:
    evidence = found(plan, evidence_id)
    form = EvidenceForm(request.POST, evidence=evidence)
    try:
        if not form.is_valid():
            raise ValidationError(next(iter(form.errors.values()))[0])
        data = form.cleaned_data
        written = update_evidence(
            evidence=evidence,
            caption=data["caption"],
            seen_caption=data["seen"] if "seen" in request.POST else None,
            is_in_annex=data["is_in_annex"],
            step=data["step"],
            by=request.user,
        )
    except (PlanLocked, MeasureChanged) as refusal:
        return refused(request, plan, refusal)
    except EvidenceChanged as changed:
        words = f"ผู้อื่นแก้คำบรรยายนี้เป็น “{changed.caption}” ข้อความของท่านยังอยู่ บันทึกอีกครั้งเพื่อใช้แทน"
        return not_saved(request, plan, evidence, words, seen=changed.caption)
    except ValidationError as error:
        return not_saved(request, plan, evidence, error.messages[0])
    return saved(request, plan, written)


@plan_view(Action.EDIT_PLAN)
@require_POST
def evidence_move(request: UserRequest, plan: AnnualPlan, evidence_id: str) -> HttpResponse:
    """To another measure, or to another place among the evidence of its own."""
    evidence = found(plan, evidence_id)
    try:
        if "place" in request.POST:
            place = parse_int(request.POST["place"]) or 1
            moved = place_evidence(evidence=evidence, place=place, by=request.user)
        else:
            form = PlaceForm(request.POST, plan=plan)
            if not form.is_valid():
                raise ValidationError(form.errors["measure"][0])
            measure = form.cleaned_data["measure"]
            moved = move_evidence(evidence=evidence, measure=measure, by=request.user)
    except (PlanLocked, MeasureChanged) as refusal:
        return refused(request, plan, refusal)
    except ValidationError as error:
        return not_saved(request, plan, evidence, error.messages[0])
    return saved(request, plan, moved)


@plan_view(Action.EDIT_PLAN)
@require_POST
def evidence_delete(request: UserRequest, plan: AnnualPlan, evidence_id: str) -> HttpResponse:
    evidence = found(plan, evidence_id, or_binned=True)
    try:
        if evidence.binned_at is None:  # else the form was sent twice
            bin_evidence(evidence=evidence, by=request.user)
    except (PlanLocked, MeasureChanged) as refusal:
        return refused(request, plan, refusal)
    return redirect(f"{list_of(plan)}?deleted={evidence.pk}")


@plan_view(Action.EDIT_PLAN)
@require_POST
def evidence_restore(request: UserRequest, plan: AnnualPlan, evidence_id: str) -> HttpResponse:
    evidence = found(plan, evidence_id, or_binned=True)
    if evidence.binned_at is None:  # the form was sent twice
        return back_to(plan, evidence.measure_id)
    try:
        restore_evidence(evidence=evidence, by=request.user)
    except (PlanLocked, MeasureChanged) as refusal:
        return refused(request, plan, refusal)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"นำ “{evidence}” กลับมาแล้ว")
    return back_to(plan, evidence.measure_id)


def _attach(request: UserRequest, form: UploadForm, upload: UploadedFile) -> EvidenceFile:
    measure = form.measure_of(upload.name or "")
    if measure is None:
        raise ValidationError(NO_PLACE)
    try:
        return attach_file(measure=measure, upload=upload, by=request.user)
    except PermissionDenied as denied:
        raise ValidationError(NOT_YOURS) from denied
    except PlanLocked as locked:
        raise ValidationError(locked_words(measure.plan)) from locked
    except MeasureChanged as changed:
        raise ValidationError(GONE) from changed
