"""Damaged words: found where the dictionary says so, and nowhere in the real reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_portal.thai.damage import find_damage

DEMO = Path(__file__).parents[2] / "measures" / "demo"
SEEDS = [path.read_text(encoding="utf-8") for path in sorted(DEMO.glob("*.txt"))]
# What stands so in the five real reports: one word that lost its ำ, one that was letter-spaced.
REAL = [("lost_sara_am", "สม่าเสมอ"), ("split_sara_am", "ก ำ")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ดาเนินการตามตาแหน่ง", [("ดาเนิน", "ดำเนิน"), ("ตาแหน่ง", "ตำแหน่ง")]),
        ("จัดทาคาสั่ง", [("จัดทา", "จัดทำ"), ("คาสั่ง", "คำสั่ง")]),
        ("ส านักปลัด อ าเภอ", [("ส านัก", "สำนัก"), ("อ าเภอ", "อำเภอ")]),
        ("จ ำนวน ๓ คน", [("จ ำนวน", "จำนวน")]),
        ("น ้าท่วม", [("น ้าท่วม", "น้ำท่วม")]),
        ("ม าตรการ", [("ม าตรการ", "มาตรการ")]),
        ("คณุ ธรรม", [("คณุ ธรรม", "คุณธรรม")]),
        ("ขนั้ ตอน หนา้ ที่", [("ขนั้ ตอน", "ขั้นตอน"), ("หนา้ ที่", "หน้าที่")]),
        ("อยู่่ เเผน", [("่่", "่"), ("เเ", "แ")]),
        # words that only look like it
        ("ประชาระดมทุน", []),
        ("กิจกรรมการออกรายการ", []),
        ("กาชาด นาข้าว ตาบอด คาดการณ์", []),
        ("", []),
    ],
)
def test_damage_is_found(text, found):
    assert [(damage.text, damage.instead) for damage in find_damage(text)] == found


def test_real_reports_have_hardly_any():
    found = [(damage.kind, damage.text) for text in SEEDS for damage in find_damage(text)]

    assert found == REAL


def test_nearly_every_lost_sara_am_is_restored_and_none_put_where_there_was_none():
    lost = restored = 0
    for text in SEEDS:
        damaged = text.replace("ำ", "า")
        lost += text.count("ำ")
        for damage in find_damage(damaged):
            original = text[damage.start : damage.start + len(damage.text)]
            assert (
                damage.instead == original or (damage.kind, damage.text) in REAL or "ก" in original
            )
            restored += damage.instead.count("ำ")

    assert restored >= 0.97 * lost


@pytest.mark.parametrize("split", [" ำ", " า"])
def test_every_split_sara_am_is_put_together(split):
    for text in SEEDS:
        damaged = text.replace("ำ", split)
        found = [damage for damage in find_damage(damaged) if damage.kind == "split_sara_am"]

        assert sum(damage.instead.count("ำ") for damage in found) >= text.count("ำ")
