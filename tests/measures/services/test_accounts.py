from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent, Membership, User
from measures.roles import Role
from measures.services.accounts import (
    create_first_administrator,
    create_user,
    grant_role,
    revoke_role,
    set_password,
    update_user,
)
from tests.factories import (
    PASSWORD,
    make_membership,
    make_organization,
    make_superuser,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
CLERK: dict[str, Any] = {"email": "legal@phato.example", "display_name": "นิติกร"}


def actions():
    return [event.action for event in AuditEvent.objects.order_by("pk")]


def test_create_first_administrator_works_once():
    first: dict[str, Any] = {
        "email": "root@example.test",
        "display_name": "ผู้ดูแลระบบ",
        "password": PASSWORD,
    }

    user = create_first_administrator(**first)
    with pytest.raises(ValidationError):
        create_first_administrator(**{**first, "email": "second@example.test"})

    assert (User.objects.get(), user.is_superuser, user.check_password(PASSWORD)) == (
        user,
        True,
        True,
    )
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.object_id) == (
        "user.created",
        user.pk,
        str(user.pk),
    )


def test_create_user_signs_in_by_email_or_staff_code_in_any_case():
    user = create_user(
        **{**CLERK, "email": " Legal@Phato.Example "},
        staff_code="PH-01",
        password=PASSWORD,
        by=make_superuser(),
    )

    assert (user.email, user.staff_code, user.is_superuser) == (CLERK["email"], "ph-01", False)
    for name in ("legal@phato.example", "LEGAL@phato.example", "ph-01", "Ph-01"):
        assert authenticate(username=name, password=PASSWORD) == user
    assert authenticate(username="ph-01", password="wrong") is None
    assert authenticate(username="", password=PASSWORD) is None
    event = AuditEvent.objects.get()
    assert "password" not in (event.after or {})
    assert (event.after or {})["email"] == CLERK["email"]


def test_create_user_without_a_password_cannot_sign_in():
    user = create_user(**CLERK, by=make_superuser())

    assert not user.has_usable_password()


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "taken@example.test"},
        {"email": "TAKEN@example.test"},
        {"email": "not an address"},
        {"email": '"legal\x01"@phato.example'},
        {"staff_code": "รหัส"},
        {"staff_code": "t-1"},
        {"display_name": ""},
        {"password": "short"},
        {"password": "password1234"},
    ],
)
def test_create_user_refuses_bad_values(changes):
    make_user(email="taken@example.test", staff_code="t-1")
    by = make_superuser()

    with pytest.raises(ValidationError):
        create_user(**{**CLERK, "by": by, **changes})

    assert User.objects.count() == 2
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_create_user_refuses_everyone_but_a_superuser(role):
    by = make_user(role=role, organization=make_organization())

    with pytest.raises(PermissionDenied):
        create_user(**CLERK, by=by, is_superuser=True)

    assert User.objects.get() == by


def test_update_user_changes_the_account():
    user, by = make_user(display_name="นิติกร"), make_superuser()

    update_user(user=user, email=user.email, display_name="ปลัด", by=by, is_active=False)

    user.refresh_from_db()
    assert (user.display_name, user.is_active) == ("ปลัด", False)
    event = AuditEvent.objects.get()
    assert (
        event.action,
        (event.before or {})["display_name"],
        (event.after or {})["is_active"],
    ) == (
        "user.updated",
        "นิติกร",
        False,
    )


@pytest.mark.parametrize("changes", [{"is_active": False}, {"is_superuser": False}])
def test_update_user_keeps_the_last_administrator(changes):
    by = make_superuser()
    make_superuser(is_active=False)
    values: dict[str, Any] = {"email": by.email, "display_name": "ผู้ดูแลระบบ", "is_superuser": True}

    with pytest.raises(ValidationError):
        update_user(user=by, by=by, **{**values, **changes})
    make_superuser()
    update_user(user=by, by=by, **{**values, **changes})

    assert actions() == ["user.updated"]


def test_set_password_is_for_oneself_and_for_superusers():
    user, other = make_user(), make_user()

    set_password(user=user, password=PASSWORD, by=user)
    set_password(user=user, password=PASSWORD + "-2", by=make_superuser())
    with pytest.raises(PermissionDenied):
        set_password(user=user, password=PASSWORD, by=other)
    with pytest.raises(ValidationError):
        set_password(user=user, password="12345678901234", by=user)

    user.refresh_from_db()
    assert user.check_password(PASSWORD + "-2")
    assert actions() == ["user.password_changed"] * 2
    assert {(event.before, event.after) for event in AuditEvent.objects.all()} == {(None, None)}


def test_grant_role_gives_a_part_and_its_units():
    organization = make_organization()
    administrator = make_user(role=Role.ADMINISTRATOR, organization=organization)
    unit, user = make_unit(organization=organization), make_user()
    part: dict[str, Any] = {"user": user, "role": Role.STAFF, "organization": organization}

    first = grant_role(**part, by=administrator)
    again = grant_role(**part, by=administrator, units=[unit])

    assert (again, list(again.units.all())) == (first, [unit])
    assert user.memberships.count() == 1
    assert actions() == ["membership.granted", "membership.updated"]
    event = AuditEvent.objects.latest("pk")
    assert (
        event.organization_code,
        (event.before or {})["units"],
        (event.after or {})["units"],
    ) == (
        organization.code,
        [],
        [unit.pk],
    )


def test_grant_role_refuses():
    own, other = make_organization(), make_organization()
    administrator = make_user(role=Role.ADMINISTRATOR, organization=own)
    user, superuser = make_user(), make_superuser()

    with pytest.raises(PermissionDenied):
        grant_role(user=user, role=Role.STAFF, organization=other, by=administrator)
    with pytest.raises(PermissionDenied):
        grant_role(user=user, role=Role.AUDITOR, organization=None, by=administrator)
    with pytest.raises(ValidationError):
        grant_role(user=user, role=Role.LEGAL, organization=None, by=superuser)
    with pytest.raises(ValidationError):
        grant_role(
            user=user,
            role=Role.STAFF,
            organization=own,
            by=superuser,
            units=[make_unit(organization=other)],
        )

    assert not user.memberships.exists()
    assert actions() == []


def test_grant_role_makes_an_auditor_of_everywhere():
    membership = grant_role(
        user=make_user(), role=Role.AUDITOR, organization=None, by=make_superuser()
    )

    assert Membership.objects.get() == membership
    assert AuditEvent.objects.get().organization_code == ""


def test_revoke_role_takes_the_part_away_once():
    organization = make_organization()
    administrator = make_user(role=Role.ADMINISTRATOR, organization=organization)
    membership = make_membership(user=make_user(), role=Role.LEGAL, organization=organization)

    with pytest.raises(PermissionDenied):
        revoke_role(membership=membership, by=make_user())
    revoke_role(membership=membership, by=administrator)
    revoke_role(membership=membership, by=administrator)

    assert list(Membership.objects.values_list("user", flat=True)) == [administrator.pk]
    assert actions() == ["membership.revoked"]
