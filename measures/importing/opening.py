"""The first step with a file, for its child, which loads nothing of the second."""

from __future__ import annotations

from measures.importing.reading import Source
from measures.importing.refusals import named
from measures.importing.sources import read_source
from measures.importing.tables import UnreadableFile
from measures.importing.wording import propose


def read_parts(data: bytes, *, filename: str = "") -> Source:
    """What stands in a file, and where; nothing of it understood yet. Raises UnreadableFile."""
    try:
        source = read_source(data)
    except UnreadableFile as error:
        raise UnreadableFile(named(str(error), filename)) from None
    return source if source.published else propose(source)
