"""A form that is sent twice has one effect."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import UsedToken, User

KEPT = timedelta(days=30)  # a form that lay in a browser for longer is a new one
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


@transaction.atomic
def once(
    *,
    token: str | None,
    act: str,
    by: User,
    make: Callable[[], Sequence[int]],
    at: datetime | None = None,
) -> list[int]:
    """The keys of what `make` made, now or when the person first sent the form with this token.

    Part of a larger act, and within its transaction: when that fails, the token is unused. `act`
    says what is done and to what, so that a token means one act only. What was made may be gone
    since. Without a token `make` always runs: commands send no forms.

    Raises ValidationError for a token that no form of ours has.
    """
    if token is None:
        return list(make())
    refuse_strange(token)
    at = at or timezone.now()
    used, is_new = UsedToken.objects.get_or_create(
        user=by, act=act[:100], token=token, defaults={"used_at": at}
    )
    if is_new:
        UsedToken.objects.filter(user=by, used_at__lt=at - KEPT).delete()
        used.made = list(make())
        used.save(update_fields=["made"])
    return [int(key) for key in used.made]


def refuse_strange(token: str) -> None:
    """Raises ValidationError for a token that no form of ours has."""
    if not _TOKEN.fullmatch(token):
        raise ValidationError("แบบฟอร์มนี้ไม่สมบูรณ์ โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง", code="token")
