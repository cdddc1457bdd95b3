"""The parts that people play: on a page of their own, and below each person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from measures.admin.lists import NOTHING, count_of, thai_moment
from measures.admin.rows import RowForm, RowFormSet, TabularRows
from measures.admin.service_admin import Formsets, ServiceAdmin, ServiceForm, person
from measures.admin.site import site
from measures.models import Membership, User
from measures.roles import Role
from measures.services.accounts import grant_role, revoke_role
from measures.templatetags.thai import thai_count


def check_place(part: dict[str, Any]) -> None:
    """Raises ValidationError for a part in no organization that is not an auditor's."""
    everywhere = "organization" in part and part["organization"] is None
    if everywhere and part.get("role") not in (None, Role.AUDITOR.value):
        raise ValidationError({"organization": "เลือกหน่วยงาน เฉพาะผู้ตรวจสอบเท่านั้นที่เว้นว่างได้"})


class MembershipForm(ServiceForm):
    """Reads a part; whose, which and where stay as they were given."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_place(cleaned)
        return cleaned


class MembershipRowForm(RowForm):
    """Reads a new part of the person above."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_place(cleaned)
        return cleaned


class MembershipRows(TabularRows):
    """Parts are given and taken away here; their units are changed on their own page."""

    model = Membership
    form = MembershipRowForm
    fields = ("role", "organization", "units", "page")
    readonly_fields = ("page",)
    autocomplete_fields = ("organization", "units")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows: QuerySet[Membership] = super().get_queryset(request)
        rows = rows.select_related("user", "organization")
        return rows.prefetch_related("units").order_by("organization__sort_key", "role", "pk")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def write_parts(user: User, parts: RowFormSet, *, by: User) -> None:
    """Give and take away the parts that the rows below a person say."""
    for row in parts.deleted_forms:
        revoke_role(membership=row.instance, by=by)
    for row in parts.extra_forms:
        if row.has_changed() and row not in parts.deleted_forms:
            _grant(user, row, by=by)


def _grant(user: User, form: forms.ModelForm, *, by: User) -> Membership:
    said = form.cleaned_data
    return grant_role(
        user=user,
        role=Role(said["role"]),
        organization=said["organization"],
        units=list(said["units"]),
        by=by,
    )


@admin.register(Membership, site=site)
class MembershipAdmin(ServiceAdmin):
    form = MembershipForm
    fields = ("user", "role", "organization", "units")
    autocomplete_fields = ("user", "organization", "units")
    list_display = ("user", "role", "place", "units_", "state", "granted")
    list_filter = ("role", "organization__kind", "organization__province", "user__is_active")
    search_fields = (
        "user__display_name",
        "user__email",
        "user__staff_code",
        "organization__name",
        "organization__code",
    )
    name_fields = ("organization__search_name",)
    ordering = ("organization__sort_key", "role", "pk")
    related = ("user", "organization")
    counts = {"unit_count": count_of(Membership.units.through._default_manager.all(), "membership")}

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.fields, "state", "granted") if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("user", "role", "organization", "state", "granted") if obj else ()

    @admin.display(description="หน่วยงาน", ordering="organization__sort_key")
    def place(self, row: Membership) -> str:
        return str(row.organization) if row.organization else "ทุกหน่วยงาน"

    @admin.display(description="หน่วยงานภายใน")
    def units_(self, row: Any) -> str:
        return f"เฉพาะ {thai_count(row.unit_count)}" if row.unit_count else NOTHING

    @admin.display(description="สถานะ", ordering="suspended_at")
    def state(self, row: Membership) -> str:
        """Suspended by the organization's administrator, on its settings pages."""
        return f"ระงับไว้ {thai_moment(row.suspended_at)}" if row.suspended_at else "ใช้ได้"

    @admin.display(description="ให้สิทธิ์เมื่อ", ordering="granted_at")
    def granted(self, row: Membership) -> str:
        return thai_moment(row.granted_at)

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> Membership:
        by = person(request)
        if not change:
            return _grant(form.cleaned_data["user"], form, by=by)
        part = form.instance
        return grant_role(
            user=part.user,
            role=Role(part.role),
            organization=part.organization,
            units=list(form.cleaned_data["units"]),
            by=by,
        )

    def remove(self, request: HttpRequest, row: Membership) -> None:
        revoke_role(membership=row, by=person(request))
