"""Where sessions are kept, and when they end (settings SESSION_ENGINE).

The database holds a hash of each key: whoever reads it gets no session that could be used. A
session of a person who has signed in ends SESSION_COOKIE_AGE after it began whatever happens, and
SESSION_IDLE_SECONDS after it was last used; a use counts from the last full minute.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY as PERSON
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

BEGAN = "began_at"
MINUTE = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, under hashed keys and with two ends."""

    def load(self) -> dict[str, Any]:
        row = self._row()
        data = self.decode(row.session_data) if row else {}
        if row is None or (PERSON in data and _end(data) <= timezone.now()):
            self._session_key = None
            return {}
        ends_at = _ends_at(data)
        if ends_at - row.expire_date >= MINUTE:
            # this column alone: what a request at the same time writes into the session stays
            Session.objects.filter(pk=row.pk).update(expire_date=ends_at)
        return data

    def create(self) -> None:
        super().create()
        Session.objects.filter(expire_date__lt=timezone.now()).delete()

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=stored_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        if PERSON in data:
            data.setdefault(BEGAN, timezone.now().timestamp())
        return Session(
            session_key=stored_key(self.session_key or ""),
            session_data=self.encode(data),
            expire_date=_ends_at(data),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=stored_key(key)).delete()

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Seconds for which the browser keeps the cookie: what is left of the whole session."""
        left = _end(dict(self.items())) - timezone.now()
        return max(int(left.total_seconds()), 0)

    def _row(self) -> Session | None:
        key = stored_key(self.session_key or "")
        return Session.objects.filter(pk=key, expire_date__gt=timezone.now()).first()


def stored_key(session_key: str) -> str:
    """What the database knows a session by; the column holds 40 characters."""
    return sha256(session_key.encode()).hexdigest()[:40]


def _end(data: dict[str, Any]) -> datetime:
    """The end of a session that began when it says so, or now."""
    began = data.get(BEGAN)
    start = datetime.fromtimestamp(began, tz=UTC) if began else timezone.now()
    return start + timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _ends_at(data: dict[str, Any]) -> datetime:
    """The end of a session that is used now."""
    return min(_end(data), timezone.now() + timedelta(seconds=settings.SESSION_IDLE_SECONDS))
