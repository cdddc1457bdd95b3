"""Brings the data up to date and becomes the web server. Runs in the virtual environment.

python -m ita_portal.setup.start [--prepare-only]
"""

import io
import os
import resource
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from ita_portal.sandbox import remove_left_over
from ita_portal.setup import embedded, stamps
from ita_portal.setup.database import check_database
from ita_portal.setup.shell import ROOT, SetupFailed, in_words, one_at_a_time, say

PRINT_ONLY = "print-fonts"
SERVER = "ita_portal.setup.serving"
# a client that drips its request holds a thread and no more; enough of them for a thousand
SLOW_CLIENTS = ["--backlog", "2048", "--backpressure", "1024", "--blocking-threads", "512"]
SLOW_CLIENTS += ["--workers-kill-timeout", "5", "--respawn-failed-workers"]

# else each of many threads takes memory of its own and keeps it, in Python and in the server
LEAN = ["MALLOC_ARENA_MAX=1"]
LEAN += ["_RJEM_MALLOC_CONF=narenas:1,tcache:false,dirty_decay_ms:100,muzzy_decay_ms:0"]


def main(*, serve: bool) -> None:
    check_numbers()
    with one_at_a_time(ROOT):
        make_settings()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
        django.setup()  # from here on the environment has what the files of settings say
        check_numbers()
        prepare()
    if serve:
        host, port = os.environ.get("HOST") or "127.0.0.1", number("PORT", "8000")
        refuse_taken(host, int(port))
        tell(host, port)
        become_server(host, port)


def make_settings() -> None:
    """Where nobody has set anything, make settings for this machine alone."""
    if "SECRET_KEY" not in os.environ and not (ROOT / ".env").exists():
        embedded.provide(ROOT / (os.environ.get("DATA_DIR") or "var"))


def check_numbers() -> None:
    number("PORT", "8000")
    number("WEB_WORKERS", "2")


def number(key: str, default: str) -> str:
    """A whole number of the environment, between 1 and 65535."""
    text = os.environ.get(key) or default
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise SetupFailed(
            f"{key} is {text!r}: write a whole number from 1 to 65535, such as {key}={default}."
        )
    return text


def prepare() -> None:
    """Migrate, load the demo data once, index it, collect changed static files; tidy up."""
    Path(settings.DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    check_database()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference", verbosity=0)
    remove_left_over()
    check_certificate()
    check_heads()
    if settings.DEMO:
        load_demo()
    call_command("reindex", verbosity=0)
    root = Path(settings.STATIC_ROOT)
    value = stamps.digest([ROOT / "static", django.get_version()])
    if not stamps.is_fresh(root / ".stamp", value):
        say("collecting the static files")
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=[PRINT_ONLY])
        stamps.write(root / ".stamp", value)


def check_certificate() -> None:
    """Refuse one that can never sign; one that has run out keeps from publishing, not reading."""
    if not settings.SIGNING_CERTIFICATE:
        return
    try:
        call_command("signing_certificate", stdout=io.StringIO())
    except CommandError as error:
        if error.returncode == 1:
            raise SetupFailed(f"SIGNING_CERTIFICATE cannot be used: {error}") from error
        say(f"SIGNING_CERTIFICATE: {error}")


def check_heads() -> None:
    """Refuse a place that cannot be written: no decision on a report could be recorded."""
    path = Path(settings.AUDIT_HEADS)
    there = next(place for place in (path, *path.parents) if place.exists())
    if not os.access(there, os.W_OK) or (there != path and not there.is_dir()):
        raise SetupFailed(f"AUDIT_HEADS is {path}, which cannot be written: name another place.")


def load_demo() -> None:
    """Load the demo data unless it is there; data of the installation's own keeps it out."""
    if not accounts().exists():
        say("loading the demo data: five real reports")
    try:
        call_command("load_demo", stdout=io.StringIO())
    except CommandError as error:
        say(str(error))


def accounts() -> Path:
    """Where the loader of the demo data writes who may sign in."""
    return Path(settings.DATA_DIR) / "demo-accounts.txt"


def refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SetupFailed(
                f"Cannot listen on {host}:{port} ({error.strerror}). "
                "Another port: PORT=8001 make run"
            ) from error


def tell(host: str, port: str) -> None:
    print(f"\nพอร์ทัลเปิดที่ / The portal is at  http://{host}:{port}/", flush=True)
    if settings.DEMO and accounts().exists():
        print(f"\n{shown_accounts(accounts().read_text('utf-8'))}", flush=True)
    print("\nหยุดด้วย / Stop with  Ctrl-C\n", flush=True)


def shown_accounts(text: str) -> str:
    """The password, the accounts of all organizations and those of the first; where the rest is."""
    parts = text.strip().split("\n\n")
    rest = parts[3:]
    more = [f"อีก {len(rest)} หน่วยงาน / {len(rest)} more: {accounts()}"] if rest else []
    return "\n\n".join([*parts[:3], *more])


def server_command(host: str, port: str, application: str, server: str = SERVER) -> list[str]:
    """The command that serves a WSGI application the way `make run` does."""
    options = ["-m", server, "--interface", "wsgi", "--host", host, "--port", port]
    options += ["--workers", number("WEB_WORKERS", "2"), "--no-ws", "--log-level", "error"]
    return ["env", *LEAN, sys.executable, *options, *SLOW_CLIENTS, application]


def become_server(host: str, port: str) -> None:
    """Replace this process by the server, so that signals reach it directly."""
    connections.close_all()
    # a slow client holds a file descriptor
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.chdir(ROOT)
    command = server_command(host, port, "ita_portal.wsgi:application")
    os.execvp(command[0], command)  # noqa: S606 -- no shell is wanted


if __name__ == "__main__":
    try:
        main(serve="--prepare-only" not in sys.argv)
    except (SetupFailed, ImproperlyConfigured) as failed:
        sys.exit(f"\n{failed}")
    except OSError as failed:
        sys.exit(f"\n{in_words(failed)}")
