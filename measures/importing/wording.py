"""Suggestions on words that look damaged by printing and scanning; the words stay as they are."""

from __future__ import annotations

from measures.importing.problems import Problems
from measures.importing.rows import Sections


def suggest(sections: Sections, problems: Problems) -> None:
    """Report what looks damaged in the texts before the table and in its cells."""
