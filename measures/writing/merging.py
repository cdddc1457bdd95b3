"""Three texts of a field, what it said, what it says and what it is to say, made one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ita_portal.thai.numerals import to_thai
from measures.writing.changes import Change
from measures.writing.keys import Key, read_key
from measures.writing.values import BadValue, normal

LONGEST_MEASURE = 300_000  # characters in all its texts; a long real one has some 20,000


@dataclass(frozen=True, kw_only=True)
class Unmerged:
    """A field that somebody else wrote in meanwhile; `theirs` is None when its row is gone."""

    key: str
    mine: str
    theirs: str | None


@dataclass(kw_only=True)
class Merged:
    """What is to be written by key, what two people wrote, and in Thai what cannot be taken."""

    taken: dict[str, str] = field(default_factory=dict)
    unmerged: list[Unmerged] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


def merge(values: Mapping[str, str], changes: Iterable[Change], *, fiscal_year: int) -> Merged:
    """Each change by itself against the texts that stand there now; `fiscal_year` is the plan's.

    A text is taken where the field still says what its editor saw or sent; one that stands there
    already is nothing to do. Several changes of one field follow each other.
    """
    now = dict(values)
    merged = Merged()
    total = sum(map(len, now.values()))
    for change in changes:
        try:
            key = _key(change.key)
            mine = normal(key, change.value, fiscal_year=fiscal_year)
            theirs = _standing(key, change.key, now)
            seen = {_seen(key, text, fiscal_year) for text in (change.base, *change.sent)}
            if mine == theirs or (theirs is None and mine in seen):
                continue
            if theirs is None or theirs not in seen:
                merged.unmerged.append(Unmerged(key=change.key, mine=mine, theirs=theirs))
                continue
            total += _growth(theirs, mine, total)
        except BadValue as error:
            merged.errors[change.key] = str(error)
        else:
            now[change.key] = mine
            merged.taken[change.key] = mine
    merged.taken = {key: text for key, text in merged.taken.items() if text != values[key]}
    return merged


def _key(text: str) -> Key:
    key = read_key(text)
    if key is None:
        raise BadValue("ไม่พบช่องนี้ในมาตรการ โปรดเปิดหน้านี้ใหม่")
    return key


def _standing(key: Key, text: str, now: Mapping[str, str]) -> str | None:
    """What the field says; None when its step was taken out."""
    if text not in now and key.extra is not None:
        raise BadValue("ตารางของรายงานเปลี่ยนแล้ว ไม่มีช่องนี้ ข้อความของท่านยังไม่ได้บันทึก โปรดคัดลอกไปใส่ช่องอื่น")
    if text not in now and key.step is None:
        raise BadValue("ไม่พบช่องนี้ในมาตรการ โปรดเปิดหน้านี้ใหม่")
    return now.get(text)


def _seen(key: Key, base: str, fiscal_year: int) -> str:
    """What the editor saw, in its one form where it has one."""
    try:
        return normal(key, base, fiscal_year=fiscal_year)
    except BadValue:
        return base


def _growth(old: str, new: str, total: int) -> int:
    growth = len(new) - len(old)
    if growth > 0 and total + growth > LONGEST_MEASURE:
        most = to_thai(f"{LONGEST_MEASURE:,}")
        raise BadValue(f"มาตรการนี้ยาวเกิน {most} ตัวอักษรแล้ว โปรดแบ่งเป็นสองมาตรการ")
    return growth
