"""A snapshot as plain JSON values, and back; each schema is read for ever."""

from __future__ import annotations

from typing import Any, TypeVar

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

SCHEMA = 5
_SINCE_2 = ("place_text", "annex_lead", "assessment_year")

T = TypeVar("T")


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
