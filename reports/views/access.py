"""Who may open a view of the official record."""

from measures.views.access import public

__all__ = ["public"]
