"""Addresses of the staff side."""

from django.urls import path, re_path

from measures.views import (
    accounts,
    invitations,
    members,
    organizations,
    passwords,
    second_steps,
    sessions,
    single_sign_on,
    units,
)

app_name = "measures"

_SETTINGS = r"^settings/(?P<code>[0-9a-z][0-9a-z-]{0,31})/"
_MEMBER = _SETTINGS + r"members/(?P<user_id>[1-9][0-9]{0,17})/"
_INVITATION = _SETTINGS + r"invitations/(?P<invitation_id>[1-9][0-9]{0,17})/"
_UNIT = _SETTINGS + r"units/(?P<unit_id>[1-9][0-9]{0,17})/"
_TOKEN = r"(?P<token>[0-9A-Za-z_-]{1,100})/$"  # noqa: S105 -- an address

urlpatterns = [
    path("sign-in/", sessions.sign_in, name="sign_in"),
    path("sign-in/second-step/", sessions.second_step, name="second_step"),
    path("sign-in/forgotten/", passwords.password_forgotten, name="password_forgotten"),
    path("sign-in/forgotten/sent/", passwords.password_letter, name="password_letter"),
    re_path(
        r"^sign-in/reset/(?P<uid>[0-9A-Za-z_-]{1,20})/" + _TOKEN,
        passwords.password_reset,
        name="password_reset",
    ),
    path("sign-in/with/", single_sign_on.identity_sign_in, name="identity_sign_in"),
    path("sign-out/", sessions.sign_out, name="sign_out"),
    re_path(r"^invitations/" + _TOKEN, invitations.invitation_accept, name="invitation_accept"),
    path("account/", accounts.account_detail, name="account_detail"),
    path("account/password/", accounts.account_password, name="account_password"),
    path("account/theme/", accounts.account_theme, name="account_theme"),
    path("account/keys/", accounts.account_keys, name="account_keys"),
    path("account/sessions/end/", accounts.account_sessions_end, name="account_sessions_end"),
    path("account/second-step/", second_steps.second_step_start, name="second_step_start"),
    path("account/second-step/stop/", second_steps.second_step_stop, name="second_step_stop"),
    path("account/second-step/codes/", second_steps.second_step_renew, name="second_step_renew"),
    path("account/identity/", single_sign_on.identity_link, name="identity_link"),
    path("account/identity/unlink/", single_sign_on.identity_unlink, name="identity_unlink"),
    re_path(_SETTINGS + "$", organizations.organization_settings, name="organization_settings"),
    re_path(
        _SETTINGS + "organization/$", organizations.organization_edit, name="organization_edit"
    ),
    re_path(_SETTINGS + "members/$", members.member_list, name="member_list"),
    re_path(
        _SETTINGS + "members/invite/$", invitations.invitation_create, name="invitation_create"
    ),
    re_path(_MEMBER + "$", members.member_edit, name="member_edit"),
    re_path(_MEMBER + "suspend/$", members.member_suspend, name="member_suspend"),
    re_path(_MEMBER + "reactivate/$", members.member_reactivate, name="member_reactivate"),
    re_path(_MEMBER + "remove/$", members.member_remove, name="member_remove"),
    re_path(_INVITATION + "send/$", invitations.invitation_send, name="invitation_send"),
    re_path(
        _INVITATION + "withdraw/$", invitations.invitation_withdraw, name="invitation_withdraw"
    ),
    re_path(_SETTINGS + "units/$", units.unit_list, name="unit_list"),
    re_path(_SETTINGS + "units/add/$", units.unit_create, name="unit_create"),
    re_path(_SETTINGS + "units/standard/$", units.unit_standard, name="unit_standard"),
    re_path(_UNIT + "$", units.unit_edit, name="unit_edit"),
    re_path(_UNIT + "place/$", units.unit_place, name="unit_place"),
    re_path(_UNIT + "delete/$", units.unit_delete, name="unit_delete"),
]
