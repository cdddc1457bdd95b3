"""Slow clients against a server on this machine, while others ask as usual.

python -m tests.bench.slow_clients PORT PAGE FORM CONNECTIONS [headers] [body] [reading]

Some connections drip their headers, some the body of a form, some read a page a few bytes at a
time. It talks to 127.0.0.1 only and stops by itself.
"""

import asyncio
import contextlib
import itertools
import socket
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

HOST = "127.0.0.1"
KINDS = ("headers", "body", "reading")
NORMAL_REQUESTS = 40
PATIENCE_SECONDS = 5.0
GIVE_UP_AFTER = 5  # normal requests in a row without an answer
DRIP_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True)
class Answers:
    """How the normal requests fared beside the slow ones."""

    connected: int
    asked: int
    answered: int
    median_ms: float
    worst_ms: float


def request(method: str, path: str, *extra: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "User-Agent: bench", *extra]
    return "\r\n".join([*lines, "", ""]).encode()


async def drip(port: int, sent_at_once: bytes, dripped: bytes) -> None:
    """Send the beginning as it is and the rest a byte at a time."""
    reader, writer = await asyncio.open_connection(HOST, port)
    with contextlib.closing(writer), contextlib.suppress(ConnectionError):
        writer.write(sent_at_once)
        for byte in dripped:
            await asyncio.sleep(DRIP_SECONDS)
            writer.write(bytes([byte]))
            await writer.drain()
        await reader.read(1)


async def sip(port: int, path: str) -> None:
    """Ask for a page and read it a few bytes at a time through a small window."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, (HOST, port))
    reader, writer = await asyncio.open_connection(sock=sock, limit=1024)
    with contextlib.closing(writer), contextlib.suppress(ConnectionError):
        writer.write(request("GET", path))
        while await reader.read(16):
            await asyncio.sleep(DRIP_SECONDS)


async def normal(port: int, path: str) -> float | None:
    """Seconds until a page had come whole; None when it did not come in time."""
    start = time.perf_counter()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            reader, writer = await asyncio.open_connection(HOST, port)
            with contextlib.closing(writer):
                writer.write(request("GET", path, "Connection: close"))
                answer = await reader.read(-1)
    except (TimeoutError, ConnectionError):
        return None
    return time.perf_counter() - start if answer.startswith(b"HTTP/1.1 200") else None


async def besiege(
    port: int, page: str, form: str, connections: int, kinds: Sequence[str] = KINDS
) -> Answers:
    """Open the slow connections, let them settle, ask for `page` as usual, let them go.

    `form` is an address that takes a form: with the token's cookie there, the check of the token
    has to read the body.
    """
    post = request(
        "POST",
        form,
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Length: 4000",
        f"Cookie: csrf={'a' * 32}",
    )
    start = {
        "headers": lambda: drip(port, b"", request("GET", page, "X-Slow: " + "x" * 4000)),
        "body": lambda: drip(port, post, b"a=" + b"b" * 3998),
        "reading": lambda: sip(port, page),
    }
    turns = itertools.islice(itertools.cycle(kinds), connections)
    slow = [asyncio.create_task(start[kind]()) for kind in turns]
    await asyncio.sleep(3)
    connected = sum(not task.done() for task in slow)
    times: list[float | None] = []
    while len(times) < NORMAL_REQUESTS and (
        len(times) < GIVE_UP_AFTER or any(times[-GIVE_UP_AFTER:])
    ):
        times.append(await normal(port, page))
    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    good = sorted(1000 * seconds for seconds in times if seconds is not None)
    return Answers(
        connected=connected,
        asked=len(times),
        answered=len(good),
        median_ms=statistics.median(good) if good else float("inf"),
        worst_ms=good[-1] if good else float("inf"),
    )


if __name__ == "__main__":
    given_port, given_page, given_form, given_count, *given_kinds = sys.argv[1:]
    answers = besiege(
        int(given_port), given_page, given_form, int(given_count), given_kinds or KINDS
    )
    print(asyncio.run(answers))
