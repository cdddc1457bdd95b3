"""Who loses a right with pages open is out at the next request, whatever that page sends."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from measures.models import AuditEvent, EvidenceFile, Measure, Membership, User
from measures.roles import Role
from measures.services.accounts import update_user
from measures.services.members import change_member, remove_member, suspend_member
from tests.factories import (
    make_full_measure,
    make_organization,
    make_plan,
    make_report,
    make_superuser,
    make_user,
)
from tests.measures.inspecting.corpus import photo

pytestmark = pytest.mark.django_db
# with 403 come the words that were typed, to be copied
OUT = {(302, "/sign-in/"), (403, "")}


def deactivate(user: User, by: User) -> None:
    update_user(user=user, email=user.email, display_name=user.display_name, is_active=False, by=by)


def suspend(user: User, by: User) -> None:
    suspend_member(organization=office_of(user), user=user, by=by, at=timezone.now())


def remove(user: User, by: User) -> None:
    remove_member(organization=office_of(user), user=user, by=by)


def only_read(user: User, by: User) -> None:
    change_member(organization=office_of(user), user=user, roles=[Role.AUDITOR], units=(), by=by)


def office_of(user: User) -> Any:
    return Membership.objects.get(user=user).organization


def requests_of(measure: Measure) -> list[tuple[str, dict[str, Any]]]:
    """What the open pages of a person who writes and checks would send next."""
    plan = f"/plans/{measure.plan.organization.code}/{measure.plan.fiscal_year.year}/"
    here = f"{plan}measures/{measure.pk}/"
    change = {"changes": [{"key": "title", "base": measure.title, "value": "เขียนทับ"}]}
    scripts = {
        "changes/": change,
        "steps/": {"do": "step-add", "once": "token-1234", "known": []},
        "presence/": {},
        "confirmed/": {"keys": []},
        "meaning/": {"words": "สำนักปลัด", "meant": True},
    }
    sent: list[tuple[str, dict[str, Any]]] = [
        (here + name, {"data": json.dumps(body), "content_type": "application/json"})
        for name, body in scripts.items()
    ]
    picture = SimpleUploadedFile("a.png", photo((60, 40)), "image/png")
    sent += [
        (f"{plan}evidence/add/", {"data": {"measure": measure.pk, "files": picture}}),
        (f"{plan}measures/add/", {"data": {"title": "เขียนทับ", "token": "token-1234"}}),
        (f"{plan}submit/", {"data": {"seen": "x"}}),
        (f"{plan}board/remind/", {"data": {}}),
        (f"{here}bin/", {"data": {}}),
    ]
    return sent


def answers_of(client: Client, measure: Measure) -> set[tuple[int, str]]:
    """The statuses of all that is sent and read, and where those lead that lead elsewhere."""
    plan = f"/plans/{measure.plan.organization.code}/{measure.plan.fiscal_year.year}/"
    found = [client.post(path, **sent) for path, sent in requests_of(measure)]
    found += [client.get(f"{plan}measures/{measure.pk}/changes/"), client.get(f"{plan}submit/")]
    return {
        (answer.status_code, answer.headers.get("Location", "").partition("?")[0])
        for answer in found
    }


@pytest.mark.parametrize(
    ("lose", "signed_in_again"),
    [
        (deactivate, OUT),
        (suspend, {(404, "")}),
        (remove, {(404, "")}),
        (only_read, {(403, "")}),
    ],
)
def test_who_lost_a_right_is_out_at_once(
    lose: Callable[[User, User], None], signed_in_again: set[tuple[int, str]]
) -> None:
    plan = make_plan(organization=make_organization(code="takbai"))
    measure = make_full_measure(plan=plan)
    make_report(plan=plan)
    person = make_user(role=Role.LEGAL, organization=plan.organization)
    open_page = Client()
    open_page.force_login(person)
    home = f"/plans/takbai/{plan.fiscal_year.year}/"
    assert open_page.get(home).status_code == 200

    lose(person, make_superuser())
    before = AuditEvent.objects.count()

    assert answers_of(open_page, measure) == OUT
    open_page.force_login(User.objects.get(pk=person.pk))
    assert answers_of(open_page, measure) == signed_in_again
    assert AuditEvent.objects.count() == before
    assert Measure.objects.get().title == measure.title
    assert not EvidenceFile.objects.exists()
