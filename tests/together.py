"""Runs calls at the same moment, each in a thread with a database connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from django.db import connections

T = TypeVar("T")


def together(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned, or the exception it raised; in the order of the calls."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait(timeout=30)
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(calls)) as threads:
        return list(threads.map(run, calls))


def aside(call: Callable[[], T]) -> T:
    """What a call returns that runs an event loop of its own, in a thread of its own.

    In the thread of the tests the loop of Playwright runs from the first browser to the end.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(call).result()


def outcome(results: list[Any]) -> list[str]:
    """The kinds of the results in alphabetical order: which call was first does not matter."""
    return sorted(type(result).__name__ for result in results)
