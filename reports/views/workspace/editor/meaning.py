"""What a person answers to the question which units an owner means, from a form or the script."""

from __future__ import annotations

from django.utils import timezone

from measures.models import Measure, User
from measures.services.owners import answer_meaning, ask_again

# The verb of a button and what it says; None takes back what was said.
MEANINGS: dict[str, bool | None] = {"owner-yes": True, "owner-no": False, "owner-ask": None}


def say_meaning(measure: Measure, words: str, is_meant: bool | None, *, by: User) -> None:
    """Write it. Raises as `answer_meaning`."""
    at = timezone.now()
    if is_meant is None:
        ask_again(measure=measure, words=words, by=by, at=at)
    else:
        answer_meaning(measure=measure, words=words, is_meant=is_meant, by=by, at=at)
