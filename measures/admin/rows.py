"""Inlines whose rows are read, never saved: the row above writes them with itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.admin.choosing import Choosing
from measures.admin.fields import THAI_FIELDS
from measures.admin.refusals import stale
from measures.admin.service_admin import without_popups

ROW_FIELDS = {**THAI_FIELDS, models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}


class RowForm(forms.ModelForm):
    """Reads one row; a new row may leave its place open and then comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False

    def _post_clean(self) -> None:
        """The service checks the row; Django would ask the database once for each constraint."""


class RowFormSet(forms.BaseInlineFormSet):
    """Reads all rows of the row above: the services write them as a whole.

    So every row that stands must come back, be it marked for deletion; rows that came or went
    meanwhile, and keys of rows of others, refuse the form.
    """

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        name = form.instance._meta.pk.name
        key = form.fields[name]
        # Django's field would look up each key in the database, among the rows of all
        form.fields[name] = forms.IntegerField(
            initial=key.initial, required=False, widget=forms.HiddenInput
        )

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            # the page drawn again pairs these with the forms: a row that has gone would hide one
            rows = (form.instance for form in self.initial_forms)
            self._queryset = [row if row.pk else None for row in rows]

    def clean(self) -> None:
        posted = {form.instance.pk for form in self.initial_forms}
        standing = {row.pk for row in self.get_queryset()}
        if posted != standing or len(posted) != self.initial_form_count():
            raise ValidationError(stale(), code="stale")
        super().clean()

    def read(self) -> list[dict[str, Any]]:
        """What each row that is to stand says, in the order of the places that were typed."""
        rows = [
            {**form.cleaned_data, "index": index, "row": form.instance, "initial": form.initial}
            for index, form in enumerate(self.forms)
            if form in self.initial_forms or form.has_changed()
        ]
        kept = [row for row in rows if not row.get(DELETION_FIELD_NAME)]
        last = len(self.forms) + max((row.get("position") or 0 for row in kept), default=0)
        return sorted(kept, key=lambda row: (row.get("position") or last, row["index"]))


class ServiceInline(Choosing, admin.options.InlineModelAdmin):
    """Rows below a row; locked as it is."""

    form = RowForm
    formset: Any = RowFormSet
    formfield_overrides = ROW_FIELDS
    extra = 1
    view_on_site = False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return without_popups(super().formfield_for_dbfield(db_field, request, **kwargs))

    @admin.display(description="รายละเอียด")
    def page(self, row: Any) -> SafeString | str:
        """A link to the row's own page, for rows that have one."""
        if row.pk is None:
            return ""
        view = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return format_html('<a href="{}">เปิด</a>', reverse(view, args=[row.pk]))

    def is_open(self, request: HttpRequest, obj: Any) -> bool:
        above = self.admin_site.get_model_admin(self.parent_model)
        return above.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_open(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_open(request, obj)


class TabularRows(ServiceInline):
    """One line a row."""

    template = "admin/edit_inline/tabular.html"


class StackedRows(ServiceInline):
    """A small form a row."""

    template = "admin/edit_inline/stacked.html"


class ShownRows(TabularRows):
    """Rows that are only shown."""

    formset: Any = forms.BaseInlineFormSet
    extra = 0
    can_delete = False

    def is_open(self, request: HttpRequest, obj: Any) -> bool:
        return False
