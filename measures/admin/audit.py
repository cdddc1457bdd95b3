"""The record of who did what, to be read."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.admin.audit_values import changes_shown
from measures.admin.lists import NOTHING, thai_moment
from measures.admin.service_admin import RecordAdmin
from measures.admin.site import site
from measures.models import AuditEvent, Organization
from measures.templatetags.audit import action_words, kind_words


class ActionFilter(admin.SimpleListFilter):
    """Events of one action, in words; the actions there are, found by their index."""

    title = "การกระทำ"
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        actions = AuditEvent.objects.order_by("action").values_list("action", flat=True).distinct()
        return sorted(((action, action_words(action)) for action in actions), key=itemgetter(1))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEvent, site=site)
class AuditEventAdmin(RecordAdmin):
    list_display = ("when", "actor", "done", "object_label", "organization")
    list_filter = (ActionFilter,)
    search_fields = ("actor", "object_label", "organization_code", "action", "object_id")
    fields = ("when", "actor", "done", "organization", "thing", "changes")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the name that the organization has today."""
        mine = Organization.objects.filter(code=OuterRef("organization_code"))
        rows: QuerySet = super().get_queryset(request)
        named: QuerySet = rows.annotate(called=Subquery(mine.values("name")[:1]))
        return named

    @admin.display(description="เมื่อ", ordering="at")
    def when(self, row: AuditEvent) -> str:
        return thai_moment(row.at)

    @admin.display(description="การกระทำ", ordering="action")
    def done(self, row: AuditEvent) -> str:
        return action_words(row.action)

    @admin.display(description="ข้อมูล")
    def thing(self, row: AuditEvent) -> SafeString | str:
        label = f"{kind_words(row.object_type)}: {row.object_label}"
        for app in ("measures", "reports"):
            try:
                address = reverse(f"admin:{app}_{row.object_type}_change", args=[row.object_id])
            except NoReverseMatch:
                continue
            return format_html('<a href="{}">{}</a>', address, label)
        return label

    @admin.display(description="หน่วยงาน", ordering="organization_code")
    def organization(self, row: Any) -> str:
        return row.called or row.organization_code or NOTHING

    @admin.display(description="สิ่งที่เปลี่ยน")
    def changes(self, row: AuditEvent) -> SafeString | str:
        return changes_shown(row.object_type, row.before, row.after)
