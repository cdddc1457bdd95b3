"""The administrators' pages of the working data: they read, the services write."""

from measures.admin import (
    accounts,
    audit,
    imports,
    measures,
    memberships,
    organizations,
    plans,
    reference,
    stock,
)

__all__ = [
    "accounts",
    "audit",
    "imports",
    "measures",
    "memberships",
    "organizations",
    "plans",
    "reference",
    "stock",
]
