"""Reports of any content that the portal would keep, for properties of what is drawn."""

from __future__ import annotations

from hypothesis import strategies as st

from ita_portal.thai.text import UncleanText, clean
from reports.layouts import STANDARD
from reports.snapshot import (
    AnnexEntry,
    Item,
    MeasureRow,
    Organization,
    Period,
    ReportSnapshot,
    StepRow,
)

_WORDS = (
    *("สำนักปลัด", "น้ำ", "ค่ำ", "การดำเนินการ", "ผู้รับผิดชอบ", "ที่", "ปี้", "ฎีกา", "ญู่", "ๆ", "ฯ"),
    *("๒๕๖๘", "๑.", "๑)", "-", "–", "(ต่อ)", "=", "E-Service", "é", "日本", "١", "x"),
    *("=1+1", "+66", "@SUM(A1)", "<b>&amp;", '"คำพูด"', "'", ",", ";", "]]>", "%00", "{{", "}}"),
    *("https://a.go.th/x?y=[1]&z=ก", "http://a.go.th", "\\n", "_x0041_"),
)


def _cleaned(words: list[str]) -> str:
    try:
        return clean("".join(words))
    except UncleanText:
        return "ข้อความ"


# without what only letters of other fonts can show
_PLAIN_WORDS = tuple(word for word in _WORDS if word not in {"日本", "١", "é", "\u0e4d"})


def snapshots(*, plain: bool = False) -> st.SearchStrategy[ReportSnapshot]:
    """Reports as they are kept; `plain` ones have only letters of the print fonts."""
    odd = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=4)
    words = st.sampled_from(_PLAIN_WORDS) if plain else st.one_of(st.sampled_from(_WORDS), odd)
    parts = st.one_of(words, st.sampled_from([" ", "\n", "  "]))
    texts = st.lists(parts, max_size=8).map(_cleaned)
    lines = texts.map(lambda text: " ".join(text.split()))
    return st.builds(
        ReportSnapshot,
        organization=st.builds(Organization, name=lines, district=lines),
        fiscal_year=st.just(2568),
        title=texts,
        cover=st.lists(lines, max_size=2).map(tuple),
        introduction=texts,
        measures=st.lists(_measures(texts, lines), min_size=1, max_size=4).map(tuple),
        annex_heading=lines,
        annex=st.lists(
            st.builds(AnnexEntry, number=st.sampled_from(["๑.", ""]), heading=lines, text=texts),
            max_size=2,
        ).map(tuple),
    )


def _measures(
    texts: st.SearchStrategy[str], lines: st.SearchStrategy[str]
) -> st.SearchStrategy[MeasureRow]:
    shared = {
        "owners": st.lists(lines, max_size=2).map(tuple),
        "period": st.builds(Period, text=lines),
    }
    items = st.lists(st.builds(Item, text=texts, mark=_MARKS), max_size=3).map(tuple)
    shared |= {"outputs": items, "suggestions": items}
    steps = st.builds(StepRow, text=texts, mark=_MARKS, depth=st.integers(0, 2), **shared)
    return st.builds(
        MeasureRow,
        title=texts,
        number=st.sampled_from(["", "๑.", "๒.", "10", "มาตรการที่ ๓"]),
        issue=lines,
        steps_lead=texts,
        steps=st.lists(steps, max_size=4).map(tuple),
        outcomes=items,
        **shared,
    )


_MARKS = st.sampled_from(["", "", "-", "๑.", "๒.", "๑)", "1.", "•", "๑.๑"])
LAYOUTS = st.sampled_from(list(STANDARD.values()))
