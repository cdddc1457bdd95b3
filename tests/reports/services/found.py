"""What the search must hold of a record: what the public sees of it, whole, or nothing."""

from __future__ import annotations

from measures.services.rows import values_of
from reports.models import Report, SearchDocument
from reports.services.search import documents_of, search_faults

_FIELDS = ("version", "position", "issue", "is_issue_guessed", "title_length", "text")


def check_found(report: Report) -> None:
    """Its measures are found as the published version says them, and those of no other."""
    rows = SearchDocument.objects.filter(version__report=report).order_by("position")
    public = report.published_version
    wanted = documents_of(public) if public else []
    sought = [rows.holding((each.text[:10],)).first() for each in wanted]  # by the index
    assert [row and row.version_id for row in sought] == [each.version_id for each in wanted]
    assert [values_of(row, _FIELDS) for row in rows] == [
        values_of(each, _FIELDS) for each in wanted
    ]
    assert list(search_faults()) == []
