"""PDFs: time and memory, as ratios within one run. The jobs of a report take turns.

python -m tests.bench rendering; BENCH_QUICK=1 measures two reports in few rounds.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import weasyprint
from playwright.sync_api import sync_playwright

from ita_portal.sandbox import Limits, run
from reports.layouts import LayoutSpec
from reports.rendering import FORMATS
from reports.rendering.faces import FILES, FONTS
from reports.rendering.frame import place_names
from reports.rendering.grid import build_grid
from reports.rendering.pages import make_pages
from reports.rendering.worker import render
from reports.rendering.write_pages import sheet_css, write_pages
from reports.snapshot import ReportSnapshot, from_json, to_json
from tests.bench.results import Ratio
from tests.bench.synthetic import LAYOUT, synthetic
from tests.reports.seeds import NAMES, seed

Job = Callable[[], object]
PATIENT = Limits(seconds=1800, memory_bytes=4 << 30)
GOALS = {"bare WeasyPrint": 1.25, "warm Chromium": 3.5, "cold Chromium": 0.6}
GOALS["cold LibreOffice"] = 0.6
# how often each job of a report takes its turn: some peers take half a minute for a large one
ROUNDS = {23: 7, 100: 3, 1000: 2}
SEED_ROUNDS = 5
FEW = 3
PDFS = 40  # that one or two workers make


def measure() -> Iterator[Ratio]:
    quick = bool(os.environ.get("BENCH_QUICK"))
    if shutil.which("soffice") is None:
        print("  LibreOffice is not installed here and is not measured")
    for name in NAMES[:1] if quick else NAMES:
        yield from against_peers(f"example {name}", *seed(name), rounds=SEED_ROUNDS)
    for measures in (23,) if quick else (23, 100):
        yield from against_peers(
            f"{measures} measures", synthetic(measures), LAYOUT, rounds=ROUNDS[measures]
        )
    yield two_workers(rounds=SEED_ROUNDS)
    if not quick:
        yield from a_thousand()
        yield peak_memory()


def in_turn(jobs: dict[str, Job], rounds: int) -> dict[str, list[float]]:
    """Seconds of each job in each round; before that each once for nothing, unless it is long."""
    for job in jobs.values() if rounds >= FEW else ():
        job()
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            began = time.perf_counter()
            job()
            taken[name].append(time.perf_counter() - began)
    return taken


def ratio(taken: dict[str, list[float]], over: str, under: str) -> float:
    pairs = zip(taken[over], taken[under], strict=True)
    return statistics.median(ours / theirs for ours, theirs in pairs)


def warm(snapshot: ReportSnapshot, layout: LayoutSpec) -> Job:
    """From the values that the database keeps to the bytes, through the warm worker."""
    content, spec = to_json(snapshot), layout.to_json()

    def job() -> bytes:
        return render("pdf", from_json(content), LayoutSpec.from_json(spec), limits=PATIENT)

    return job


def bare(snapshot: ReportSnapshot, layout: LayoutSpec) -> Job:
    """WeasyPrint as it comes, on the HTML that we give it: no tags, no archive format."""
    grid = build_grid(snapshot, layout)
    sheets = make_pages(grid, place_names(snapshot.organization))
    html = write_pages(grid, sheets, version_label="", is_draft=False, drawn_at=None)
    css = sheet_css()
    for name, file in FILES.items():
        css = css.replace(f"portal:{name}", (FONTS / file).as_uri())
    html = html.replace("</head>", f"<style>{css}</style></head>")
    return lambda: weasyprint.HTML(string=html).write_pdf()


@contextmanager
def browser() -> Iterator[Callable[[Path], bytes]]:
    """Chromium kept warm: prints a page to PDF."""
    with sync_playwright() as player:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        chromium = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = chromium.new_page()

        def print_page(path: Path) -> bytes:
            page.goto(path.as_uri())
            page.evaluate("document.fonts.ready.then(() => 0)")
            return page.pdf(prefer_css_page_size=True, print_background=True)

        yield print_page
        chromium.close()


def cold_browser(path: Path) -> Job:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]

    def job() -> object:
        with tempfile.TemporaryDirectory() as folder:
            where = [f"--user-data-dir={folder}/p", f"--print-to-pdf={folder}/x.pdf"]
            return subprocess.run(
                [*command, *where, path.as_uri()], check=True, capture_output=True
            )

    return job


def cold_office(path: Path) -> Job | None:
    program = shutil.which("soffice")
    if program is None:
        return None

    def job() -> object:
        with tempfile.TemporaryDirectory() as folder:
            profile = f"-env:UserInstallation={Path(folder).as_uri()}/p"
            command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
            return subprocess.run([*command, str(path)], check=True, capture_output=True)

    return job


@contextmanager
def peers(snapshot: ReportSnapshot, layout: LayoutSpec) -> Iterator[dict[str, Job]]:
    """One report, drawn by us warm, and by others."""
    with tempfile.TemporaryDirectory() as folder, browser() as print_page:
        page = Path(folder) / "report.html"
        page.write_bytes(FORMATS["html"].writer(snapshot, layout))
        jobs: dict[str, Job] = {
            "ours": warm(snapshot, layout),
            "bare WeasyPrint": bare(snapshot, layout),
            "warm Chromium": lambda: print_page(page),
            "cold Chromium": cold_browser(page),
        }
        if office := cold_office(page):
            jobs["cold LibreOffice"] = office
        yield jobs


def against_peers(
    name: str, snapshot: ReportSnapshot, layout: LayoutSpec, *, rounds: int
) -> Iterator[Ratio]:
    with peers(snapshot, layout) as jobs:
        taken = in_turn(jobs, rounds)
    yield from compared(name, taken)


def a_thousand() -> Iterator[Ratio]:
    """A thousand measures against the peers, and against a hundred."""
    snapshot = synthetic(1000)
    with peers(snapshot, LAYOUT) as jobs:
        jobs.pop("cold LibreOffice", None)  # takes minutes
        yield from compared("1000 measures", in_turn(jobs, ROUNDS[1000]))
    ours = {"1000": warm(snapshot, LAYOUT), "100": warm(synthetic(100), LAYOUT)}
    taken = in_turn(ours, SEED_ROUNDS)
    yield Ratio(
        name="1000 measures against 100",
        value=ratio(taken, "1000", "100"),
        goal=11,
        is_ceiling=True,
        detail=f"{milliseconds(taken['1000'])} to {milliseconds(taken['100'])}, {load()}",
    )


def compared(name: str, taken: dict[str, list[float]]) -> Iterator[Ratio]:
    for peer in list(taken)[1:]:
        yield Ratio(
            name=f"{name}, warm: against {peer}",
            value=ratio(taken, "ours", peer),
            goal=GOALS[peer],
            is_ceiling=True,
            detail=f"{milliseconds(taken['ours'])} to {milliseconds(taken[peer])}, {load()}",
        )


def load() -> str:
    """How busy others keep the machine. With more than one process on a core, ratios mislead:

    started by root, Chromium takes precedence over all others; two workers have one core.
    """
    return f"load {os.getloadavg()[0]:.1f}"


def milliseconds(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.0f} ms"


def two_workers(*, rounds: int) -> Ratio:
    """The time of so many PDFs one after another, over that of two at a time."""
    job = warm(synthetic(23), LAYOUT)

    def together(threads: int) -> Job:
        def many() -> None:
            workers = [
                threading.Thread(target=lambda: [job() for _ in range(PDFS // threads)])
                for _ in range(threads)
            ]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()

        return many

    taken = in_turn({"one": together(1), "two": together(2)}, rounds)
    return Ratio(
        name="two workers against one",
        value=ratio(taken, "one", "two"),
        goal=1.7,
        is_ceiling=False,
        detail=f"{PDFS} PDFs of 23 measures: {milliseconds(taken['one'])} and "
        f"{milliseconds(taken['two'])}, {load()}",
    )


def peak_memory() -> Ratio:
    peaks = {rows: run(peak_mebibytes, rows, limits=PATIENT) for rows in (23, 100, 1000)}
    return Ratio(
        name="1000 measures: peak memory of the worker in MiB",
        value=peaks[1000],
        goal=650,
        is_ceiling=True,
        detail=", ".join(f"{rows} measures: {peak:.0f} MiB" for rows, peak in peaks.items()),
        is_timed=False,
    )


def peak_mebibytes(measures: int) -> float:
    """The most memory that a fresh process had when it drew a report; called in the sandbox."""
    FORMATS["pdf"].writer(synthetic(measures), LAYOUT)
    # not what getrusage tells, which counts the process that started this one as well
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
