"""Pure readers: bytes of a file to the frozen inputs of a report, and what to look at.

`read_file` and `read_report` go all the way at once. An import that a person looks through takes
two steps: `open_file` gives a `Source`, and `understand` makes a `Reading` of it with `Choices`,
as often as they change. `to_plain` and `from_plain` turn all three into JSON and back.
"""

from measures.importing.choices import Choices
from measures.importing.contained import open_file, read_file
from measures.importing.reading import Reading, Source
from measures.importing.report import read_report
from measures.importing.stored import from_plain, to_plain
from measures.importing.tables import UnreadableFile
from measures.importing.understand import understand

__all__ = [
    "Choices",
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
