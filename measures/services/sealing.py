"""Binds the record of who did what, so that no change of it stays unseen.

Each event bears a code (HMAC-SHA256) of its own words, made when it is written; `chain_events`
gives it a number and a code of itself and of all before it. The key is a setting, outside of the
database, and the newest code is written to a file outside of it as well: whoever can write to the
database alone can neither forge an event nor cut off the newest ones unseen.

The chain is made apart from the acts and not within them, where the last event would be a row that
every writer of the portal waits for.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model, QuerySet

from measures.models import AuditEvent

_AT_ONCE = 500
_BOUND = (
    *("action", "actor_id", "actor", "organization_code", "object_type", "object_id"),
    *("object_label", "before", "after", "seals"),
)


@dataclass(frozen=True)
class Head:
    """The newest event of the chain: its number, and the code of all events up to it."""

    sequence: int
    chain: str


def row_name(row: Model) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def row_sha256(row: Model) -> str:
    """The hash of all values of a row that is written once."""
    values = {
        field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields
    }
    return hashlib.sha256(_spelled(values)).hexdigest()


def seals_of(rows: Iterable[Model]) -> dict[str, str]:
    """The hashes of rows, each under its name."""
    return {row_name(row): row_sha256(row) for row in rows}


def event_mac(event: AuditEvent) -> str:
    """The code of an event's own words, whoever reads them and from wherever."""
    words = {name: _round_trip(getattr(event, name)) for name in _BOUND}
    return _mac(_spelled({"at": _plain(event.at), **words}))


def chain_mac(before: str, sequence: int, event: AuditEvent) -> str:
    """The code of an event as the one after `before`."""
    return _mac(_spelled([before, sequence, event.pk, event.mac]))


def chain_events() -> Head | None:
    """Number the events that are not in the chain yet; None where there is no event at all.

    Safe when two do so at once. The new head is noted outside of the database afterwards: a crash
    in between leaves the note behind the chain, which is no fault.
    """
    noted = False
    with transaction.atomic():
        # whoever holds the very first event makes the chain
        if not list(AuditEvent.objects.select_for_update().order_by("pk")[:1]):
            return None
        last = AuditEvent.objects.filter(sequence__isnull=False).order_by("-sequence").first()
        head = Head(last.sequence or 0, last.chain) if last else Head(0, "")
        waiting = AuditEvent.objects.filter(sequence=None).order_by("pk")
        batch: list[AuditEvent] = []
        for event in waiting.iterator(chunk_size=_AT_ONCE):
            head = Head(head.sequence + 1, chain_mac(head.chain, head.sequence + 1, event))
            event.sequence, event.chain = head.sequence, head.chain
            batch.append(event)
            noted = True
        # not by the manager: it refuses to change events, and their words do stay
        events: QuerySet[AuditEvent] = QuerySet(AuditEvent)
        events.bulk_update(batch, ["sequence", "chain"], batch_size=_AT_ONCE)
    if noted:
        note_head(head)
    return head


def note_head(head: Head) -> None:
    """Add a line to the file of heads; it is on disk when this returns."""
    path = Path(settings.AUDIT_HEADS)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {head.sequence} {head.chain}\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def noted_heads() -> Mapping[int, str]:
    """The chain at each number that was ever noted; empty where there is no file.

    Lines that a full disk cut off are left out.
    """
    try:
        lines = Path(settings.AUDIT_HEADS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    parts = (line.split() for line in lines)
    return {
        int(part[1]): part[2]
        for part in parts
        if len(part) == 3 and part[1].isdecimal() and len(part[2]) == 64
    }


def forget_heads() -> None:
    """Begin anew; only beside an empty database."""
    Path(settings.AUDIT_HEADS).unlink(missing_ok=True)


def _mac(words: bytes) -> str:
    return hmac.new(settings.AUDIT_KEY.encode(), words, hashlib.sha256).hexdigest()


def _round_trip(value: Any) -> Any:
    """What the database will give back for a value that goes in as JSON."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (dict, list, str, int, bool, type(None))):
        return value
    return str(value)


def _spelled(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
