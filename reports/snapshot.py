"""A report frozen for the record: what a version stores and every writer draws from.

The JSON shape is the one that `manage.py import_table --json` prints, with `schema`, and with
`version` around a published one; `reports/report.schema.json` describes it. Schema 2 added
`place_text`, `annex_lead` and `assessment_year`, schema 3 `evidence` of a measure, schema 4
`criteria`, schema 5 `emblem`, each left out where there is none.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, TypeVar

SCHEMA = 5
_SINCE_2 = ("place_text", "annex_lead", "assessment_year")

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Period:
    """`start` and `end` are ISO dates or None; `text` is what is printed."""

    text: str = ""
    kind: str = ""
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One output, outcome or suggestion with its list mark as printed."""

    text: str
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Extra:
    """A cell under a heading that no field stands for."""

    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """One step; `depth` 0-2 nests it under the nearest step above of a smaller depth."""

    text: str
    mark: str = ""
    depth: int = 0
    owners: tuple[str, ...] = ()
    period: Period = Period()
    outputs: tuple[Item, ...] = ()
    suggestions: tuple[Item, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A photo, a file or a link that stands for a measure in the annex.

    Its bytes are those of `sha256`, which the version keeps; a photo has a small picture too, and
    `width` and `height` in pixels. A link has only its `url`.
    """

    kind: str
    caption: str
    sha256: str = ""
    thumbnail_sha256: str = ""
    media_type: str = ""
    size_bytes: int = 0
    width: int | None = None
    height: int | None = None
    page_count: int | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Emblem:
    """The picture of the organization's emblem, which the version keeps; its size in pixels."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class MeasureRow:
    """One measure; `number` as printed, `title` one activity a line."""

    title: str
    number: str = ""
    issue: str = ""
    status: str = "not_started"
    expected_on: str | None = None
    status_reason: str = ""
    period: Period = Period()
    owners: tuple[str, ...] = ()
    steps_lead: str = ""
    steps: tuple[StepRow, ...] = ()
    outputs: tuple[Item, ...] = ()
    outcomes: tuple[Item, ...] = ()
    suggestions: tuple[Item, ...] = ()
    extras: tuple[Extra, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnnexEntry:
    """One heading of the annex with the words under it."""

    number: str
    heading: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Organization:
    """The organization under the name it had; `code` is its permanent code, "" outside a plan."""

    name: str = ""
    kind: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Ita:
    """The ITA result quoted; `total` is text with two places."""

    year: int | None = None
    total: str | None = None
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One element that a round asks for; without `is_required` it may be missing."""

    field: str
    label: str
    is_required: bool = True


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What the ITA round of `year` asked of the report on that day; `code` is of its item."""

    year: int
    code: str = ""
    title: str = ""
    is_confirmed: bool = False
    elements: tuple[Asked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportSnapshot:
    """Everything that is shown of one report, and nothing that is not.

    `place_text` is the line below the title as written; "" leaves it to the organization.
    `assessment_year` is the ITA round that the report answers, `criteria` what that asks for.
    `emblem` is there where the layout prints it.
    """

    organization: Organization
    fiscal_year: int | None
    title: str
    assessment_year: int | None = None
    criteria: Criteria | None = None
    place_text: str = ""
    cover: tuple[str, ...] = ()
    introduction: str = ""
    ita: Ita = Ita()
    issues: tuple[str, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    annex_heading: str = ""
    annex_lead: str = ""
    annex: tuple[AnnexEntry, ...] = ()
    emblem: Emblem | None = None


def to_json(snapshot: ReportSnapshot) -> dict[str, Any]:
    """Plain JSON values, with the lowest `schema` that has a place for all of them.

    So what was frozen in an older schema has the same JSON, and the same hash, for ever.
    """
    plain = _plain(snapshot)
    newer = [name for name in _SINCE_2 if plain[name]]
    plain = {name: plain[name] for name in plain if name not in _SINCE_2 or name in newer}
    if snapshot.criteria is None:
        del plain["criteria"]
    for measure in plain["measures"]:
        measure["owners"] = [{"text": text} for text in measure["owners"]]
        for step in measure["steps"]:
            step["owners"] = [{"text": text} for text in step["owners"]]
        if not measure["evidence"]:
            del measure["evidence"]
    has_evidence = any("evidence" in measure for measure in plain["measures"])
    if not plain["emblem"]:
        del plain["emblem"]
    least = 4 if snapshot.criteria else 3 if has_evidence else 2 if newer else 1
    return {"schema": 5 if snapshot.emblem else least, **plain}


def canonical_json(value: Any) -> bytes:
    """The one spelling of JSON values that hashes are taken of."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def seen_sha256(content: dict[str, Any], layout: dict[str, Any]) -> str:
    """The SHA-256 of what a person saw: the words and their table, whatever version came before."""
    return fingerprint(content, layout, "")


def fingerprint(content: dict[str, Any], layout: dict[str, Any], previous_sha256: str) -> str:
    """The SHA-256 that binds a version's content and layout to the version before it."""
    bound = {"content": content, "layout": layout, "previous_sha256": previous_sha256}
    return hashlib.sha256(canonical_json(bound)).hexdigest()


def from_json(data: dict[str, Any]) -> ReportSnapshot:
    """Read what `to_json` or `import_table --json` wrote; keys of no snapshot are ignored.

    Raises ValueError for a schema that this release cannot read.
    """
    if data.get("schema", SCHEMA) not in range(1, SCHEMA + 1):
        raise ValueError(f"unknown schema {data.get('schema')!r}")
    return ReportSnapshot(
        organization=_make(Organization, data["organization"]),
        fiscal_year=data["fiscal_year"],
        title=data["title"],
        assessment_year=data.get("assessment_year"),
        criteria=_criteria(data.get("criteria")),
        place_text=data.get("place_text", ""),
        cover=tuple(data.get("cover", ())),
        introduction=data.get("introduction", ""),
        ita=_make(Ita, data.get("ita") or {}),
        issues=tuple(data.get("issues", ())),
        measures=tuple(_measure(measure) for measure in data["measures"]),
        annex_heading=data.get("annex_heading", ""),
        annex_lead=data.get("annex_lead", ""),
        annex=tuple(_make(AnnexEntry, entry) for entry in data.get("annex", ())),
        emblem=_make(Emblem, data["emblem"]) if data.get("emblem") else None,
    )


def _criteria(data: dict[str, Any] | None) -> Criteria | None:
    if data is None:
        return None
    elements = tuple(_make(Asked, element) for element in data.get("elements", ()))
    return _make(Criteria, data, elements=elements)


def _measure(data: dict[str, Any]) -> MeasureRow:
    return _make(
        MeasureRow,
        data,
        period=_make(Period, data.get("period") or {}),
        owners=tuple(owner["text"] for owner in data.get("owners", ())),
        steps=tuple(_step(step) for step in data.get("steps", ())),
        extras=tuple(_make(Extra, extra) for extra in data.get("extras", ())),
        evidence=tuple(_make(Evidence, each) for each in data.get("evidence", ())),
        **{name: _items(data, name) for name in ("outputs", "outcomes", "suggestions")},
    )


def _step(data: dict[str, Any]) -> StepRow:
    return _make(
        StepRow,
        data,
        owners=tuple(owner["text"] for owner in data.get("owners", ())),
        period=_make(Period, data.get("period") or {}),
        **{name: _items(data, name) for name in ("outputs", "suggestions")},
    )


def _items(data: dict[str, Any], name: str) -> tuple[Item, ...]:
    return tuple(_make(Item, item) for item in data.get(name, ()))


def _make(kind: type[T], data: dict[str, Any], **nested: Any) -> T:
    known = {name: data[name] for name in kind.__dataclass_fields__ if name in data}  # type: ignore[attr-defined]
    return kind(**{**known, **nested})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
