"""Any bytes and any damaged report: read or refused in Thai, and no character lost."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.text import squash
from measures.importing import UnreadableFile, read_report
from measures.inputs import ReportInput
from tests.measures.importing.seeds import NAMES, rows, source
from tests.measures.importing.test_containment import strings

HEADER = "ลำดับ\tมาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\n"
PIECES = [
    *"๑๒๓.)-\t\n \u00a0\u200b#*<>&;/กข่า้ำ",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</li>",
    "<a href='http://a.th'>",
    "<!--",
    "  ",
    "(ต่อ)",
    "พ.ศ. ๒๕๖๘",
    "ดังนี้",
    "เทศบาลตำบลพะโต๊ะ",
    "รายงาน",
    HEADER,
]


def read_or_refuse(data: bytes) -> ReportInput | None:
    """What a file gives; a refusal is Thai."""
    try:
        return read_report(data)
    except UnreadableFile as error:
        refusal = str(error)
    assert any("ก" <= character <= "ฮ" for character in refusal)
    return None


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    assert read_or_refuse(data) is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_below_a_header_is_read_or_refused(text):
    read_or_refuse(f"{HEADER}{text}".encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_pieces_of_reports_keep_their_characters(pieces):
    text = HEADER + "".join(pieces)
    found = read_or_refuse(text.encode())

    assert found is None or lost(text, found) == Counter()


def thai(text: str) -> Counter[str]:
    """How often each Thai character stands in a text: no markup has any."""
    return Counter(character for character in text if "\u0e00" <= character <= "\u0e7f")


def lost(text: str, found: ReportInput) -> Counter[str]:
    """Thai characters of a source that its result lacks, repeated headings aside."""
    kept = sum((thai(string) for string in strings(found).elements()), Counter[str]())
    kept += thai(found.place_text)
    kept += thai("".join((found.title, *found.cover, found.introduction, found.annex_heading)))
    kept += thai(found.annex_lead)
    for entry in found.annex:
        kept += thai(entry.number + entry.heading + entry.text)
    headings = {squash(column.heading) for column in found.columns}
    for cell in [cell for row in rows(text) for cell in row if cell in headings]:
        kept += thai(cell)
    return thai(text) - kept


def damage(text: str, rng: random.Random) -> str:
    """A text with some of its characters, cells or lines changed, moved or gone."""
    for _ in range(rng.randint(1, 12)):
        start = rng.randrange(len(text))
        end = min(len(text), start + rng.choice((0, 1, 1, 1, 2, 5, 40, 400)))
        piece = rng.choice(("", "", "\t", "\n", " ", "  ", rng.choice(PIECES), text[start:end] * 2))
        text = text[:start] + piece + text[end:]
        if rng.random() < 0.2:
            lines = text.split("\n")
            lines.insert(rng.randrange(len(lines)), lines.pop(rng.randrange(len(lines))))
            text = "\n".join(lines)
    return text


def check_damaged(name: str, seed: int) -> None:
    text = damage(source(name).decode(), random.Random(f"{name} {seed}"))
    found = read_or_refuse(text.encode())
    assert found is None or lost(text, found) == Counter(), (name, seed)


@pytest.mark.parametrize("name", NAMES)
def test_damaged_reports_keep_their_characters(name):
    for seed in range(12):
        check_damaged(name, seed)


@pytest.mark.torture
@pytest.mark.parametrize("name", NAMES)
def test_many_damaged_reports_keep_their_characters(name):
    for seed in range(12, 1_000):
        check_damaged(name, seed)


@pytest.mark.torture
@settings(max_examples=10_000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=120))
def test_many_pieces_of_reports_keep_their_characters(pieces):
    text = HEADER + "".join(pieces)
    found = read_or_refuse(text.encode())

    assert found is None or lost(text, found) == Counter()
