"""The five real reports that come with the project, and their cells as their source has them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from ita_portal.thai.text import squash
from measures.importing import read_report
from measures.inputs import ReportInput

DEMO = Path(__file__).parents[3] / "measures" / "demo"
NAMES = ("000", "001", "002", "003", "004")


def source(name: str) -> bytes:
    return (DEMO / f"{name}.txt").read_bytes()


@cache
def report(name: str) -> ReportInput:
    """As it is read, which takes a tenth of a second; it is frozen."""
    return read_report(source(name))


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each line that has tabs, without tags and white space."""
    for line in text.split("\n"):
        if "\t" in line:
            yield [squash(_without_tags(cell)) for cell in line.split("\t")]


def _without_tags(cell: str) -> str:
    class Words(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

    found: list[str] = []
    parser = Words()
    parser.feed(cell)
    parser.close()
    return "".join(found)
