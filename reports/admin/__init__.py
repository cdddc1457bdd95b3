"""The administrators' pages of criteria, of layouts and of the official record."""

from reports.admin import criteria, layouts, record

__all__ = ["criteria", "layouts", "record"]
