"""Pure readers: bytes of a file to the frozen inputs of a report, and what to look at."""

from measures.importing.contained import read_file
from measures.importing.report import read_report
from measures.importing.tables import UnreadableFile

__all__ = ["UnreadableFile", "read_file", "read_report"]
