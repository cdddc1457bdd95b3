"""Who has a measure open now: people, however many tabs they have."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from measures.models import Measure, MeasurePresence, User
from measures.permissions import require_measure
from measures.services.plans import MeasureChanged

SEEN_FOR = timedelta(seconds=60)


def note_presence(*, measure: Measure, by: User, at: datetime | None = None) -> None:
    """Say that the person has the measure open; the first time anybody has is kept in it.

    Holds no plan: pages call this all the time, and it writes nothing that anybody typed.
    Raises PermissionDenied, or MeasureChanged when the measure is gone or in the bin.
    """
    require_measure(by, measure)
    at = at or timezone.now()
    seen = MeasurePresence(measure=measure, user=by, seen_at=at)
    here = Measure.objects.filter(pk=measure.pk, binned_at=None)
    try:
        with transaction.atomic():
            if not here.exists():
                raise MeasureChanged(str(measure))
            MeasurePresence.objects.bulk_create(
                [seen],
                update_conflicts=True,
                unique_fields=["measure", "user"],
                update_fields=["seen_at"],
            )
            if measure.opened_at is None:
                here.filter(opened_at=None, plan__locked_at=None).update(opened_at=at)
    except IntegrityError as error:  # deleted at this very moment
        raise MeasureChanged(str(measure)) from error


def others_present(*, measure: Measure, user: User, at: datetime | None = None) -> list[User]:
    """The other people who were seen with the measure in the last minute, the latest first."""
    since = (at or timezone.now()) - SEEN_FOR
    seen = MeasurePresence.objects.filter(measure=measure, seen_at__gt=since)
    return [
        row.user
        for row in seen.exclude(user=user).select_related("user").order_by("-seen_at", "-pk")
    ]
