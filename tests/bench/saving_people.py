"""People who save without a pause, as many processes: run by `tests.bench.saving` for an engine."""

from __future__ import annotations

import json
import multiprocessing
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

from measures.models import Measure, Organization, User
from measures.roles import Role
from measures.services.writing import save_changes, values_of
from measures.writing import Change, step_key
from tests.bench.database import empty_database
from tests.factories import make_measure, make_organization, make_plan, make_step, make_user

SECONDS = 3
STEPS, MEASURES = 20, 60
Job = Callable[[], Callable[[int], object]]


def main(people: int, pause: float, typing: int) -> None:
    """Print the figures of each way of working as one line of JSON."""
    with empty_database():
        print(json.dumps(figures(people, pause, typing)))


def figures(people: int, pause: float, typing: int) -> dict[str, dict[str, float]]:
    """`typing` people save once in `pause` seconds: each process does the work of several."""
    measures = [make_large() for _ in range(people)]
    writers = [
        make_user(role=Role.COORDINATOR, organization=measure.plan.organization)
        for measure in measures
    ]
    colleagues = [
        make_user(role=Role.COORDINATOR, organization=measures[0].plan.organization)
        for _ in range(people)
    ]
    alone = saver(measures[0], writers[0], 0)
    apart = [saver(*pair, 0) for pair in zip(measures, writers, strict=True)]
    together = [saver(measures[0], by, place) for place, by in enumerate(colleagues)]
    bare = bare_commit(measures[0].plan.organization)
    return {
        "bare": run([bare]),
        "alone": run([alone]),
        "apart": run(apart),
        "together": run(together),
        "typing": run(together, pause=people * pause / typing),
    }


def make_large() -> Measure:
    """A measure of many steps in a plan of many measures."""
    plan = make_plan(organization=make_organization())
    measure = make_measure(plan=plan)
    for _ in range(MEASURES - 1):
        make_measure(plan=plan)
    for _ in range(STEPS):
        make_step(measure=measure, text="จัดทำประกาศเจตนารมณ์และเผยแพร่บนเว็บไซต์ของหน่วยงาน")
    return measure


def saver(measure: Measure, by: User, place: int) -> Job:
    """Writes into the step of that place, one letter more each time."""

    def prepare() -> Callable[[int], object]:
        held = Measure.objects.with_plan().get(pk=measure.pk)
        values = values_of(Measure.objects.with_rows().get(pk=measure.pk))
        key = step_key(held.steps.all()[place].pk, "text")
        seen = [values[key]]

        def save(turn: int) -> object:
            text = f"{seen[0][:100]} {turn}"
            saved = save_changes(
                measure=held, changes=[Change(key=key, base=seen[0], value=text)], by=by
            )
            assert not saved.conflicts
            assert not saved.errors
            seen[0] = saved.values[key]
            return saved

        return save

    return prepare


def bare_commit(organization: Organization) -> Job:
    """One row written and committed: what no save can do without."""

    def prepare() -> Callable[[int], object]:
        row = Organization.objects.filter(pk=organization.pk)
        return lambda turn: row.update(website=f"https://example.test/{turn}")

    return prepare


def run(jobs: list[Job], *, pause: float = 0) -> dict[str, float]:
    """Each job again and again in a process of its own, begun every `pause` seconds."""
    connections.close_all()
    database = connections["default"]
    if isinstance(database, PostgreSQL):
        database.close_pool()  # no two processes share a connection
    fork = multiprocessing.get_context("fork")
    barrier, queue = fork.Barrier(len(jobs)), fork.Queue()
    processes = [fork.Process(target=work, args=(job, barrier, queue, pause)) for job in jobs]
    for process in processes:
        process.start()
    times = sorted(time for _ in jobs for time in queue.get(timeout=30))
    for process in processes:
        process.join(timeout=10)
    return {
        "rate": len(times) / SECONDS,
        "middle_ms": statistics.median(times) * 1000,
        "slowest_ms": times[int(len(times) * 0.99)] * 1000,
    }


def work(job: Job, barrier: Any, queue: Any, pause: float) -> None:
    act = job()
    act(0)
    barrier.wait(timeout=30)
    times: list[float] = []
    end = time.perf_counter() + SECONDS
    while (start := time.perf_counter()) < end:
        act(len(times) + 1)
        times.append(time.perf_counter() - start)
        time.sleep(max(0, pause - times[-1]))
    queue.put(times)
    connections.close_all()
