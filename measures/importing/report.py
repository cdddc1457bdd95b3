"""One source, read and understood: bytes in, a report's frozen input out."""

from __future__ import annotations

from measures.importing.opening import read_parts
from measures.importing.reading import Reading
from measures.importing.refusals import named
from measures.importing.tables import UnreadableFile
from measures.importing.understanding import understand
from measures.inputs import ReportInput


def read_report(data: bytes, *, filename: str = "") -> ReportInput:
    """Read a report from a file of any kind that `sources` knows.

    Words are kept as they are written, and each of a cell's is in a measure, in a column or in
    the quote of a problem. Raises UnreadableFile; its Thai message begins with the file's name.
    """
    return report_of(understand(read_parts(data, filename=filename)), filename)


def report_of(reading: Reading, filename: str = "") -> ReportInput:
    """The report that was understood. Raises UnreadableFile where there is none."""
    if reading.report is None:
        raise UnreadableFile(named(reading.refusal, filename))
    return reading.report
