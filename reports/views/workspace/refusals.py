"""What the workspace says when a service refuses, and the offer to undo what was done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError

from measures.services.plans import MeasureChanged, PlanChanged, PlanLocked
from measures.views.access import UserRequest

LOCKED = "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้"
GONE = "มาตรการนี้ถูกย้ายหรือลบไปแล้ว รายการด้านล่างเป็นปัจจุบัน"


@contextmanager
def refusals_told(request: UserRequest) -> Iterator[None]:
    """Turn a refusal within into words on the next page; a missing permission stays one."""
    try:
        yield
    except PlanLocked:
        messages.error(request, LOCKED)
    except (MeasureChanged, PlanChanged):
        messages.error(request, GONE)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)


def say_with_undo(request: UserRequest, text: str, address: str, **fields: object) -> None:
    """Say on the next page what was done, with a button that posts `fields` to undo it."""
    messages.success(request, text, extra_tags="undo?" + urlencode({"to": address, **fields}))
