"""Several people do anything at once in one measure: each acknowledged word can be found again."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from measures.models import AuditEvent, Measure, MeasureEntry, RemovedRow, Step, User
from measures.services.removed_rows import removed_rows_of
from measures.services.step_rows import (
    add_step,
    indent_step,
    move_step,
    outdent_step,
    place_step,
    remove_step,
    restore_removed,
)
from measures.services.step_turn import RowRefused
from measures.services.writing import save_changes
from tests.factories import AT
from tests.measures.services.editing import change, make_tree, stored, tree, writer
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, ACTS = 4, 12


@dataclass
class Person:
    """Somebody at a page of her own, which shows what the server last told her."""

    measure: Measure
    by: User
    choose: random.Random
    seen: dict[str, str]
    kept: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)

    def work(self) -> None:
        for turn in range(ACTS):
            try:
                self.choose.choice([self.write, self.write, self.write, self.arrange])(turn)
            except RowRefused:
                continue

    def write(self, turn: int) -> None:
        """Write in two fields, one of which others like as well."""
        keys = {"title", self.choose.choice(sorted(self.seen))} - {"status", "expected_on"}
        texts = {key: f"{self.by.pk}/{turn}" for key in keys if not key.endswith("mark")}
        sent = [change(key, self.seen[key], text) for key, text in texts.items()]
        saved = save_changes(measure=self.measure, changes=sent, by=self.by)
        assert saved.errors == {}
        refused = {conflict.key: conflict for conflict in saved.conflicts}
        for key, text in texts.items():
            if key in refused:
                self.lost.append((key, refused[key].mine))
                if refused[key].theirs is None:
                    del self.seen[key]
            else:
                self.kept.append((key, text))
        self.seen |= saved.values

    def arrange(self, turn: int) -> None:
        step = self.choose.choice([*Step.objects.filter(measure=self.measure), None])
        acts: list[Callable[..., Any]] = [add_step]
        fields: dict[str, Any] = {"measure": self.measure, "by": self.by}
        if step is not None:
            acts = [self.up, indent_step, outdent_step, self.last, remove_step, self.back]
            fields["step"] = step.pk
        self.seen |= self.choose.choice(acts)(**fields).values

    def up(self, **fields: Any) -> Any:
        return move_step(direction="up", **fields)

    def last(self, **fields: Any) -> Any:
        return place_step(before=None, **fields)

    def back(self, *, step: int, **fields: Any) -> Any:
        removed = removed_rows_of(self.measure, at=AT)
        return restore_removed(removed=removed[0].pk if removed else 0, **fields)


def storm(seed: int) -> None:
    measure, _ = make_tree()
    shown = stored(measure)
    people = [
        Person(measure, writer(measure), random.Random(f"{seed} {number}"), dict(shown))
        for number in range(PEOPLE)
    ]

    assert together(*[person.work for person in people]) == [None] * PEOPLE

    now = stored(measure)
    tree(measure)
    events = list(AuditEvent.objects.order_by("pk"))
    measure.refresh_from_db()
    assert measure.revision == len(events)
    assert MeasureEntry.objects.get(is_open=True).values == now
    check_chain(shown, now, events)
    written = {
        (key, text)
        for event in events
        if event.action == "measure.written"
        for key, text in (event.after or {}).items()
    }
    assert written == {pair for person in people for pair in person.kept}
    assert written.isdisjoint(pair for person in people for pair in person.lost)


def check_chain(shown: dict[str, str], now: dict[str, str], events: list[AuditEvent]) -> None:
    """Each text took the place of the one before it, and the last one stands, or was kept."""
    last = dict(shown)
    for event in events:
        if event.action == "measure.written":
            for key, text in (event.before or {}).items():
                assert last.get(key, "") == text
            last |= event.after or {}
    kept = {
        row["key"]: row["text"] for removed in RemovedRow.objects.all() for row in removed.content
    }
    for key, text in last.items():
        if key.endswith("-text") and key.startswith("step-"):
            assert text in (now.get(key), kept.get(int(key.split("-")[1])))
        elif not key.endswith("-mark") and not key.startswith("step-"):
            assert now[key] == text


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_lost_in_a_storm(seed):
    storm(seed)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(100, 160))
def test_nothing_is_lost_in_sixty_storms(seed):
    storm(seed)
