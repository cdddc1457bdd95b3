"""Pure readers: bytes of a file to the frozen inputs of a report, and what to look at.

`read_file` and `read_report` go all the way at once. An import that a person looks through takes
two steps: `open_file` gives a `Source`, and `understand` makes a `Reading` of it with `Choices`,
as often as they change. `to_plain` and `from_plain` turn all three into JSON and back.

What reads is large, and most web processes are never asked to: it is loaded by the first call.
"""

from __future__ import annotations

from collections.abc import Callable

from measures.importing.choices import Choices
from measures.importing.progress import Progress
from measures.importing.reading import Reading, Source
from measures.importing.stored import from_plain, to_plain
from measures.importing.tables import UnreadableFile
from measures.inputs import ReportInput

__all__ = [
    "Choices",
    "Progress",
    "Reading",
    "Source",
    "UnreadableFile",
    "from_plain",
    "open_file",
    "read_file",
    "read_report",
    "to_plain",
    "understand",
]


def open_file(
    data: bytes, *, filename: str = "", heard: Callable[[Progress], None] | None = None
) -> Source:
    """What stands in a file and where; only the portal's own JSON is read in this process.

    How far it is goes to `heard`. Raises UnreadableFile.
    """
    from measures.importing import contained  # noqa: PLC0415 -- large

    return contained.open_file(data, filename=filename, heard=heard)


def read_file(data: bytes, *, filename: str = "") -> ReportInput:
    """As `read_report`, but a stranger's file is opened in a child. Raises UnreadableFile."""
    from measures.importing import contained  # noqa: PLC0415 -- large

    return contained.read_file(data, filename=filename)


def read_report(data: bytes, *, filename: str = "") -> ReportInput:
    """Read a report from a file of any kind that `sources` knows.

    Words are kept as they are written, and each of a cell's is in a measure, in a column or in
    the quote of a problem. Raises UnreadableFile; its Thai message begins with the file's name.
    """
    from measures.importing import report  # noqa: PLC0415 -- large

    return report.read_report(data, filename=filename)


def understand(source: Source, choices: Choices | None = None) -> Reading:
    """The report in a source, with where each value came from and what to look at.

    What is no report has a refusal instead, and its tables, from which a person may choose.
    """
    from measures.importing import understanding  # noqa: PLC0415 -- large

    return understanding.understand(source, choices)
