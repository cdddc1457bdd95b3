"""Imports: from bytes to a reading, the child's start included, and the most memory of the child.

The largest seed is also brought in as an officer does: from the POST of the upload, through all
of the portal on a SQLite database, with a new child for the file, until the review page is there,
drawn whole; where the upload is answered before it is read, the page is asked for as its script
does. Of a browser, only sending and drawing are left out.

python -m tests.bench importing; BENCH_QUICK=1 leaves the tables of 1,000 rows out.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ita_portal.sandbox import run
from measures.importing import open_file, understand
from measures.importing.contained import LIMITS
from measures.importing.opening import read_parts
from measures.importing.tables import Block, Cell, Part, RawTable
from tests.bench.portal import answer_of
from tests.bench.results import Ratio
from tests.measures.importing import offices, printed

LARGEST, MEASURES = "002", 23
SECONDS = 2.0  # for a report to be on its review page
PATIENCE = (LIMITS.processor_seconds or LIMITS.seconds) / 2  # a thousand rows: half of it
MOST_BYTES = LIMITS.memory_bytes / 2
ROUNDS = 5
ROWS = 1_000
KINDS = ("docx", "xlsx", "html", "csv", "pdf")


def measure() -> Iterator[Ratio]:
    files = _files(offices.parts_of(LARGEST))
    yield from of_files(f"{MEASURES} measures", files, SECONDS)
    yield of_page(files["docx"])
    if not os.environ.get("BENCH_QUICK"):
        files = _files(_long_table(ROWS))
        yield from of_files("1,000 rows", files, PATIENCE)
        yield of_processor(files["pdf"])


def of_files(name: str, files: dict[str, bytes], seconds: float) -> Iterator[Ratio]:
    for kind, data in files.items():
        times = [_seconds(data) for _ in range(ROUNDS)]
        best = min(times)
        yield Ratio(
            name=f"{name} as {kind}, of {seconds:g} s",
            value=best / seconds,
            goal=1,
            is_ceiling=True,
            detail=f"{best:.2f} s at best, {max(times):.2f} s at worst of {ROUNDS}",
        )
        peak = run(peak_bytes, data, limits=LIMITS)
        yield Ratio(
            name=f"{name} as {kind}, memory of {MOST_BYTES / 2**20:.0f} MiB",
            value=peak / MOST_BYTES,
            goal=1,
            is_ceiling=True,
            detail=f"{peak / 2**20:.0f} MiB at most in the child",
            is_timed=False,
        )


def of_page(data: bytes) -> Ratio:
    """From the upload of a Word file to its review page."""
    with tempfile.TemporaryDirectory(prefix="ita-portal-bench-") as folder:
        file = Path(folder, "report.docx")
        file.write_bytes(data)
        call = f"main({str(file)!r}, {MEASURES})"
        times: list[float] = answer_of(f"from tests.bench.importing_page import main; {call}")
    return Ratio(
        name=f"{MEASURES} measures as docx, on its review page, of {SECONDS:g} s",
        value=min(times) / SECONDS,
        goal=1,
        is_ceiling=True,
        detail=f"{min(times):.2f} s at best, {max(times):.2f} s at worst of {len(times)}",
    )


def of_processor(data: bytes) -> Ratio:
    """What reading a PDF of 250 pages takes of a processor, whatever else that does meanwhile."""
    used = run(processor_seconds, data, limits=LIMITS)
    return Ratio(
        name=f"{ROWS:,} rows as pdf, processor time of {PATIENCE:g} s",
        value=used / PATIENCE,
        goal=1,
        is_ceiling=True,
        detail=f"{used:.2f} s from the start of the child",
    )


def processor_seconds(data: bytes) -> float:
    read_parts(data)
    return time.process_time()


def _seconds(data: bytes) -> float:
    began = time.perf_counter()
    reading = understand(open_file(data))
    if reading.report is None:
        raise RuntimeError(reading.refusal)
    return time.perf_counter() - began


def peak_bytes(data: bytes) -> int:
    """The most memory that a child has had once it has read a file.

    Not what getrusage tells: that counts what the parent had when the child was started.
    """
    read_parts(data)
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) << 10


def _files(parts: list[Part], kinds: Sequence[str] = KINDS) -> dict[str, bytes]:
    return {kind: _build(kind, parts) for kind in kinds}


def _build(kind: str, parts: list[Part]) -> bytes:
    if kind == "pdf":
        with tempfile.TemporaryDirectory() as folder:
            return printed.by_chromium([offices.as_html(parts)], Path(folder))[0]
    if kind == "csv":
        return offices.as_csv(offices.as_rows(parts))
    build = {"docx": offices.as_docx, "xlsx": offices.as_xlsx, "html": offices.as_html}[kind]
    return build(parts)


def _long_table(count: int) -> list[Part]:
    """The rows of a seed again and again, each with a number of its own."""
    table = next(part for part in offices.parts_of("000") if isinstance(part, RawTable))
    header, *rows = table.rows
    numbered = [
        (Cell(line=place, column=1, blocks=(Block(text=f"{place}"),)), *rows[place % len(rows)][1:])
        for place in range(1, count + 1)
    ]
    return [replace(table, rows=(header, *numbered))]
