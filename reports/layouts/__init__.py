"""The shape of the official table: which columns, in which order, under which headings."""

from reports.layouts.derived import layout_for
from reports.layouts.sharing import share_widths, unprinted
from reports.layouts.spec import (
    FIELDS,
    Column,
    Digits,
    InvalidLayout,
    LayoutSpec,
    Rows,
    Signature,
    least_width,
    validate,
)
from reports.layouts.standard import EXAMPLES, STANDARD

__all__ = [
    "EXAMPLES",
    "FIELDS",
    "STANDARD",
    "Column",
    "Digits",
    "InvalidLayout",
    "LayoutSpec",
    "Rows",
    "Signature",
    "layout_for",
    "least_width",
    "share_widths",
    "unprinted",
    "validate",
]
