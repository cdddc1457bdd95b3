"""เส้นทางอนุมัติ: through whom the reports of an organization go."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from measures.models import Organization
from measures.roles import Action
from measures.views.access import UserRequest, organization_view
from reports.forms.routes import RouteForm
from reports.services.routes import route_of, save_route


@organization_view(Action.MANAGE_ORGANIZATION)
@require_http_methods(["GET", "HEAD", "POST"])
def route_edit(request: UserRequest, organization: Organization) -> HttpResponse:
    initial = RouteForm.initial_for(route_of(organization))
    form = RouteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            save_route(
                organization=organization,
                steps=form.to_steps(),
                allows_own_work=form.cleaned_data["allows_own_work"],
                own_work_reason=form.cleaned_data["own_work_reason"],
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, "บันทึกเส้นทางอนุมัติแล้ว ใช้กับรายงานที่ส่งตรวจต่อจากนี้")
            return redirect("workspace:route_edit", organization.code)
    context = {"place": "settings", "tab": "route", "organization": organization, "form": form}
    return render(request, "reports/workspace/routes/edit.html", context)
