"""The administrators' pages of layouts and of the official record."""

from reports.admin import layouts, record

__all__ = ["layouts", "record"]
