"""Every verb, by every role and from every status."""

import itertools
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from measures.models import AuditEvent
from measures.roles import Role
from reports.services.approval import approve_report
from reports.services.workflow import (
    publish_report,
    pull_back_report,
    reopen_report,
    return_report,
    submit_report,
    withdraw_report,
)
from reports.status import Status, TransitionRefused, Verb
from tests.factories import make_membership, make_plan, make_superuser, make_user
from tests.reports.services.people import make_office, state

pytestmark = pytest.mark.django_db


ALLOWED = {
    Verb.SUBMIT: {Role.LEGAL},
    Verb.PULL_BACK: {Role.LEGAL},
    Verb.RETURN: {Role.LEGAL, Role.EXECUTIVE},
    Verb.ENDORSE: {Role.EXECUTIVE},
    Verb.APPROVE: {Role.EXECUTIVE},
    Verb.PUBLISH: {Role.LEGAL},
    Verb.REOPEN: {Role.LEGAL},
    Verb.WITHDRAW: {Role.LEGAL},
}
BEFORE = {
    Verb.SUBMIT: Status.DRAFT,
    Verb.PULL_BACK: Status.SUBMITTED,
    Verb.RETURN: Status.SUBMITTED,
    Verb.ENDORSE: Status.SUBMITTED,
    Verb.APPROVE: Status.SUBMITTED,
    Verb.PUBLISH: Status.APPROVED,
    Verb.REOPEN: Status.PUBLISHED,
    Verb.WITHDRAW: Status.PUBLISHED,
}
LEADS = {(BEFORE[verb], verb) for verb in Verb} | {
    (Status.APPROVED, Verb.RETURN),
    (Status.WITHDRAWN, Verb.REOPEN),
}


def act(verb, report, version, by):
    if verb is Verb.SUBMIT:
        return submit_report(report=report, by=by)
    if verb is Verb.REOPEN:
        return reopen_report(report=report, reason="แก้ไข", by=by)
    if verb is Verb.WITHDRAW:
        return withdraw_report(report=report, reason="ถอน", by=by)
    if verb is Verb.RETURN:
        return return_report(version=version, reason="แก้ไข", by=by)
    of_version: dict[Verb, Any] = {
        Verb.ENDORSE: approve_report,
        Verb.APPROVE: approve_report,
        Verb.PUBLISH: publish_report,
        Verb.PULL_BACK: pull_back_report,
    }
    return of_version[verb](version=version, by=by)


def office_for(verb):
    """A version is endorsed where another step follows."""
    office = make_office()
    if verb is Verb.ENDORSE:
        office.goes_through("ปลัด", "นายก")
    return office


def bring_to(office, status):
    """Lead the report there; the version on which the verbs act."""
    if status is Status.DRAFT:
        version = office.submit()
        return_report(version=version, reason="แก้ไข", by=office.executive)
        return version
    steps = {
        Status.SUBMITTED: office.submit,
        Status.APPROVED: office.approve,
        Status.PUBLISHED: office.publish,
        Status.WITHDRAWN: office.withdraw,
    }
    return steps[status]()


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("role", [*Role, "superuser", "elsewhere"])
def test_each_verb_is_for_its_roles_alone(verb, role):
    office = office_for(verb)
    version = bring_to(office, BEFORE[verb])
    if role == "superuser":
        user = make_superuser()
    elif role == "elsewhere":
        user = make_user(role=Role.LEGAL, organization=make_plan().organization)
        make_membership(
            user=user, role=Role.EXECUTIVE, organization=user.memberships.get().organization
        )
    else:
        user = make_user(role=role, organization=office.report.plan.organization)
    if verb is Verb.PULL_BACK and role is Role.LEGAL:
        user = office.legal
    before, count = state(office.report), AuditEvent.objects.count()

    if role in ALLOWED[verb]:
        act(verb, office.report, version, user)
        assert AuditEvent.objects.count() == count + 1
    else:
        with pytest.raises(PermissionDenied):
            act(verb, office.report, version, user)
        assert (state(office.report), AuditEvent.objects.count()) == (before, count)


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("status", Status)
def test_each_verb_needs_its_status(status, verb):
    office = office_for(verb)
    version = bring_to(office, status)
    people = make_user(role=Role.LEGAL, organization=office.report.plan.organization)
    make_membership(user=people, role=Role.EXECUTIVE, organization=office.report.plan.organization)
    before, count = state(office.report), AuditEvent.objects.count()

    if (status, verb) in LEADS:
        act(verb, office.report, version, office.legal if verb is Verb.PULL_BACK else people)
        assert AuditEvent.objects.count() == count + 1
    else:
        with pytest.raises(TransitionRefused):
            act(verb, office.report, version, office.legal if verb is Verb.PULL_BACK else people)
        assert (state(office.report), AuditEvent.objects.count()) == (before, count)


@contextmanager
def nothing_stays():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def expected(status, verb, role):
    """What a person of one part gets in one state; the part is asked for first."""
    if role not in ALLOWED[verb]:
        return PermissionDenied
    return None if (status, verb) in LEADS else TransitionRefused


@pytest.mark.parametrize("has_two_steps", [False, True])
@pytest.mark.parametrize("status", Status)
def test_every_verb_in_every_state_by_every_part(status, has_two_steps):
    office = make_office()
    if has_two_steps:
        office.goes_through("ปลัด", "นายก")
    version = bring_to(office, status)
    people = {
        role: make_user(role=role, organization=office.report.plan.organization) for role in Role
    }
    skipped = Verb.APPROVE if has_two_steps else Verb.ENDORSE  # one function does both
    before, wrong = state(office.report), []
    for verb, role in itertools.product([verb for verb in Verb if verb is not skipped], Role):
        # who submitted is the one who pulls back
        by = office.legal if (verb, role) == (Verb.PULL_BACK, Role.LEGAL) else people[role]
        got: type[Exception] | None = None
        with nothing_stays():
            try:
                act(verb, office.report, version, by)
            except (PermissionDenied, TransitionRefused) as refusal:
                got = type(refusal)
        if got is not expected(status, verb, role):
            wrong.append((verb, role, got))

    assert wrong == []
    assert state(office.report) == before
