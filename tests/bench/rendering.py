"""How long a PDF takes and how much memory, as ratios within one run.

python -m tests.bench.rendering [--quick]

The jobs of a line take turns, so that whatever else the machine does meets them all alike.
"""

from __future__ import annotations

import argparse
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
from tests.bench.synthetic import LAYOUT, synthetic
from tests.reports.seeds import NAMES, seed

Job = Callable[[], object]
ROOT = Path(__file__).resolve().parents[2]
PATIENT = Limits(seconds=1800, memory_bytes=4 << 30)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the result; `goal` is "at most 1.25" or ""."""

    name: str
    value: float
    unit: str = "x"
    goal: str = ""

    @property
    def holds(self) -> bool:
        word, _, bound = self.goal.rpartition(" ")
        if not word:
            return True
        return self.value <= float(bound) if word == "at most" else self.value >= float(bound)

    def __str__(self) -> str:
        verdict = f"  {self.goal}: {'yes' if self.holds else 'NO'}" if self.goal else ""
        return f"{self.name:58s} {self.value:9.2f} {self.unit:4s}{verdict}"


def in_turn(jobs: dict[str, Job], rounds: int) -> dict[str, list[float]]:
    """Seconds of each job in each round; once before that for nothing."""
    for job in jobs.values():
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


def report_figures(
    name: str, snapshot: ReportSnapshot, layout: LayoutSpec, rounds: int
) -> Iterator[Figure]:
    """One report against its peers."""
    with tempfile.TemporaryDirectory() as folder, browser() as print_page:
        page = Path(folder) / "report.html"
        page.write_bytes(FORMATS["html"].writer(snapshot, layout))
        jobs: dict[str, Job] = {
            "ours": warm(snapshot, layout),
            "bare WeasyPrint": bare(snapshot, layout),
            "warm Chromium": lambda: print_page(page),
            "cold Chromium": cold_browser(page),
        }
        office = cold_office(page)
        if office is not None:
            jobs["cold LibreOffice"] = office
        taken = in_turn(jobs, rounds)
    goals = {"bare WeasyPrint": 1.25, "warm Chromium": 3.5, "cold Chromium": 0.6}
    yield Figure(name=f"{name}: a PDF", value=statistics.median(taken["ours"]) * 1000, unit="ms")
    for peer in list(jobs)[1:]:
        goal = f"at most {goals.get(peer, 0.6)}"
        yield Figure(name=f"{name}: against {peer}", value=ratio(taken, "ours", peer), goal=goal)
    if office is None:
        print(f"{name}: against cold LibreOffice: not measured, it is not installed")


def growth_figures(rounds: int) -> Iterator[Figure]:
    """1000 rows against 100."""
    jobs = {str(rows): warm(synthetic(rows), LAYOUT) for rows in (100, 1000)}
    taken = in_turn(jobs, rounds)
    seconds = statistics.median(taken["1000"])
    yield Figure(name="1000 measures: a PDF", value=seconds, unit="s")
    grown = ratio(taken, "1000", "100")
    yield Figure(name="1000 measures against 100", value=grown, goal="at most 11")


def peak_mebibytes(measures: int) -> float:
    """The most memory that a fresh process had when it drew a report; called in the sandbox."""
    FORMATS["pdf"].writer(synthetic(measures), LAYOUT)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory_figures() -> Iterator[Figure]:
    for measures in (23, 100, 1000):
        peak = run(peak_mebibytes, measures, limits=PATIENT)
        goal = "at most 650" if measures == 1000 else ""
        yield Figure(name=f"{measures} measures: peak memory", value=peak, unit="MiB", goal=goal)


def worker_figures(rounds: int, calls: int) -> Iterator[Figure]:
    """Calls a second of two workers against one."""
    job = warm(synthetic(23), LAYOUT)

    def together(threads: int) -> Job:
        def many() -> None:
            workers = [
                threading.Thread(target=lambda: [job() for _ in range(calls // threads)])
                for _ in range(threads)
            ]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()

        return many

    taken = in_turn({"one": together(1), "two": together(2)}, rounds)
    value = ratio(taken, "one", "two")
    yield Figure(name="two workers against one", value=value, goal="at least 1.7")


def figures(*, quick: bool = False) -> Iterator[Figure]:
    """All figures of rendering."""
    rounds = 3 if quick else 7
    for name in NAMES[:1] if quick else NAMES:
        yield from report_figures(name, *seed(name), rounds)
    for measures in (23,) if quick else (23, 100):
        name = f"{measures} measures"
        yield from report_figures(name, synthetic(measures), LAYOUT, rounds)
    yield from worker_figures(rounds, calls=8)
    if not quick:
        yield from growth_figures(rounds=2)
        yield from memory_figures()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two reports, few rounds")
    print(f"{platform.platform()}, Python {platform.python_version()}")
    found = []
    for figure in figures(quick=parser.parse_args().quick):
        print(figure, flush=True)
        found.append(figure)
    sys.exit(not all(figure.holds for figure in found))


if __name__ == "__main__":
    main()
