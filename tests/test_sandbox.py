"""The sandbox: what a child may do, and what becomes of one that does more."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ita_portal.sandbox import (
    ChildDied,
    FunctionFailed,
    Limits,
    MemoryExceeded,
    NoSlotFree,
    Pool,
    TimeExceeded,
    run,
)
from ita_portal.sandbox.folders import PREFIX
from tests import sandbox_jobs as jobs

ROOT = Path(__file__).resolve().parents[1]
TRUSTED = ("tests.sandbox_jobs",)


@pytest.fixture
def pool(tmp_path):
    made = Pool(slots=tmp_path / "slots", size=2, warm_up=jobs.warm_up)
    yield made
    made.close()


def test_run_calls_a_function_in_another_process():
    assert run(jobs.add, 2, right=3) == 5
    assert run(jobs.process) != os.getpid()


def test_run_refuses_what_no_other_process_could_find():
    with pytest.raises(ValueError, match="cannot be called in a child"):
        run(lambda: 1)


def test_large_answers_come_whole():
    assert run(jobs.large) == bytes(20_000_000)


def test_values_and_exceptions_of_trusted_modules_come_back_as_themselves():
    assert run(jobs.answer, "ตาราง", trusted=TRUSTED) == jobs.Answer("ตาราง")
    with pytest.raises(jobs.Refusal) as refusal:
        run(jobs.refuse, trusted=TRUSTED)
    assert str(refusal.value) == "ไม่ใช่ตาราง"


def test_other_exceptions_come_back_as_their_words():
    with pytest.raises(FunctionFailed) as failure:
        run(jobs.fail)
    assert str(failure.value) == "builtins.RuntimeError: ล้มเหลว"


@pytest.mark.parametrize(("job", "trusted"), [("answer", ()), ("weapon", ()), ("weapon", TRUSTED)])
def test_nothing_else_is_made_of_an_answer(job, trusted):
    arguments = ["x"] if job == "answer" else []
    with pytest.raises(ChildDied, match="the child's answer cannot be read"):
        run(getattr(jobs, job), *arguments, trusted=trusted)


@pytest.mark.parametrize(("job", "arguments"), [("sleep", [60]), ("spin", [])])
def test_a_call_over_its_time_is_killed(job, arguments):
    began = time.monotonic()
    with pytest.raises(TimeExceeded):
        run(getattr(jobs, job), *arguments, limits=Limits(seconds=0.5))
    assert time.monotonic() - began < 10


def test_a_call_over_its_memory_is_answered():
    with pytest.raises(MemoryExceeded):
        run(jobs.allocate, 2 << 30)
    assert run(jobs.allocate, 1 << 20) == 1 << 20


def test_a_child_that_dies_is_told_of():
    with pytest.raises(ChildDied, match="ended with -9"):
        run(jobs.die)


def test_a_child_reaches_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        with pytest.raises(FunctionFailed, match="not in the sandbox: socket"):
            run(jobs.connect, "127.0.0.1", server.getsockname()[1])
        with pytest.raises(TimeoutError):
            server.accept()
    assert run(jobs.interfaces) in (["lo"], sorted(name for _, name in socket.if_nameindex()))


def test_a_child_starts_no_programs():
    with pytest.raises(FunctionFailed, match="not in the sandbox: subprocess"):
        run(jobs.run_program)


def test_a_child_writes_in_its_own_folder_only(tmp_path):
    target = tmp_path / "x.txt"
    with pytest.raises(FunctionFailed, match="not in the sandbox: writing"):
        run(jobs.write, str(target))
    assert not target.exists()
    assert run(jobs.write_own).endswith("/note.txt")


def test_a_child_leaves_no_folder_behind():
    own = Path(run(jobs.write_own)).parent
    assert own.name.startswith(PREFIX)
    assert not own.exists()


def test_a_child_knows_no_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    with (tmp_path / "open.txt").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        assert str(tmp_path / "open.txt") not in run(jobs.open_files)
    assert run(jobs.environment) == [
        "HOME",
        "LANG",
        "MALLOC_ARENA_MAX",
        "PATH",
        "PYTHONDONTWRITEBYTECODE",
        "TMPDIR",
    ]


def test_a_pool_keeps_its_child_warm(pool):
    first = pool.call(jobs.process)

    assert pool.call(jobs.warmed) == [first]
    assert pool.call(jobs.process) == first


def test_a_failing_function_does_not_cost_the_child(pool):
    first = pool.call(jobs.process)
    with pytest.raises(FunctionFailed):
        pool.call(jobs.fail)

    assert pool.call(jobs.process) == first


@pytest.mark.parametrize(
    ("job", "limits"),
    [("die", Limits()), ("sleep", Limits(seconds=0.2)), ("allocate", Limits())],
)
def test_a_child_that_is_lost_is_replaced(pool, job, limits):
    first = pool.call(jobs.process)
    arguments = {"die": [], "sleep": [60], "allocate": [2 << 30]}[job]
    with pytest.raises((ChildDied, TimeExceeded, MemoryExceeded)):
        pool.call(getattr(jobs, job), *arguments, limits=limits)

    assert pool.call(jobs.process) != first


def test_a_child_is_replaced_after_so_many_calls(tmp_path):
    pool = Pool(slots=tmp_path, size=1, calls_per_child=2)
    found = [pool.call(jobs.process) for _ in range(4)]
    pool.close()

    assert found[0] == found[1] != found[2] == found[3]


def test_a_child_that_was_idle_too_long_is_replaced(tmp_path):
    pool = Pool(slots=tmp_path, size=1, idle_seconds=0.05)
    first = pool.call(jobs.process)
    until = time.monotonic() + 10
    while Path(f"/proc/{first}/stat").read_text().split()[2] != "Z" and time.monotonic() < until:
        time.sleep(0.01)

    assert pool.call(jobs.process) != first
    pool.close()


def test_threads_share_as_many_children_as_there_are_slots(pool):
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(pool.call(jobs.slow_process, 0.05)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len(set(found)) <= 2


def test_no_more_calls_go_on_than_there_are_slots_in_all_processes(tmp_path):
    program = (
        "import sys; from pathlib import Path; from ita_portal.sandbox import Pool; "
        "from tests import sandbox_jobs as jobs; "
        "pool = Pool(slots=Path(sys.argv[1]), size=1); "
        "print('going', flush=True); pool.call(jobs.sleep, 60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"going\n"
    until = time.monotonic() + 30
    while not _is_held(tmp_path / "slot-0") and time.monotonic() < until:
        time.sleep(0.01)
    pool = Pool(slots=tmp_path, size=1)
    with pytest.raises(NoSlotFree):
        pool.call(jobs.process, wait_seconds=0.1)

    other.kill()
    other.communicate()
    assert pool.call(jobs.process) > 0
    pool.close()


def _is_held(slot: Path) -> bool:
    try:
        with slot.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def test_a_folder_of_somebody_else_is_no_place_for_slots(tmp_path):
    strange = tmp_path if os.getuid() == 0 else Path("/")
    if strange == tmp_path:
        os.chown(tmp_path, 12345, 12345)
    with pytest.raises(NoSlotFree, match="belongs to another user"):
        Pool(slots=strange).call(jobs.process)


@pytest.mark.parametrize("job", ["sleep", "spin"])
def test_a_child_ends_when_its_parent_does_and_leaves_nothing(tmp_path, job):
    own = tmp_path / "temporary"
    own.mkdir()
    program = (
        "import sys, threading, time; from pathlib import Path; "
        "from ita_portal.sandbox import Pool; from tests import sandbox_jobs as jobs; "
        "pool = Pool(slots=Path(sys.argv[1]), size=1); "
        "print(pool.call(jobs.process), flush=True); "
        f"pool.call(jobs.{job}{', 60' if job == 'sleep' else ''})"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(own)},
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()

    until = time.monotonic() + 20
    while _is_running(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _is_running(child)
    assert list(own.iterdir()) == []


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_forked_process_has_children_of_its_own(pool):
    first = pool.call(jobs.process)
    readable, writable = os.pipe()
    forked = os.fork()
    if forked == 0:
        status = 1
        try:
            os.write(writable, str(pool.call(jobs.process)).encode())
            pool.close()
            status = 0
        finally:
            os._exit(status)
    os.close(writable)
    assert os.waitpid(forked, 0)[1] == 0
    with os.fdopen(readable) as answer:
        assert int(answer.read()) != first
    assert pool.call(jobs.process) == first
