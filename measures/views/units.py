"""The units of an organization: a tree that its administrator keeps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ita_portal.thai.numerals import to_thai
from measures.forms.units import PlaceForm, StandardUnitsForm, UnitForm
from measures.models import Organization, Unit
from measures.roles import Action
from measures.services.organizations import delete_unit
from measures.services.standard_units import add_standard_units, standard_units
from measures.services.unit_tree import (
    DEEPEST,
    UnitRow,
    add_unit,
    place_unit,
    rename_unit,
    unit_rows,
    was_deleted,
)
from measures.views.access import UserRequest, organization_view


@organization_view(Action.MANAGE_ORGANIZATION)
@require_safe
def unit_list(request: UserRequest, organization: Organization) -> HttpResponse:
    rows = unit_rows(organization)
    context = {**_context(organization), "rows": rows, "form": _form(rows)}
    return render(request, "measures/units/list.html", context)


@organization_view(Action.MANAGE_ORGANIZATION)
@require_http_methods(["GET", "HEAD", "POST"])
def unit_create(request: UserRequest, organization: Organization) -> HttpResponse:
    rows = unit_rows(organization)
    form = _form(rows, request.POST or None, initial={"parent": request.GET.get("parent", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        parent = next((row.unit for row in rows if row.unit.pk == said["parent"]), None)
        if any(
            (row.unit.name, row.unit.parent_id) == (said["name"], said["parent"]) for row in rows
        ):
            messages.success(request, f"มี {said['name']} แล้ว")
            return redirect("measures:unit_list", organization.code)
        try:
            unit = add_unit(
                organization=organization, name=said["name"], parent=parent, by=request.user
            )
        except ValidationError as refusal:
            form.add_error("name", refusal.messages)
        else:
            messages.success(request, f"เพิ่ม {unit} แล้ว")
            return redirect("measures:unit_list", organization.code)
    return render(request, "measures/units/create.html", {**_context(organization), "form": form})


@organization_view(Action.MANAGE_ORGANIZATION)
@require_http_methods(["GET", "HEAD", "POST"])
def unit_edit(request: UserRequest, organization: Organization, unit_id: str) -> HttpResponse:
    row = _row(organization, unit_id)
    unit = row.unit
    form = UnitForm(request.POST or None, parents=[], initial={"name": unit.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_unit(unit=unit, name=form.cleaned_data["name"], by=request.user)
        except ValidationError as refusal:
            form.add_error("name", refusal.messages)
        else:
            messages.success(request, "บันทึกชื่อแล้ว ข้อความในรายงานคงเดิม")
            return redirect("measures:unit_list", organization.code)
    context = {**_context(organization), "form": form, "row": row}
    return render(request, "measures/units/edit.html", context)


@organization_view(Action.MANAGE_ORGANIZATION)
@require_POST
def unit_place(request: UserRequest, organization: Organization, unit_id: str) -> HttpResponse:
    unit = get_object_or_404(organization.units, pk=int(unit_id))
    form = PlaceForm(request.POST)
    if form.is_valid():
        try:
            place_unit(
                unit=unit,
                parent=_unit(organization, form.cleaned_data["parent"]),
                before=_unit(organization, form.cleaned_data["before"]),
                by=request.user,
            )
            messages.success(request, f"ย้าย {unit} แล้ว")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    else:
        messages.error(request, "ย้ายไม่ได้ โปรดลองอีกครั้ง")
    return redirect("measures:unit_list", organization.code)


@organization_view(Action.MANAGE_ORGANIZATION)
@require_http_methods(["GET", "HEAD", "POST"])
def unit_delete(request: UserRequest, organization: Organization, unit_id: str) -> HttpResponse:
    if request.method == "POST" and was_deleted(organization, int(unit_id)):  # sent twice
        return redirect("measures:unit_list", organization.code)
    row = _row(organization, unit_id)
    unit, problem = row.unit, ""
    if request.method == "POST":
        try:
            delete_unit(unit=unit, by=request.user)
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
        else:
            messages.success(request, f"ลบ {unit} แล้ว ข้อความในรายงานยังอยู่")
            return redirect("measures:unit_list", organization.code)
    context = {**_context(organization), "row": row, "problem": problem}
    return render(request, "measures/units/delete.html", context)


@organization_view(Action.MANAGE_ORGANIZATION)
@require_http_methods(["GET", "HEAD", "POST"])
def unit_standard(request: UserRequest, organization: Organization) -> HttpResponse:
    usual = standard_units(organization)
    form = StandardUnitsForm(request.POST or None, names=[unit.name for unit in usual])
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["names"]
        added = add_standard_units(organization=organization, names=names, by=request.user)
        messages.success(request, f"เพิ่มแล้ว {to_thai(str(added))} หน่วย")
        return redirect("measures:unit_list", organization.code)
    context = {
        **_context(organization),
        "form": form,
        "usual": usual,
        "missing": sum(not unit.exists for unit in usual),
    }
    return render(request, "measures/units/standard.html", context)


def _context(organization: Organization) -> dict[str, Any]:
    return {"place": "settings", "tab": "units", "organization": organization}


def _form(rows: list[UnitRow], data: Any = None, **kwargs: Any) -> UnitForm:
    may_hold = [row for row in rows if row.depth < DEEPEST]
    gap = "\N{NO-BREAK SPACE}" * 4
    return UnitForm(
        data, parents=[(row.unit.pk, gap * row.depth + row.unit.name) for row in may_hold], **kwargs
    )


def _row(organization: Organization, unit_id: str) -> UnitRow:
    """The unit of an address in its tree; not found where another deleted it meanwhile."""
    row = next((one for one in unit_rows(organization) if one.unit.pk == int(unit_id)), None)
    if row is None:
        raise Http404
    return row


def _unit(organization: Organization, key: int | None) -> Unit | None:
    """A unit that a form names; another organization's is unknown here."""
    if key is None:
        return None
    try:
        return organization.units.get(pk=key)
    except Unit.DoesNotExist as error:
        raise ValidationError("ไม่พบที่ที่จะย้ายไปแล้ว โปรดลองอีกครั้ง", code="gone") from error
