"""The administrators' site: Thai, for superusers, one way to sign in, one record of changes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from measures.models import AuditEvent

_NEWEST = 12
_ORDER = (
    *("annualplan", "measure", "organization", "unit", "user", "membership"),
    *("fiscalyear", "issuescheme", "stockmeasure", "importbatch", "auditevent"),
    *("assessmentround", "rounditem", "levelscale"),
    *("report", "reportversion", "decision", "exportfile", "layout"),
)
_PLACES = {name: place for place, name in enumerate(_ORDER)}


class LabelledAutocomplete(AutocompleteJsonView):
    """Says more of a row than its name where its admin knows more."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result: dict[str, str] = super().serialize_result(obj, to_field_name)
        label = getattr(self.model_admin, "label_of", str)
        return {**result, "text": label(obj)}


class PortalAdminSite(admin.AdminSite):
    """Knows only the portal's own models: no groups, and no second record beside AuditEvent."""

    site_header = "ผู้ดูแลระบบ"
    site_title = "ผู้ดูแลระบบ"
    index_title = "ผู้ดูแลระบบ"
    empty_value_display = "–"
    enable_nav_sidebar = False  # lists and rows of Thai need the whole width

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Nobody signs in here: the portal's own page counts the tries."""
        if self.has_permission(request):
            return redirect(reverse("admin:index"))
        raise PermissionDenied

    def password_change(  # type: ignore[override]  # leads to a page that is not the admin's
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One page for everyone's own password: it counts the tries of the present one."""
        return redirect("measures:account_password")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        newest = AuditEvent.objects.all()[:_NEWEST]
        return super().index(request, {**(extra_context or {}), "newest_events": newest})

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """What is edited most comes first; the record comes last."""
        apps: list[dict[str, Any]] = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _PLACES.get(model["model"]._meta.model_name, 99))
        return sorted(apps, key=lambda app: app["app_label"])

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        view: Any = LabelledAutocomplete.as_view(admin_site=self)
        response: HttpResponse = view(request)
        return response


site = PortalAdminSite(name="admin")
site.disable_action("delete_selected")  # it deletes rows without asking a service
