"""Layouts, kept as data."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import Organization, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.rows import cleaned, delete_unused, save_valid, values_of
from reports.layouts import STANDARD, InvalidLayout, LayoutSpec, validate
from reports.models import Layout

_FIELDS = ("code", "name", "organization", "spec")


@transaction.atomic
def load_standard_layouts() -> None:
    """Add the layouts that every installation starts with, where they are missing.

    What an administrator changed stays as it is.
    """
    for code, spec in STANDARD.items():
        if not Layout.objects.filter(code=code).exists():
            layout = Layout(code=code)
            _write(layout, spec)
            audit.record("layout.created", layout, by=None, after=values_of(layout, _FIELDS))


@transaction.atomic
def save_layout(
    *,
    spec: LayoutSpec,
    by: User,
    organization: Organization | None = None,
    layout: Layout | None = None,
) -> Layout:
    """Write a layout: a new one, or `layout`; `spec.name` is its name.

    One without an organization is everyone's, and stays so. What is published keeps its own
    copy. Raises PermissionDenied or ValidationError.
    """
    before: dict[str, Any] | None = None
    if layout is None:
        held = Layout(organization=organization)
    else:
        held = Layout.objects.select_for_update().get(pk=layout.pk)
        before = values_of(held, _FIELDS)
    _require(by, held)
    _write(held, spec)
    action = "layout.created" if layout is None else "layout.updated"
    audit.record(action, held, by=by, before=before, after=values_of(held, _FIELDS))
    return held


@transaction.atomic
def delete_layout(*, layout: Layout, by: User) -> None:
    """Remove a layout that no report uses; raises PermissionDenied or ValidationError."""
    _require(by, layout)
    audit.record("layout.deleted", layout, by=by, before=values_of(layout, _FIELDS))
    delete_unused(layout)


def _require(by: User, layout: Layout) -> None:
    shared = layout.organization is None
    action = Action.MANAGE_REFERENCE if shared else Action.EDIT_LAYOUT
    require(by, action, layout.organization)


def _write(layout: Layout, spec: LayoutSpec) -> None:
    spec = cleaned(spec)
    try:
        validate(spec)
    except InvalidLayout as error:
        raise ValidationError(str(error), code="layout") from error
    layout.name = spec.name
    layout.spec = spec.to_json()
    save_valid(layout)
