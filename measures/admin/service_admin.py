"""The admin's way to the database: forms read, services write, refusals become words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from measures.admin.choosing import Choosing
from measures.admin.fields import THAI_FIELDS
from measures.admin.lists import search
from measures.admin.refusals import REFUSALS, as_form_error, stale
from measures.models import AuditEvent, User

_EVENTS_A_PAGE = 50
Formsets = Sequence[Any]


def person(request: HttpRequest) -> User:
    """Who is at work: the admin opens for nobody without an account."""
    return cast(User, request.user)


def seen_revision(request: HttpRequest) -> int:
    """The revision that the page of a deletion showed; none that exists, if it showed none."""
    seen = request.POST.get("revision", "")
    return int(seen) if seen.isdecimal() else -1


def mark_of(values: object) -> str:
    """A short mark that differs when the values do."""
    return sha256(repr(values).encode()).hexdigest()[:16]


def without_popups(field: Any) -> Any:
    """Another row is only chosen here: it is edited on its own page."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field


class ServiceForm(forms.ModelForm):
    """Reads a row. What it was drawn from is in `seen`: a form of an older row is refused.

    `refusal` is what a service said to this very request; the form then shows it.
    """

    refusal: Exception | None = None
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = self.state() if self.instance.pk else ""
        self.initial["seen"] = self.now

    def state(self) -> str:
        """A mark of the row as it stands, before the form touches it."""
        columns = {field.name for field in self.instance._meta.concrete_fields}
        shown = [
            (name, self.instance.serializable_value(name))
            for name in self.fields
            if name in columns
        ]
        return mark_of(shown)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refusal is not None:
            self._refuse(as_form_error(self.refusal))
        elif cleaned.get("seen", "") != self.now:
            raise ValidationError(stale(), code="stale")
        return cleaned

    def _refuse(self, error: ValidationError) -> None:
        """Put each message at its field, and those of fields that are not here at the top."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for name, errors in by_field.items():
            self.add_error(name if name in self.fields else None, errors)


class ServiceAdmin(Choosing, admin.ModelAdmin):
    """Edits rows of one model; `write` and `remove` are the only ways to the database."""

    form: type[forms.ModelForm] = ServiceForm
    formfield_overrides = THAI_FIELDS
    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    can_write = True
    can_remove = True
    name_fields: Iterable[str] = ()
    related: tuple[str, ...] = ()
    counts: Mapping[str, Coalesce] = {}

    def write(self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool) -> Model:
        """Hand everything that was read to one service; returns the row that it wrote."""
        raise NotImplementedError

    def remove(self, request: HttpRequest, row: Any) -> None:
        """Ask the service that deletes."""
        raise NotImplementedError

    def is_locked(self, row: Any) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.can_write and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows of a locked plan are shown, not edited.

        A form that was open when the plan was locked still reaches its service, which refuses
        it, so that what was typed is shown again and not lost.
        """
        if obj is not None and request.method != "POST" and self.is_locked(obj):
            return False
        return self.can_write and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and self.is_locked(obj):
            return False
        return self.can_write and self.can_remove and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what a line shows: `related` rows and `counts`, whatever the number of lines."""
        rows: QuerySet = super().get_queryset(request)
        if self.related:
            rows = rows.select_related(*self.related)
        counted: QuerySet = rows.annotate(**self.counts)
        return counted

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        fields = self.get_search_fields(request)
        return search(queryset, search_term, fields=fields, names=self.name_fields), False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return without_popups(super().formfield_for_dbfield(db_field, request, **kwargs))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """As Django's, but a filter that no column can hold is a bad request, not an error."""
        if any("\x00" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("NUL in the address of a list")
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError as error:
            raise BadRequest("a number in the address of a list is too large") from error

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """As Django's, but a refusal shows the form again, with all that was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            if request.method != "POST" or hasattr(request, "refusal"):
                raise
            setattr(request, "refusal", refusal)  # noqa: B010 -- HttpRequest has no such field
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Nothing yet: the row and the rows below it are written as one."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        saved = self.write(request, form, formsets, change=bool(change))
        form.instance.pk = saved.pk
        form.instance.refresh_from_db()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        try:
            return super().delete_view(request, object_id, extra_context)
        except REFUSALS as refusal:
            if isinstance(refusal, PermissionDenied):
                raise
            for message in as_form_error(refusal).messages:
                self.message_user(request, message, messages.ERROR)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.remove(request, obj)

    def construct_change_message(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: the service has recorded an AuditEvent, and there is one record."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing, as `log_addition`."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Nothing, as `log_addition`."""

    def gone(self, request: HttpRequest) -> HttpResponse:
        """To the list, when a row is no more."""
        self.message_user(request, "ไม่พบข้อมูลนี้ อาจถูกลบไปแล้ว", messages.WARNING)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The audit events of a row, newest first."""
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if row is None:
            return self.gone(request)
        events = AuditEvent.objects.filter(object_type=self.opts.model_name, object_id=str(row.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": f"ประวัติการแก้ไข: {row}",
            "subtitle": None,
            "module_name": self.opts.verbose_name_plural,
            "object": row,
            "opts": self.opts,
            "events": Paginator(events, _EVENTS_A_PAGE).get_page(request.GET.get("page")),
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


class RecordAdmin(ServiceAdmin):
    """Shows rows that only services write: no adding, changing or deleting."""

    can_write = False
