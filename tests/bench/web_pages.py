"""The report page of 23 measures drawn anew, beside its bare template: two medians in seconds.

python -m tests.bench.web_pages CODE YEAR; run with the settings of a portal that holds the demo.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string

ROUNDS = 40


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def started(status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[..., Any]:
    """What a server gives an application to begin its answer with; the bodies are enough here."""
    return bytes


def main(code: str, year: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
    from ita_portal.wsgi import application  # noqa: PLC0415 -- needs the settings
    from reports import queries  # noqa: PLC0415 -- needs the settings
    from reports.views.pages import STORE  # noqa: PLC0415 -- needs the settings
    from reports.views.report_page import context_of  # noqa: PLC0415 -- needs the settings

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/reports/{code}/{year}/",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
    }

    def uncached() -> None:
        STORE.clear()
        answer = application({**environ, "wsgi.input": BytesIO()}, started)
        assert len(b"".join(answer)) > 10_000
        answer.close()

    page = queries.report_page(code, int(year), None)
    assert page is not None
    context = context_of(page)
    template = "reports/public/report_detail.html"
    pairs = [
        (timed(uncached), timed(lambda: render_to_string(template, context))) for _ in range(ROUNDS)
    ]
    print(*(statistics.median(times) for times in zip(*pairs[5:], strict=True)))


if __name__ == "__main__":
    main(*sys.argv[1:])
