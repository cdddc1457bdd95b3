"""The only writer of the record of who did what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from measures.models import AuditEvent, Organization, User
from measures.services.sealing import event_mac, seals_of

SYSTEM = "ระบบ"
_WAYS_UP = ("organization", "plan", "measure", "report", "version")


def record(
    action: str,
    thing: Model,
    *,
    by: User | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    at: datetime | None = None,
    sealed: Iterable[Model] = (),
) -> AuditEvent:
    """Add an event about `thing`, within the transaction of the act itself.

    `sealed` are rows of the official record that the act wrote: the event binds their values.

    `by` is None for what the installation does by itself. Values are what JSON can hold, dates
    and decimals included.
    """
    organization = organization_of(thing)
    event = AuditEvent(
        at=at or timezone.now(),
        action=action,
        actor_id=by.pk if by else None,
        actor=str(by)[:254] if by else SYSTEM,
        organization_code=organization.code if organization else "",
        object_type=thing._meta.model_name or "",
        object_id=str(thing.pk),
        object_label=str(thing)[:500],
        before=before,
        after=after,
        seals=seals_of(sealed) or None,
    )
    event.mac = event_mac(event)
    event.save()
    return event


def organization_of(thing: Model) -> Organization | None:
    """The organization that a row belongs to, found by going up; None for shared rows."""
    if isinstance(thing, Organization):
        return thing
    for name in _WAYS_UP:
        above = getattr(thing, name, None)
        if isinstance(above, Model):
            return organization_of(above)
    return None
