"""Numbers of persons in the text of a document: which kinds, never the numbers themselves."""

from __future__ import annotations

from ita_portal.thai.privacy import personal_numbers
from measures.inspecting.results import Finding


def findings_in(text: str, *, page: int = 0) -> list[Finding]:
    """One finding a kind and page."""
    kinds = sorted({found.kind.value for found in personal_numbers(text)})
    return [Finding(kind=kind, page=page) for kind in kinds]
