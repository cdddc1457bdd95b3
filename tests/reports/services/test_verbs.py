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


@contextmanager
def nothing_stays():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everyone(organization):
    """A person of each part, one of two, and two whose parts are none here; with their parts."""
    people = [({role}, make_user(role=role, organization=organization)) for role in Role]
    both = make_user(role=Role.LEGAL, organization=organization)
    make_membership(user=both, role=Role.EXECUTIVE, organization=organization)
    elsewhere = make_user(role=Role.LEGAL, organization=make_plan().organization)
    make_membership(
        user=elsewhere,
        role=Role.EXECUTIVE,
        organization=elsewhere.memberships.get().organization,
    )
    none = [(set[Role](), elsewhere), (set[Role](), make_superuser())]
    return [*people, ({Role.LEGAL, Role.EXECUTIVE}, both), *none]


def outcome(office, version, verb, by):
    """How an act is refused, and how the report and the record then stand; nothing of it stays."""
    refusal: type[Exception] | None = None
    with nothing_stays():
        try:
            act(verb, office.report, version, by)
        except (PermissionDenied, TransitionRefused) as refused:
            refusal = type(refused)
        return refusal, state(office.report), AuditEvent.objects.count()


def is_as_it_should(status, verb, parts, before, got):
    """The part is asked for first; what is refused changes nothing, what is done is recorded."""
    if not parts & ALLOWED[verb]:
        return got == (PermissionDenied, *before)
    if (status, verb) not in LEADS:
        return got == (TransitionRefused, *before)
    refusal, after, events = got
    # an endorsed report goes on waiting, for the next step
    stays = (after == before[0]) == (verb is Verb.ENDORSE)
    return refusal is None and stays and events == before[1] + 1


@pytest.mark.parametrize("has_two_steps", [False, True])
@pytest.mark.parametrize("status", Status)
def test_every_verb_in_every_state_by_every_part(status, has_two_steps):
    office = make_office()
    if has_two_steps:
        office.goes_through("ปลัด", "นายก")
    version = bring_to(office, status)
    people = everyone(office.report.plan.organization)
    skipped = Verb.APPROVE if has_two_steps else Verb.ENDORSE  # one function does both
    before, wrong = (state(office.report), AuditEvent.objects.count()), []
    for verb, (parts, person) in itertools.product(set(Verb) - {skipped}, people):
        # who submitted is the one who pulls back
        by = office.legal if verb is Verb.PULL_BACK and Role.LEGAL in parts else person
        got = outcome(office, version, verb, by)
        if not is_as_it_should(status, verb, parts, before, got):
            wrong.append((verb, parts, got))

    assert wrong == []
    assert (state(office.report), AuditEvent.objects.count()) == before
