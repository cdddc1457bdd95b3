"""The real server killed in the midst of everything that people do: nothing that was
acknowledged is lost, nothing is there by half, and the next start goes on.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore

import pytest

from measures.services.sealing import chain_events
from reports.services.verification import faults
from tests.reports.server.acts import (
    Act,
    Approval,
    Copy,
    Correction,
    Export,
    Publication,
    Submission,
    Withdrawal,
)
from tests.reports.server.real_server import PATIENCE_SECONDS, RealServer, collect_static_files
from tests.reports.server.repeated import Repeated, Saving, Uploading

pytestmark = pytest.mark.django_db(transaction=True)
DECISIONS: list[type[Act]] = [
    Submission,
    Approval,
    Publication,
    Correction,
    Withdrawal,
    Export,
]
WORK: list[type[Act]] = [Copy, Saving, Uploading]
WARM = Publication  # the first drawing of a server starts a child


@pytest.fixture(scope="module")
def static(tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    collect_static_files(root)
    return root


@pytest.fixture
def server(settings, tmp_path, static):
    """A server whose record of heads is the test's own."""
    settings.AUDIT_HEADS = tmp_path / "heads.txt"
    made = RealServer(static)
    yield made
    made.kill()


def kill_amid(server: RealServer, acts: list[Act], dice: random.Random) -> None:
    """Begin all acts, and kill soon after so many of them were answered: none, some, or nearly all.

    Counted in answers, not in seconds, the kills fall amid the acts on a busy machine as well.
    """
    answered = Semaphore(0)
    starts = [dice.uniform(0, 0.3) for _ in acts]

    def run(act: Act, start: float) -> None:
        time.sleep(start)
        act.begin()
        answered.release()

    with ThreadPoolExecutor(len(acts)) as threads:
        running = [threads.submit(run, *pair) for pair in zip(acts, starts, strict=True)]
        for _ in range(dice.randint(0, sum(not isinstance(act, Repeated) for act in acts) - 1)):
            assert answered.acquire(timeout=PATIENCE_SECONDS)
        time.sleep(dice.uniform(0, 0.3))
        server.kill()
    for done in running:
        done.result()


def kill_often(
    server: RealServer, kinds: list[type[Act]], *, seed: int, times: int
) -> Counter[str]:
    """How many acts were answered in time, were there without an answer, or not there."""
    dice, found, lost = random.Random(seed), Counter[str](), set[str]()
    server.start()
    for _ in range(times):
        WARM(server).begin()
        acts = [kind(server) for kind in kinds]
        kill_amid(server, acts, dice)
        for act in acts:
            act.settle()
            act.check()
            lost |= act.lost
            found[act.ended] += 1
        server.start()
        for act in acts:
            act.again()
        chain_events()
        assert set(faults()) == lost
    return found


def test_the_server_killed_amid_everything_loses_nothing(server):
    kill_often(server, [*DECISIONS, *WORK], seed=0, times=1)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(1, 7))
def test_the_server_killed_amid_hundreds_of_decisions(server, seed):
    """Six times five kills, each amid two of each decision: 360 of these on either engine."""
    found = kill_often(server, [*DECISIONS, *DECISIONS, *WORK], seed=seed, times=5)

    print(dict(found))
    assert sum(found.values()) == 75
    assert found["not there"] > 0
