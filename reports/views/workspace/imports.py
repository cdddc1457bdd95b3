"""Bringing last year's file or a pasted table in, looking through it, and taking it back."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ita_portal.thai.numerals import parse_int, to_thai
from measures.forms.imports import ImportForm, too_large_message, too_long_message
from measures.importing import UnreadableFile
from measures.models import FiscalYear, ImportBatch, Organization
from measures.permissions import require_all
from measures.roles import Action
from measures.services.import_batches import (
    ImportChanged,
    ImportClosed,
    change_import,
    discard_import,
    open_import,
)
from measures.services.import_undo import ImportWrittenOn, written_by
from measures.services.plans import PlanLocked
from measures.views.access import UserRequest, organization_view, rights_in
from measures.views.unsaved import TOO_MUCH, tells_too_much
from measures.views.uploads import dropped_files
from reports.services.bringing_in import bring_in, plan_of, take_back
from reports.views.workspace.evidence_answers import wants_json
from reports.views.workspace.import_page import import_page
from reports.views.workspace.import_posted import YEAR, Posted, Wrong, read_posted
from reports.views.workspace.import_staging import staged_of, started
from reports.views.workspace.plans import address_of
from reports.views.workspace.refusals import LOCKED, locked_words, say_with_undo

_PLACES = {"no_year": YEAR, "none": "measures", "untitled": "measures"}
CLOSED = "ตารางนี้นำเข้าหรือลบไปแล้ว"
CHANGED = "การนำเข้านี้เปลี่ยนไปหลังจากท่านเปิดหน้า โปรดตรวจอีกครั้งแล้วกดใหม่"


@tells_too_much
@organization_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: UserRequest, organization: Organization) -> HttpResponse:
    if request.method == "POST":
        require_all(request.user, organization)
        form = ImportForm(request.POST, request.FILES)
        if dropped_files(request):
            form.add_error("file", too_large_message())
        answer = _staged(request, organization, form) if form.is_valid() else None
        if answer is not None:
            return answer
        if wants_json(request):
            found = [message for errors in form.errors.values() for message in errors]
            return JsonResponse({"errors": found}, status=422)
    elif request.GET.get(TOO_MUCH):
        form = ImportForm({"token": token_urlsafe(12), "pasted": " "})
        form.errors.clear()
        form.add_error("pasted", too_long_message())
    else:
        year = str(parse_int(request.GET.get("year", "")) or "")
        form = ImportForm(initial={"token": token_urlsafe(12), "year": year})
    context = started(request, organization, timezone.now()) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "reports/workspace/imports/start.html", context, status=status)


def _staged(
    request: UserRequest, organization: Organization, form: ImportForm
) -> HttpResponse | None:
    """The way to the import, or to how far it is read; None when the form now says why not."""
    field = "file" if form.cleaned_data["file"] else "pasted"
    try:
        year = year_of(form.cleaned_data["year"])
        batch = staged_of(request, organization, form, year=year, at=timezone.now())
    except UnreadableFile as refusal:
        form.add_error(field, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        token = form.cleaned_data["token"]
        address = (
            review_of(batch)
            if batch
            else reverse("workspace:reading_detail", args=[organization.code, token])
        )
        if wants_json(request):
            return JsonResponse({"location" if batch else "reading": address})
        return redirect(address)
    return None


def year_of(text: str) -> FiscalYear | None:
    """The year of that number; None where there is none."""
    try:
        return FiscalYear.objects.get(year=parse_int(text) or 0)
    except FiscalYear.DoesNotExist:
        return None


@organization_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def import_review(request: UserRequest, organization: Organization, import_id: str) -> HttpResponse:
    batch = _found(organization, import_id)
    if request.method == "POST":
        require_all(request.user, organization)
    if batch.is_applied:
        return redirect(_address(batch, "import_done"))
    if request.method != "POST":
        return _drawn(request, batch)
    return _reviewed(request, batch, read_posted(request.POST, open_import(batch)))


def _reviewed(request: UserRequest, batch: ImportBatch, posted: Posted) -> HttpResponse:
    """Keep what was decided, then bring it in where that was pressed.

    Cells that cannot be taken stay in their boxes; all else that was set on the page is kept.
    """
    is_stale = posted.revision != batch.revision
    try:
        batch = change_import(
            batch=batch,
            decision=posted.decision,
            by=request.user,
            fiscal_year=year_of(posted.year),
            revision=posted.revision if posted.act == "move" else None,
        )
    except ImportClosed:
        return _closed(request, batch)
    except ImportChanged:  # items move by their place among others: another place, another item
        posted.errors.append(Wrong(text=CHANGED))
    if posted.act == "apply" and is_stale:
        posted.errors.append(Wrong(text=CHANGED))
    if posted.errors:
        return _drawn(request, batch, posted)
    if posted.act != "apply":
        return redirect(review_of(batch) + posted.goes_to)
    return _applied(request, batch, posted)


def _drawn(request: UserRequest, batch: ImportBatch, posted: Posted | None = None) -> HttpResponse:
    """The page; with what could not be taken of a form, and all that was typed."""
    asked = request.POST if posted else request.GET
    context = _about(request, batch) | {
        "page": import_page(batch, asked, posted),
        "twin": ImportBatch.objects.of_same_file(batch).without_content().first(),
        "token": token_urlsafe(12),
    }
    status = 422 if posted and posted.errors else 200
    return render(request, "reports/workspace/imports/review.html", context, status=status)


def _about(request: UserRequest, batch: ImportBatch) -> dict[str, Any]:
    return {
        "batch": batch,
        "organization": batch.organization,
        "may_import": rights_in(request).may_edit_all(batch.organization_id),
    }


def _applied(request: UserRequest, batch: ImportBatch, posted: Posted) -> HttpResponse:
    """Bring it in and show the plan, or show why that does not go."""
    try:
        applied = bring_in(
            batch=batch,
            revision=batch.revision,
            by=request.user,
            at=timezone.now(),
            token=posted.token or None,
        )
    except ImportClosed:
        return _closed(request, batch)
    except PlanLocked:
        posted.errors.append(Wrong(text=_locked(batch), at=YEAR))
    except ImportChanged:
        posted.errors.append(Wrong(text=CHANGED))
    except ValidationError as error:
        at = _PLACES.get(getattr(error, "code", ""), "")
        posted.errors.extend(Wrong(text=text, at=at) for text in error.messages)
    else:
        return _say_applied(request, applied)
    return _drawn(request, batch, posted)


def _say_applied(request: UserRequest, batch: ImportBatch) -> HttpResponse:
    measures, steps = (to_thai(str(count)) for count in written_by(batch))
    text = f"นำเข้าแล้ว {measures} มาตรการ {steps} ขั้นตอน ยกเลิกการนำเข้าได้ภายใน ๑ วัน"
    say_with_undo(request, text, _address(batch, "import_undo"))
    if batch.plan is None:
        return redirect(review_of(batch))
    return redirect(address_of(batch.plan, "plan_detail"))


def _locked(batch: ImportBatch) -> str:
    """Why the plan of the import takes nothing now."""
    plan = batch.plan or plan_of(batch)
    return locked_words(plan) if plan else LOCKED


def _closed(request: UserRequest, batch: ImportBatch) -> HttpResponse:
    """What has become of an import that waits no longer."""
    found = ImportBatch.objects.contains(batch)
    if not found:
        messages.error(request, CLOSED)
    return redirect(review_of(batch) if found else start_of(batch.organization))


@organization_view(Action.EDIT_PLAN)
@require_safe
def import_done(request: UserRequest, organization: Organization, import_id: str) -> HttpResponse:
    batch = _found(organization, import_id)
    if not batch.is_applied:
        return redirect(review_of(batch))
    context = _about(request, batch) | {
        "can_undo": batch.can_be_undone(at=timezone.now()),
        "written": written_by(batch),
    }
    return render(request, "reports/workspace/imports/done.html", context)


@organization_view(Action.EDIT_PLAN)
@require_POST
def import_undo(request: UserRequest, organization: Organization, import_id: str) -> HttpResponse:
    batch = _found(organization, import_id)
    try:
        waiting = take_back(batch=batch, by=request.user, at=timezone.now())
    except ImportWrittenOn as refusal:
        messages.error(request, f"ยกเลิกการนำเข้าไม่ได้ {refusal}")
    except PlanLocked:
        messages.error(request, _locked(batch))
    except ImportClosed:
        messages.error(request, "ยกเลิกการนำเข้านี้ไม่ได้แล้ว")
    else:
        messages.success(request, "ยกเลิกการนำเข้าแล้ว รายงานเป็นเหมือนเดิม ท่านแก้ไขแล้วนำเข้าใหม่ได้")
        return redirect(review_of(waiting))
    return redirect(review_of(batch))


@organization_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def import_discard(
    request: UserRequest, organization: Organization, import_id: str
) -> HttpResponse:
    """Asks first: all that was put right goes with it."""
    batch = _found(organization, import_id)
    if batch.is_applied:
        return _closed(request, batch)
    if request.method != "POST":
        if not rights_in(request).may_edit_all(organization.pk):
            return redirect(review_of(batch))
        context = _about(request, batch)
        return render(request, "reports/workspace/imports/discard.html", context)
    try:
        discard_import(batch=batch, by=request.user, at=timezone.now())
    except ImportClosed:
        return _closed(request, batch)
    messages.success(request, f"ไม่นำเข้า “{batch}” แล้ว รายงานไม่เปลี่ยน")
    return redirect(start_of(organization))


def review_of(batch: ImportBatch) -> str:
    """The address of the page of an import."""
    return _address(batch, "import_review")


def _address(batch: ImportBatch, name: str) -> str:
    return reverse(f"workspace:{name}", args=[batch.organization.code, batch.pk])


def start_of(organization: Organization) -> str:
    """The address of the page where files are brought in."""
    return reverse("workspace:import_start", args=[organization.code])


def _found(organization: Organization, import_id: str) -> ImportBatch:
    batches = ImportBatch.objects.in_organization(organization).with_places()
    return get_object_or_404(batches.select_related("staged_by"), pk=int(import_id))
