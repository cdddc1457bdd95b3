"""What a person says the heading of a measure means."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import Issue, Measure, User
from measures.permissions import require_measure
from measures.services import audit
from measures.services.plans import hold_for_edit
from measures.writing.opening import Area


@transaction.atomic
def choose_issue(*, measure: Measure, issue: Issue | None, by: User, revision: int) -> Measure:
    """Say which issue of the plan's scheme a measure belongs to; the printed words stay.

    The choice holds until the heading or the title is changed, and is then read from them anew.

    Raises PermissionDenied, PlanLocked, MeasureChanged or ValidationError.
    """
    require_measure(by, measure)
    held = hold_for_edit(measure, revision=revision, area=Area.TITLE)
    if issue is not None and issue.scheme_id != held.plan.issue_scheme_id:
        raise ValidationError({"issue": "ประเด็นนี้ไม่อยู่ในชุดประเด็นของแผน"})
    before = held.issue_id
    held.issue = issue
    held.revision += 1
    held.save(update_fields=["issue", "revision", "updated_at"])
    audit.record(
        "measure.issue_chosen",
        held,
        by=by,
        before={"issue": before},
        after={"issue": held.issue_id},
    )
    return held
