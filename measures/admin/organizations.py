"""Organizations and their units."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from measures.admin.lists import NOTHING, count_link, count_of
from measures.admin.service_admin import Formsets, ServiceAdmin, person
from measures.admin.site import site
from measures.inputs import OrganizationInput
from measures.models import AnnualPlan, Membership, Organization, Unit
from measures.services.organizations import (
    create_organization,
    create_unit,
    delete_organization,
    delete_unit,
    update_organization,
    update_unit,
)

_PLACE = ("name", "kind", "subdistrict", "district", "province")


@admin.register(Organization, site=site)
class OrganizationAdmin(ServiceAdmin):
    fieldsets = (
        (None, {"fields": ("name", "kind", ("code", "dla_code"))}),
        (
            "ที่ตั้งและการติดต่อ",
            {"fields": (("subdistrict", "district", "province"), "website", "contact_email")},
        ),
    )
    list_display = ("by_name", "kind", "code", "district", "province", "units_", "plans_", "people")
    list_filter = ("kind", "province")
    search_fields = ("name", "code", "dla_code", "subdistrict", "district", "province")
    name_fields = ("search_name",)
    ordering = ("sort_key", "pk")
    counts = {
        "unit_count": count_of(Unit.objects.all(), "organization"),
        "plan_count": count_of(AnnualPlan.objects.all(), "organization"),
        "person_count": count_of(Membership.objects.all(), "organization"),
    }

    @admin.display(description="ชื่อหน่วยงาน", ordering="sort_key")
    def by_name(self, row: Organization) -> str:
        return row.name

    @admin.display(description="หน่วยงานภายใน")
    def units_(self, row: Any) -> SafeString | str:
        return count_link(
            row.unit_count, "admin:measures_unit_changelist", organization__id__exact=row.pk
        )

    @admin.display(description="แผน")
    def plans_(self, row: Any) -> SafeString | str:
        view = "admin:measures_annualplan_changelist"
        return count_link(row.plan_count, view, organization__id__exact=row.pk)

    @admin.display(description="ผู้มีสิทธิ์")
    def people(self, row: Any) -> SafeString | str:
        view = "admin:measures_membership_changelist"
        return count_link(row.person_count, view, organization__id__exact=row.pk)

    def label_of(self, row: Organization) -> str:
        return " ".join(filter(None, (row.name, row.district, row.province)))

    def write(
        self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool
    ) -> Organization:
        values = form.cleaned_data
        said = {
            "code": values["code"],
            "dla_code": values["dla_code"],
            "website": values["website"],
            "contact_email": values["contact_email"],
            "data": OrganizationInput(**{name: values[name] for name in _PLACE}),
            "by": person(request),
        }
        if change:
            return update_organization(organization=form.instance, **said)
        return create_organization(**said)

    def remove(self, request: HttpRequest, row: Organization) -> None:
        delete_organization(organization=row, by=person(request))


@admin.register(Unit, site=site)
class UnitAdmin(ServiceAdmin):
    fields = ("organization", "parent", "name", "position")
    autocomplete_fields = ("organization", "parent")
    list_display = ("name", "organization", "parent_name", "position", "below")
    list_filter = ("organization__kind", "organization__province")
    search_fields = ("name", "organization__name", "organization__code")
    name_fields = ("organization__search_name",)
    ordering = ("organization__sort_key", "position", "pk")
    related = ("organization", "parent")
    counts = {"child_count": count_of(Unit.objects.all(), "parent")}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("organization",) if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "position" in form.base_fields:
            form.base_fields["position"].required = False
            form.base_fields["position"].initial = None
            form.base_fields["position"].help_text = "เว้นว่างเพื่อต่อท้าย"
        return form

    @admin.display(description="สังกัด", ordering="parent__name")
    def parent_name(self, row: Unit) -> str:
        return row.parent.name if row.parent else NOTHING

    @admin.display(description="หน่วยงานในสังกัด")
    def below(self, row: Any) -> SafeString | str:
        return count_link(
            row.child_count, "admin:measures_unit_changelist", parent__id__exact=row.pk
        )

    def label_of(self, row: Unit) -> str:
        return f"{row.name} · {row.organization.name}"

    def write(self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool) -> Unit:
        values = form.cleaned_data
        said = {name: values[name] for name in ("name", "parent", "position")}
        if change:
            return update_unit(unit=form.instance, by=person(request), **said)
        return create_unit(organization=values["organization"], by=person(request), **said)

    def remove(self, request: HttpRequest, row: Unit) -> None:
        delete_unit(unit=row, by=person(request))
