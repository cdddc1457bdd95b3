"""Inviting people into an organization, and accepting."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from measures.forms.invitations import AcceptForm
from measures.forms.members import ROLE_HINTS, InviteForm
from measures.models import Invitation, Organization, User
from measures.roles import ROLE_LABELS, Action, Role
from measures.services.invitations import (
    InvitationClosed,
    Sent,
    accept_as_member,
    accept_as_new,
    invitation_of,
    invite,
    send_again,
    withdraw_invitation,
)
from measures.services.letters import send_letter
from measures.services.sign_in import TooManyAtOnce
from measures.services.unit_tree import unit_rows
from measures.views.access import UserRequest, organization_view, public
from measures.views.sessions import let_in, refusal_words

_LINK = "invitation-link"
SUBJECT = "คำเชิญเข้าใช้ระบบรายงานคุณธรรมและความโปร่งใส {organization}"
LETTER = """เรียน {name}

{inviter} เชิญท่านเข้าใช้ระบบรายงานคุณธรรมและความโปร่งใสของ{organization}
บทบาท: {roles}

โปรดเปิดลิงก์นี้ภายใน ๗ วัน เพื่อรับคำเชิญและตั้งรหัสผ่านของท่าน ลิงก์ใช้ได้ครั้งเดียว

{link}

หากท่านไม่รู้จักหน่วยงานนี้ ไม่ต้องทำอะไร"""
NOT_SENT = "ส่งจดหมายถึง {email} ไม่สำเร็จ โปรดตรวจอีเมล แล้วกดส่งอีกครั้ง"


@organization_view(Action.MANAGE_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_create(request: UserRequest, organization: Organization) -> HttpResponse:
    units = [(row.unit, row.depth) for row in unit_rows(organization)]
    form = InviteForm(request.POST or None, units=units, initial={"roles": [Role.STAFF.value]})
    if request.method == "POST" and form.is_valid():
        try:
            sent = invite(
                organization=organization,
                email=form.cleaned_data["email"],
                display_name=form.cleaned_data["display_name"],
                roles=form.roles_given(),
                units=form.units_given(),
                by=request.user,
                at=timezone.now(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            _send(request, sent)
            return redirect("measures:member_list", organization.code)
    context = {
        "place": "settings",
        "tab": "members",
        "organization": organization,
        "form": form,
        "roles": [(role.value, ROLE_LABELS[role], ROLE_HINTS[role]) for role in Role],
    }
    return render(request, "measures/invitations/create.html", context)


@organization_view(Action.MANAGE_MEMBERS)
@require_POST
def invitation_send(
    request: UserRequest, organization: Organization, invitation_id: str
) -> HttpResponse:
    invitation = get_object_or_404(Invitation, organization=organization, pk=int(invitation_id))
    seen, at = request.POST.get("sent", ""), timezone.now()
    try:
        _send(request, send_again(invitation=invitation, by=request.user, at=at, seen=seen))
    except InvitationClosed:
        messages.error(request, "คำเชิญนี้รับหรือถอนไปแล้ว")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("measures:member_list", organization.code)


@organization_view(Action.MANAGE_MEMBERS)
@require_POST
def invitation_withdraw(
    request: UserRequest, organization: Organization, invitation_id: str
) -> HttpResponse:
    invitation = get_object_or_404(Invitation, organization=organization, pk=int(invitation_id))
    try:
        withdraw_invitation(invitation=invitation, by=request.user, at=timezone.now())
    except InvitationClosed:
        if invitation.accepted_at:
            messages.error(request, "ถอนไม่ได้ ผู้ได้รับเชิญรับคำเชิญแล้ว")
            return redirect("measures:member_list", organization.code)
    messages.success(request, f"ถอนคำเชิญถึง {invitation.email} แล้ว ลิงก์เดิมใช้ไม่ได้อีก")
    return redirect("measures:member_list", organization.code)


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """For a new person a form; for one with an account a button, once they have signed in."""
    try:
        invitation = invitation_of(token=token, at=timezone.now())
        if User.objects.with_email(invitation.email).exists():
            return _accept_with_account(request, invitation, token)
        return _accept_as_new(request, invitation, token)
    except InvitationClosed:
        return invitation_closed(request)


def invitation_closed(request: HttpRequest) -> HttpResponse:
    return render(request, "measures/invitations/closed.html", status=404)


def take_link(request: UserRequest) -> str:
    """The link that was made a moment ago, once: to be handed over where no mail is sent."""
    link: str = request.session.pop(_LINK, "")
    return link


def _accept_as_new(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if request.user.is_authenticated:
        return _not_for_you(request, invitation)
    person = User(email=invitation.email, display_name=invitation.display_name)
    initial = {"display_name": invitation.display_name}
    form = AcceptForm(request.POST or None, person=person, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            user = accept_as_new(
                token=token,
                display_name=said["display_name"],
                password=said["new_password"],
                at=timezone.now(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except TooManyAtOnce as refusal:
            form.add_error(None, refusal_words(refusal)[0])
        except PermissionDenied:  # the account was made meanwhile
            return redirect(request.path)
        else:
            return let_in(request, user, settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "invitation": invitation}
    return render(request, "measures/invitations/accept.html", context)


def _accept_with_account(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if not isinstance(request.user, User):
        context = {"invitation": invitation, "way_back": request.path}
        return render(request, "measures/invitations/accept.html", context)
    if request.user.email != invitation.email:
        return _not_for_you(request, invitation)
    if request.method == "POST":
        organization = accept_as_member(token=token, by=request.user, at=timezone.now())
        messages.success(request, f"ท่านเข้าใช้ {organization} ได้แล้ว")
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"invitation": invitation, "is_own": True}
    return render(request, "measures/invitations/accept.html", context)


def _not_for_you(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"invitation": invitation, "is_anothers": True}
    return render(request, "measures/invitations/accept.html", context)


def _send(request: UserRequest, sent: Sent) -> None:
    """Write the letter, and say what became of it."""
    invitation = sent.invitation
    if not sent.token:
        messages.success(request, f"ส่งคำเชิญถึง {invitation.email} ไปแล้ว")
        return
    link = settings.SITE_URL + reverse("measures:invitation_accept", args=[sent.token])
    text = LETTER.format(
        name=invitation.display_name,
        inviter=request.user,
        organization=invitation.organization,
        roles=" · ".join(invitation.role_labels),
        link=link,
    )
    subject = SUBJECT.format(organization=invitation.organization)
    if not send_letter(to=invitation.email, subject=subject, text=text):
        messages.error(request, NOT_SENT.format(email=invitation.email))
        return
    if not settings.HAS_MAIL_SERVER:
        request.session[_LINK] = link
    messages.success(request, f"ส่งคำเชิญถึง {invitation.email} แล้ว ใช้ได้ ๗ วัน")
