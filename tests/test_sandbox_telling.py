"""Long calls of the sandbox: what a child tells of its progress, and what ends it."""

from __future__ import annotations

import pytest

from ita_portal.sandbox import ChildDied, Limits, Pool, TimeExceeded, run
from tests import sandbox_jobs as jobs


@pytest.fixture
def pool(tmp_path):
    made = Pool(slots=tmp_path / "slots", size=2)
    yield made
    made.close()


def test_a_child_tells_how_far_it_is(pool):
    told: list[list[object]] = []

    assert pool.call(jobs.tell_how_far, 250, heard=told.append) == "read"
    assert (told[0], told[-1]) == (["pages", 1, 250], ["words", 0, 0])
    assert len(told) < 50  # not each of what comes at once
    assert pool.call(jobs.tell_how_far, 3) == "read"  # where nobody listens, too


def test_a_child_that_tells_nonsense_harms_nobody(pool):
    told: list[list[object]] = []

    assert pool.call(jobs.tell_nonsense, heard=told.append) == "read"
    assert told == [["x", -1]]
    with pytest.raises(ChildDied):
        pool.call(jobs.tell_without_end, heard=told.append)
    assert pool.call(jobs.tell_how_far, 3) == "read"


def test_work_is_limited_apart_from_the_time_that_it_takes_on_a_busy_machine():
    limits = Limits(seconds=60, processor_seconds=0.1)

    assert run(jobs.sleep, 0.5, limits=limits) == "awake"
    with pytest.raises(TimeExceeded, match="processor time"):
        run(jobs.spin, limits=limits)
