import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.issues import choose_issue
from measures.services.plans import MeasureChanged, PlanLocked
from tests.factories import make_measure, make_plan, make_scheme, make_superuser, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    return make_measure(plan=make_plan(issue_scheme=make_scheme("ก", "ข")), issue_text="ค")


def test_choose_issue_keeps_the_words(measure):
    first = measure.plan.issue_scheme.issues.first()

    saved = choose_issue(measure=measure, issue=first, by=make_superuser(), revision=0)

    measure.refresh_from_db()
    assert (measure.issue, measure.issue_text, measure.revision) == (first, "ค", 1)
    assert saved == measure
    event = AuditEvent.objects.get()
    assert (event.action, event.before, event.after) == (
        "measure.issue_chosen",
        {"issue": None},
        {"issue": first.pk},
    )


def test_choose_issue_refuses_one_of_another_scheme(measure):
    other = make_scheme("ง").issues.get()

    with pytest.raises(ValidationError):
        choose_issue(measure=measure, issue=other, by=make_superuser(), revision=0)

    measure.refresh_from_db()
    assert measure.issue is None


@pytest.mark.parametrize(
    ("role", "locked", "revision", "refusal"),
    [
        (Role.AUDITOR, False, 0, PermissionDenied),
        (Role.STAFF, True, 0, PlanLocked),
        (Role.STAFF, False, 1, MeasureChanged),
    ],
)
def test_choose_issue_refuses(measure, role, locked, revision, refusal):
    plan = measure.plan
    plan.locked_at = timezone.now() if locked else None
    plan.save()
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        choose_issue(
            measure=measure, issue=plan.issue_scheme.issues.first(), by=user, revision=revision
        )

    assert not AuditEvent.objects.exists()
