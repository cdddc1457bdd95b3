"""ตราหน่วยงาน: the picture that the reports of an organization may print."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.models import Emblem, Organization
from measures.roles import Action
from measures.services.emblems import remove_emblem, set_emblem
from measures.services.evidence_files import too_large_message
from measures.views.access import UserRequest, organization_view
from measures.views.uploads import dropped_files
from reports.forms.emblems import EmblemForm
from reports.views.file_names import in_name
from reports.views.private_files import PRIVATE, SentFile, send


@organization_view(Action.MANAGE_ORGANIZATION)
@require_http_methods(["GET", "HEAD", "POST"])
def emblem_edit(request: UserRequest, organization: Organization) -> HttpResponse:
    form = _form(request)
    if form.is_valid():
        picture = form.cleaned_data["picture"]
        try:
            set_emblem(organization=organization, upload=picture, by=request.user)
        except ValidationError as refusal:
            form.add_error("picture", refusal.messages)
        else:
            messages.success(request, "บันทึกตราแล้ว ฉบับที่ส่งตรวจหรือเผยแพร่แล้วคงตราเดิม")
            return redirect("workspace:emblem_edit", organization.code)
    context = {
        "place": "settings",
        "tab": "emblem",
        "organization": organization,
        "emblem": Emblem.objects.of_organization(organization).first(),
        "form": form,
    }
    return render(request, "reports/workspace/emblems/edit.html", context)


@organization_view(Action.MANAGE_ORGANIZATION)
@require_POST
def emblem_remove(request: UserRequest, organization: Organization) -> HttpResponse:
    remove_emblem(organization=organization, by=request.user)
    messages.success(request, "ลบตราแล้ว ฉบับที่ส่งตรวจหรือเผยแพร่แล้วคงตราเดิม")
    return redirect("workspace:emblem_edit", organization.code)


@organization_view(Action.VIEW_PLAN)
@require_safe
def emblem_picture(
    request: UserRequest, organization: Organization, sha256: str
) -> HttpResponseBase:
    """The picture itself; its address changes with it."""
    sent = emblem_file(organization, sha256)
    if sent is None:
        raise Http404
    return send(request, sent, cache_control=PRIVATE)


def emblem_file(organization: Organization, sha256: str) -> SentFile | None:
    """The emblem that an organization has now, if it is this one."""
    emblem = Emblem.objects.of_organization(organization).with_bytes(sha256).first()
    if emblem is None:
        return None
    return SentFile(
        name=emblem.stored_name,
        sha256=emblem.sha256,
        media_type="image/jpeg",
        size_bytes=emblem.size_bytes,
        shown_name=f"ตรา{in_name(organization)}.jpg",
        kind="emblem",
    )


def _form(request: UserRequest) -> EmblemForm:
    if request.method != "POST":
        return EmblemForm()
    form = EmblemForm(request.POST, request.FILES)
    if dropped_files(request) and not form.is_valid():
        form.errors["picture"] = form.error_class([too_large_message()])
    return form
