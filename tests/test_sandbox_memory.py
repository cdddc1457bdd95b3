"""Want of memory in the sandbox is told as what it is, whatever a library makes of it."""

from __future__ import annotations

import pytest

from ita_portal.sandbox import ChildDied, FunctionFailed, Limits, MemoryExceeded, Pool, run
from tests import sandbox_jobs as jobs

MEBIBYTE = 1 << 20
LIMITS = Limits(seconds=60, memory_bytes=200 * MEBIBYTE)


@pytest.fixture
def pool(tmp_path):
    made = Pool(slots=tmp_path / "slots", size=1)
    yield made
    made.close()


@pytest.mark.parametrize("answer", ["abort", "exit", "raise", "nothing"])
def test_a_child_that_grows_is_stopped_before_it_makes_something_of_it(answer):
    with pytest.raises(MemoryExceeded):
        run(jobs.grow, answer, limits=LIMITS)


@pytest.mark.parametrize("job", [jobs.mistake_for_another, jobs.hide])
def test_want_of_memory_that_a_library_renames_is_known(job):
    with pytest.raises(MemoryExceeded):
        run(job, 1 << 30, limits=LIMITS)


def test_a_result_of_a_call_that_went_over_its_memory_is_none(pool):
    """It may lack what a library could not get and left out."""
    first = pool.call(jobs.process)
    with pytest.raises(MemoryExceeded):
        pool.call(jobs.allocate, 210 * MEBIBYTE, limits=LIMITS)

    assert pool.call(jobs.process) != first


def test_a_child_that_is_over_its_memory_from_the_start_is_stopped(pool):
    pool.call(jobs.process)
    with pytest.raises(MemoryExceeded):
        pool.call(jobs.process, limits=Limits(memory_bytes=MEBIBYTE))


@pytest.mark.parametrize(
    ("job", "failure"),
    [(jobs.fail, FunctionFailed), (jobs.abort, ChildDied), (jobs.die, ChildDied)],
)
def test_what_fails_with_memory_to_spare_is_no_want_of_it(pool, job, failure):
    pool.call(jobs.allocate, 300 * MEBIBYTE)  # an earlier call with more memory does not count
    with pytest.raises(failure):
        pool.call(job, limits=LIMITS)
