"""A report frozen for the record: what a version stores and every writer draws from.

The JSON shape is the one that `manage.py import_table --json` prints, with `schema`, and with
`version` around a published one; `reports/report.schema.json` describes it. Schema 2 added
`place_text`, `annex_lead` and `assessment_year`, schema 3 `evidence` of a measure, schema 4
`criteria`, schema 5 `emblem`, each left out where there is none.
"""

from reports.snapshot.hashes import canonical_json, fingerprint, seen_sha256
from reports.snapshot.json_form import SCHEMA, from_json, to_json
from reports.snapshot.shape import (
    AnnexEntry,
    Asked,
    Criteria,
    Emblem,
    Evidence,
    Extra,
    Ita,
    Item,
    MeasureRow,
    Organization,
    Period,
    ReportSnapshot,
    StepRow,
)

__all__ = [
    "SCHEMA",
    "AnnexEntry",
    "Asked",
    "Criteria",
    "Emblem",
    "Evidence",
    "Extra",
    "Ita",
    "Item",
    "MeasureRow",
    "Organization",
    "Period",
    "ReportSnapshot",
    "StepRow",
    "canonical_json",
    "fingerprint",
    "from_json",
    "seen_sha256",
    "to_json",
]
