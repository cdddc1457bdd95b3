"""The server that `make run` starts: first run, slow clients, a taken port, a clean stop."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.bench.slow_clients import besiege

ROOT = Path(__file__).resolve().parent.parent
START = [sys.executable, "-m", "ita_portal.setup.start"]
PATIENCE_SECONDS = 60


def surroundings(data: Path, port: int) -> dict[str, str]:
    """What a person's shell would give `make run`: a data folder and a port, no settings."""
    given = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    # the demo data has tests of its own and takes long
    return {**given, "DATA_DIR": str(data), "PORT": str(port), "HOST": "127.0.0.1", "DEMO": "off"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serves(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def comes_to(holds: Callable[[], bool]) -> bool:
    """Whether something holds before patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return held


def fetch(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.status, answer.read().decode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A first run in an empty folder: the folder and the port; it must end well when asked to.

    Another first start begins at the same moment. What both say lies beside the folder.
    """
    folder, port = tmp_path_factory.mktemp("first"), free_port()
    settings = surroundings(folder / "data", port)
    starts = []
    for name, command in (("served", START), ("prepared", [*START, "--prepare-only"])):
        with (folder / name).open("w") as said:
            starts.append(subprocess.Popen(command, cwd=ROOT, env=settings, stdout=said))
    process, other = starts
    assert other.wait(PATIENCE_SECONDS) == 0
    comes_to(lambda: serves(port) or process.poll() is not None)
    yield folder / "data", port
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_SECONDS) == 0


def test_the_first_run_serves_pages_and_style_sheets(served: tuple[Path, int]) -> None:
    data, port = served
    status, page = fetch(port, "/")
    style = page.split("/static/vendor/bootstrap.min.")[1].split('"')[0]

    assert (status, '<html lang="th"' in page) == (200, True)
    assert fetch(port, f"/static/vendor/bootstrap.min.{style}")[0] == 200
    assert sorted(path.name for path in data.iterdir() if not path.name.startswith("db.")) == [
        "settings.env",
        "static",
    ]


def test_two_first_starts_at_once_are_as_one(served: tuple[Path, int]) -> None:
    folder = served[0].parent
    said = [(folder / name).read_text("utf-8") for name in ("served", "prepared")]

    assert sorted(text.count("collecting") for text in said) == [0, 1]


@pytest.mark.parametrize("kind", ["headers", "body", "reading"])
def test_slow_clients_do_not_stop_the_others(served: tuple[Path, int], kind: str) -> None:
    _, port = served
    # in a thread of its own: where a browser test ran before, this one has a running loop
    with ThreadPoolExecutor(1) as thread:
        siege = besiege(port, "/", "/sign-in/", 100, [kind])
        answers = thread.submit(asyncio.run, siege).result()

    assert (answers.connected, answers.asked, answers.answered) == (100, 40, 40)


def test_a_taken_port_is_told(served: tuple[Path, int]) -> None:
    data, port = served
    environment = surroundings(data, port)
    done = subprocess.run(
        START, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == (
        f"\nCannot listen on 127.0.0.1:{port} (Address already in use). "
        "Another port: PORT=8001 make run\n"
    )


@pytest.mark.parametrize("key", ["PORT", "WEB_WORKERS"])
@pytest.mark.parametrize("value", ["abc", "0", "70000", "๘๐๐๐"])
def test_a_number_that_is_none_is_told_before_anything_is_made(
    tmp_path: Path, key: str, value: str
) -> None:
    environment = {**surroundings(tmp_path / "data", 8000), key: value}
    done = subprocess.run(
        START, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"\n{key} is {value!r}: write a whole number from 1 to 65535")
    assert not (tmp_path / "data").exists()


def test_what_stops_a_start_is_told_and_nothing_else(tmp_path: Path) -> None:
    file, settings = tmp_path / "data", surroundings(tmp_path / "data", 8000)
    file.write_text("")
    key = "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
    unsafe = {**settings, "SECRET_KEY": key, "DATA_DIR": str(tmp_path), "ALLOWED_HOSTS": "*"}
    told = []
    for environment in (settings, unsafe):
        done = subprocess.run(
            START, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        told.append(
            (done.returncode, done.stderr.strip().partition(" ")[0], "Trace" in done.stderr)
        )

    assert told == [(1, f"{file}:", False), (1, "ALLOWED_HOSTS", False)]


def test_an_empty_portal_starts_from_a_file_of_settings(
    tmp_path: Path, served: tuple[Path, int]
) -> None:
    """As on a server: nothing in the environment, no data folder yet, no demo.

    The static files of the other portal are used, which takes less time than to collect them.
    """
    data, port = tmp_path / "data", free_port()
    settings = {
        "SECRET_KEY": "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "ita.example.go.th",
        "BEHIND_PROXY": "on",
        "DATA_DIR": str(data),
        "STATIC_ROOT": str(served[0] / "static"),
        "PORT": str(port),
    }
    file = tmp_path / "portal.env"
    file.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
    given = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    own = {**given, "ENV_FILE": str(file), "SECRET_KEY": settings["SECRET_KEY"]}

    with subprocess.Popen(START, cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        assert comes_to(lambda: serves(port))
        process.kill()

    assert comes_to(lambda: not serves(port))  # its workers ended too: a next start finds it free
    assert f"http://127.0.0.1:{port}/" in said
    assert (data / "db.sqlite3").exists()
    assert data.stat().st_mode & 0o077 == 0
