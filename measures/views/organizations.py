"""An organization's own data, and the way to its settings."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from measures.forms.organizations import OrganizationForm
from measures.models import Organization
from measures.permissions import can
from measures.roles import Action
from measures.services.organizations import update_organization
from measures.views.access import UserRequest, organization_view


@organization_view(Action.MANAGE_MEMBERS)
@require_safe
def organization_settings(request: UserRequest, organization: Organization) -> HttpResponse:
    return redirect("measures:member_list", organization.code)


@organization_view(Action.MANAGE_ORGANIZATION)
@require_http_methods(["GET", "HEAD", "POST"])
def organization_edit(request: UserRequest, organization: Organization) -> HttpResponse:
    may_set_code = can(request.user, Action.MANAGE_REFERENCE, None)
    form = OrganizationForm(
        request.POST or None,
        initial=OrganizationForm.initial_for(organization),
        may_set_code=may_set_code,
    )
    if request.method == "POST" and form.is_valid():
        try:
            update_organization(
                organization=organization,
                code=organization.code,
                data=form.to_input(),
                dla_code=form.cleaned_data["dla_code"],
                website=form.cleaned_data["website"],
                contact_email=form.cleaned_data["contact_email"],
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, "บันทึกข้อมูลหน่วยงานแล้ว ฉบับที่เผยแพร่แล้วคงชื่อเดิม")
            return redirect("measures:organization_edit", organization.code)
    context = {
        "place": "settings",
        "tab": "organization",
        "organization": organization,
        "form": form,
    }
    return render(request, "measures/organizations/edit.html", context)
