"""Choosing what a heading means."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AuditEvent, IssueScheme, Measure
from measures.roles import Role
from measures.services.issues import choose_issue
from measures.services.plans import MeasureChanged, PlanLocked
from tests.factories import make_measure, make_plan, make_scheme, make_user

pytestmark = pytest.mark.django_db


def a_measure(**plan_fields: Any) -> tuple[Measure, IssueScheme]:
    scheme = make_scheme("การใช้อำนาจ", "งบประมาณ")
    plan = make_plan(issue_scheme=scheme, **plan_fields)
    return make_measure(plan=plan, issue_text="ด้านอำนาจ"), scheme


def test_choose_issue_keeps_the_words_and_records_the_change() -> None:
    measure, scheme = a_measure()
    first, second = scheme.issues.all()
    user = make_user(role=Role.STAFF, organization=measure.plan.organization)

    held = choose_issue(measure=measure, issue=first, by=user, revision=0)
    choose_issue(measure=held, issue=second, by=user, revision=1)

    measure.refresh_from_db()
    assert (measure.issue, measure.issue_text, measure.revision) == (second, "ด้านอำนาจ", 2)
    events = AuditEvent.objects.order_by("pk").values_list("action", "before", "after")
    assert list(events) == [
        ("measure.issue_chosen", {"issue": None}, {"issue": first.pk}),
        ("measure.issue_chosen", {"issue": first.pk}, {"issue": second.pk}),
    ]


@pytest.mark.parametrize(
    ("locked_at", "revision", "role", "own", "refusal"),
    [
        (None, 0, Role.AUDITOR, True, PermissionDenied),
        (timezone.now(), 0, Role.STAFF, True, PlanLocked),
        (None, 1, Role.STAFF, True, MeasureChanged),
        (None, 0, Role.STAFF, False, ValidationError),
    ],
)
def test_choose_issue_refuses(locked_at, revision, role, own, refusal) -> None:
    measure, scheme = a_measure(locked_at=locked_at)
    if not own:
        scheme = make_scheme("ของผู้อื่น")
    user = make_user(role=role, organization=measure.plan.organization)

    with pytest.raises(refusal):
        choose_issue(measure=measure, issue=scheme.issues.all()[0], by=user, revision=revision)

    measure.refresh_from_db()
    assert (measure.issue, measure.revision) == (None, 0)
    assert not AuditEvent.objects.exists()
