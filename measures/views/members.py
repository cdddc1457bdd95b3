"""The members of an organization: a list, and what each may do there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.forms.members import ROLE_HINTS, PartsForm
from measures.models import Invitation, Organization
from measures.permissions import can
from measures.roles import ROLE_LABELS, Action, Role
from measures.services.member_list import Member, member_of, members_of
from measures.services.members import (
    change_member,
    is_last_administrator,
    reactivate_member,
    remove_member,
    suspend_member,
    was_removed,
)
from measures.services.unit_tree import unit_rows
from measures.views.access import UserRequest, organization_view
from measures.views.accounts import keep_session
from measures.views.invitations import take_link
from measures.views.role_table import role_table


@organization_view(Action.MANAGE_MEMBERS)
@require_safe
def member_list(request: UserRequest, organization: Organization) -> HttpResponse:
    waiting = Invitation.objects.waiting().in_organization(organization)
    context = {
        "place": "settings",
        "tab": "members",
        "organization": organization,
        "members": members_of(organization),
        "invitations": waiting.prefetch_related("units").order_by("email"),
        "now": timezone.now(),
        "roles": role_table(),
        "link": take_link(request),
    }
    return render(request, "measures/members/list.html", context)


@organization_view(Action.MANAGE_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: UserRequest, organization: Organization, user_id: str) -> HttpResponse:
    member = _member(organization, user_id)
    form = _form(organization, member, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_member(
                organization=organization,
                user=member.user,
                roles=form.roles_given(),
                units=form.units_given(),
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return _done(request, organization, member, f"บันทึกสิทธิ์ของ {member.user} แล้ว")
    context = {
        "place": "settings",
        "tab": "members",
        "organization": organization,
        "member": member,
        "form": form,
        "roles": [(role.value, ROLE_LABELS[role], ROLE_HINTS[role]) for role in Role],
        "is_last_administrator": is_last_administrator(organization, member.user),
    }
    return render(request, "measures/members/edit.html", context)


@organization_view(Action.MANAGE_MEMBERS)
@require_POST
def member_suspend(request: UserRequest, organization: Organization, user_id: str) -> HttpResponse:
    member = _member(organization, user_id)
    try:
        suspend_member(
            organization=organization, user=member.user, by=request.user, at=timezone.now()
        )
    except ValidationError as refusal:
        return _refused(request, organization, refusal)
    return _done(request, organization, member, f"ระงับสิทธิ์ของ {member.user} แล้ว")


@organization_view(Action.MANAGE_MEMBERS)
@require_POST
def member_reactivate(
    request: UserRequest, organization: Organization, user_id: str
) -> HttpResponse:
    member = _member(organization, user_id)
    reactivate_member(organization=organization, user=member.user, by=request.user)
    return _done(request, organization, member, f"คืนสิทธิ์ให้ {member.user} แล้ว")


@organization_view(Action.MANAGE_MEMBERS)
@require_POST
def member_remove(request: UserRequest, organization: Organization, user_id: str) -> HttpResponse:
    if was_removed(organization, int(user_id)):  # the form was sent twice
        return redirect("measures:member_list", organization.code)
    member = _member(organization, user_id)
    try:
        remove_member(organization=organization, user=member.user, by=request.user)
    except ValidationError as refusal:
        return _refused(request, organization, refusal)
    return _done(request, organization, member, f"นำ {member.user} ออกจากหน่วยงานแล้ว")


def _form(organization: Organization, member: Member, data: Any) -> PartsForm:
    initial = {
        "roles": [role.value for role in member.roles],
        "units": [unit.pk for unit in member.units],
    }
    units = [(row.unit, row.depth) for row in unit_rows(organization)]
    return PartsForm(data, units=units, initial=initial)


def _member(organization: Organization, user_id: str) -> Member:
    member = member_of(organization, int(user_id))
    if member is None:
        raise Http404
    return member


def _done(
    request: UserRequest, organization: Organization, member: Member, words: str
) -> HttpResponse:
    """Back to the list; whoever took something from themselves stays signed in here."""
    if member.user == request.user:
        keep_session(request)
    messages.success(request, words)
    if can(request.user, Action.MANAGE_MEMBERS, organization):
        return redirect("measures:member_list", organization.code)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _refused(
    request: UserRequest, organization: Organization, refusal: ValidationError
) -> HttpResponse:
    messages.error(request, " ".join(refusal.messages))
    return redirect("measures:member_list", organization.code)
