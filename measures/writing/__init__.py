"""A measure as its editor sees it, texts by key; pure, both ways lossless.

A key is `title`, `outputs`, `extra-<of its heading>`, or `step-<key of the row>-text` and its like.
"""

from measures.writing.changes import BadChanges, Change, read_changes
from measures.writing.difference import Part, difference
from measures.writing.keys import (
    MEASURE_FIELDS,
    STEP_FIELDS,
    FieldSpec,
    Key,
    Shape,
    cell_keys,
    measure_key,
    read_key,
    step_key,
)
from measures.writing.lists import (
    items_from_text,
    owners_from_text,
    text_of_items,
    text_of_owners,
)
from measures.writing.marks import remarked
from measures.writing.merging import Merged, Unmerged, merge
from measures.writing.outline import (
    OutlineRefusal,
    Row,
    RowGone,
    indented,
    inserted,
    moved,
    outdented,
    placed,
    without,
)
from measures.writing.values import (
    BadValue,
    day_text,
    normal,
    normal_items,
    read_day,
    read_period,
)

__all__ = [
    "MEASURE_FIELDS",
    "STEP_FIELDS",
    "BadChanges",
    "BadValue",
    "Change",
    "FieldSpec",
    "Key",
    "Merged",
    "OutlineRefusal",
    "Part",
    "Row",
    "RowGone",
    "Shape",
    "Unmerged",
    "cell_keys",
    "day_text",
    "difference",
    "indented",
    "inserted",
    "items_from_text",
    "measure_key",
    "merge",
    "moved",
    "normal",
    "normal_items",
    "outdented",
    "owners_from_text",
    "placed",
    "read_changes",
    "read_day",
    "read_key",
    "read_period",
    "remarked",
    "step_key",
    "text_of_items",
    "text_of_owners",
    "without",
]
