"""Who may open a view of the official record."""

from __future__ import annotations

from measures.views.access import View, public


def public_page(view: View) -> View:
    """Mark a view that is the same for everyone: it is answered before sessions come into play."""
    marked = public(view)
    marked.is_same_for_all = True  # type: ignore[attr-defined]  # views bear their marks
    return marked
