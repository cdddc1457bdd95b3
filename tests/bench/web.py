"""The web server: published pages and files, slow clients, memory. Needs wrk; loopback only."""

import asyncio
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ita_portal.setup.start import server_command
from tests.bench.results import Ratio
from tests.bench.slow_clients import besiege

ROOT = Path(__file__).resolve().parents[2]
REPORT = ("takbai", "2564")  # the one of 23 measures
PAGE = f"/reports/{'/'.join(REPORT)}/"
FORM = "/sign-in/"
PDF = f"{PAGE}versions/1/pdf/"
ROUNDS, SECONDS, CONNECTIONS, SLOW = 3, 3, 16, 300


def measure() -> list[Ratio]:
    data = tempfile.mkdtemp(prefix="ita-portal-bench-")
    os.environ["DATA_DIR"] = data
    try:
        prepare()
        with serving("tests.bench.bare_application:application", "granian") as server:
            rate(server.port, "/ok/")
            bare = server.memory()
        with serving("tests.bench.web_application:application") as server:
            return [*requests(server), *memory(server, bare), *siege(server), *pages()]
    finally:
        shutil.rmtree(data)


def prepare() -> None:
    command = [sys.executable, "-m", "ita_portal.setup.start", "--prepare-only"]
    subprocess.run(command, cwd=ROOT, check=True)


@dataclass(frozen=True, kw_only=True)
class Memory:
    """MB of the largest of the processes that answer, and of all processes of the server."""

    process: float
    server: float
    threads: int


class Server:
    """A running server with its processes."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.port = port
        self._process = process

    def memory(self) -> Memory:
        """The more of the machine others use, the more threads there are: each takes some 50 KB."""
        main = self._process.pid
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        workers = [c for c in children if "tracker" not in Path(f"/proc/{c}/cmdline").read_text()]
        largest = max(workers, key=share)
        threads = re.search(r"Threads:\s+(\d+)", Path(f"/proc/{largest}/status").read_text())
        assert threads
        return Memory(
            process=share(largest),
            server=sum(map(share, [str(main), *workers])),
            threads=int(threads[1]),
        )


def share(process: str) -> float:
    """MB of a process: what it has alone, and its part of what it has together with others."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
    assert found
    return int(found[1]) / 1024


@contextmanager
def serving(application: str, server: str = "ita_portal.setup.serving") -> Iterator[Server]:
    """Serve as `make run` does, on a free port; or with `server` instead of our own start of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = server_command("127.0.0.1", str(port), application, server)
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_for(port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")


def rate(port: int, path: str, seconds: int = 1) -> float:
    """Requests answered in a second."""
    url = f"http://127.0.0.1:{port}{path}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if not found or "Non-2xx" in said:
        raise RuntimeError(f"{url}: {said}")
    return float(found[1])


def requests(server: Server) -> list[Ratio]:
    """A published page and a stored PDF beside a view that says "ok", in turn."""
    paths = ("/ok/", PAGE, PDF)
    for path in paths:
        rate(server.port, path)
    rounds = [{path: rate(server.port, path, SECONDS) for path in paths} for _ in range(ROUNDS)]
    medians = {path: statistics.median(one[path] for one in rounds) for path in paths}
    detail = f"a second: ok {medians['/ok/']:.0f}, this {{:.0f}}"
    return [
        Ratio(
            name=f'{name} beside "ok", requests a second',
            value=medians[path] / medians["/ok/"],
            goal=0.8,
            is_ceiling=False,
            detail=detail.format(medians[path]),
        )
        for name, path in (("published page", PAGE), ("stored PDF", PDF))
    ]


def memory(server: Server, bare: Memory) -> list[Ratio]:
    used = server.memory()
    return [
        Ratio(
            name=f"memory of {whose} beside a bare Django project's",
            value=ours / theirs,
            goal=1.3,
            is_ceiling=True,
            detail=f"{ours:.0f} MB, {theirs:.0f} MB; {used.threads} and {bare.threads} threads",
            is_timed=False,
        )
        for whose, ours, theirs in (
            ("a server process", used.process, bare.process),
            ("all server processes", used.server, bare.server),
        )
    ]


def siege(server: Server) -> list[Ratio]:
    answers = asyncio.run(besiege(server.port, PAGE, FORM, SLOW))
    return [
        Ratio(
            name=f"normal requests answered beside {answers.connected} slow clients",
            value=answers.answered / answers.asked if answers.connected == SLOW else 0,
            goal=1,
            is_ceiling=False,
            detail=f"median {answers.median_ms:.0f} ms, worst {answers.worst_ms:.0f} ms",
        )
    ]


def pages() -> list[Ratio]:
    command = [sys.executable, "-m", "tests.bench.web_pages", *REPORT]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    whole, bare = map(float, said.split())
    return [
        Ratio(
            name="page of 23 measures drawn anew beside its bare template, per second",
            value=bare / whole,
            goal=0.75,
            is_ceiling=False,
            detail=f"{whole * 1000:.1f} ms, {bare * 1000:.1f} ms",
        )
    ]
