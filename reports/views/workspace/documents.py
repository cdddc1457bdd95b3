"""เอกสารมาตรการ: analysis and measures before there are results, from the same data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.models import AnnualPlan
from measures.permissions import require_all
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.forms.documents import DocumentForm
from reports.rendering import FORMATS
from reports.rendering.grid import build_grid
from reports.rendering.worker import RenderFailed
from reports.services.measures_documents import (
    DocumentChanged,
    DocumentDraft,
    document_draft,
    draw_document,
    save_document,
)
from reports.views.file_names import attachment, in_name
from reports.views.workspace.document_publications import published_of
from reports.views.workspace.plans import address_of
from reports.views.workspace.posts import posted_from

CHANGED = "มีผู้แก้ไขเอกสารนี้หลังจากท่านเปิดหน้านี้ ข้อความของท่านยังอยู่ด้านล่าง โปรดเทียบกับตัวอย่างแล้วบันทึกอีกครั้ง"


@plan_view(Action.EXPORT_REPORT)
@require_safe
def document_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    return _page(request, plan, document_draft(plan))


@plan_view(Action.EXPORT_REPORT)
@posted_from("document_detail")
def document_edit(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    require_all(request.user, plan.organization)
    form = DocumentForm(request.POST)
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            save_document(plan=plan, texts=form.to_texts(), revision=revision, by=request.user)
        except DocumentChanged:
            form.add_error(None, CHANGED)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, "บันทึกเอกสารมาตรการแล้ว")
            return redirect(address_of(plan, "document_detail"))
    draft = document_draft(plan)
    if form.non_field_errors():  # what is saved next is meant for what is there now
        form.data = request.POST.copy()
        form.data["revision"] = str(draft.revision)
    return _page(request, plan, draft, form=form, status=422)


@plan_view(Action.EXPORT_REPORT)
@require_safe
def document_file(request: UserRequest, plan: AnnualPlan, format_name: str) -> HttpResponse:
    """The document as it stands; where it cannot be drawn, the page says why."""
    draft, kind = document_draft(plan), FORMATS[format_name]
    try:
        data = draw_document(draft, format_name, at=timezone.now())
    except RenderFailed as failure:
        return _page(request, plan, draft, refusal=str(failure), status=409)
    thai = f"มาตรการ {in_name(plan.organization)} {plan.fiscal_year}.{kind.extension}"
    plain = f"ita-measures-{plan.fiscal_year.year}-{plan.organization.code}.{kind.extension}"
    headers = {"Content-Disposition": attachment(plain, thai)}
    return HttpResponse(data, content_type=kind.media_type, headers=headers)


def _page(
    request: UserRequest,
    plan: AnnualPlan,
    draft: DocumentDraft,
    *,
    form: DocumentForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    initial = {**asdict(draft.texts), "revision": draft.revision}
    context: dict[str, Any] = {
        "plan": plan,
        "draft": draft,
        "grid": build_grid(draft.snapshot, draft.layout),
        "form": form or DocumentForm(initial=initial),
        "may_edit": rights_in(request).may_edit_all(plan.organization_id),
        "refusal": refusal,
        **published_of(request, plan, draft),
    }
    return render(request, "reports/workspace/documents/detail.html", context, status=status)
