"""The record of who did what, to be read."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.admin.lists import NOTHING, thai_moment
from measures.admin.service_admin import RecordAdmin
from measures.admin.site import site
from measures.models import AuditEvent


@admin.register(AuditEvent, site=site)
class AuditEventAdmin(RecordAdmin):
    list_display = ("when", "actor", "action", "organization_code", "kind_name", "object_label")
    list_filter = ("action", "object_type")
    search_fields = ("actor", "object_label", "organization_code", "action", "object_id")
    fields = ("when", "actor", "action", "organization_code", "thing", "before_", "after_")
    readonly_fields = fields

    @admin.display(description="เมื่อ", ordering="at")
    def when(self, row: AuditEvent) -> str:
        return thai_moment(row.at)

    @admin.display(description="ชนิดข้อมูล", ordering="object_type")
    def kind_name(self, row: AuditEvent) -> str:
        return kind_of(row.object_type)

    @admin.display(description="ข้อมูล")
    def thing(self, row: AuditEvent) -> SafeString | str:
        label = f"{kind_of(row.object_type)}: {row.object_label}"
        for app in ("measures", "reports"):
            try:
                address = reverse(f"admin:{app}_{row.object_type}_change", args=[row.object_id])
            except NoReverseMatch:
                continue
            return format_html('<a href="{}">{}</a>', address, label)
        return label

    @admin.display(description="ก่อน")
    def before_(self, row: AuditEvent) -> SafeString | str:
        return values_shown(row.before)

    @admin.display(description="หลัง")
    def after_(self, row: AuditEvent) -> SafeString | str:
        return values_shown(row.after)


def kind_of(object_type: str) -> str:
    """The Thai name of a model, by the name under which events keep it."""
    for app in ("measures", "reports"):
        model = apps.get_app_config(app).models.get(object_type)
        if model is not None:
            return str(model._meta.verbose_name)
    return object_type


def values_shown(values: dict[str, Any] | None) -> SafeString | str:
    """Values of an event, one a line."""
    if values is None:
        return NOTHING
    text = json.dumps(values, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
    return format_html('<pre class="values">{}</pre>', text)
