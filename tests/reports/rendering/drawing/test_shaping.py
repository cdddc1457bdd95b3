"""Texts as glyphs: all of their letters, and how wide they are."""

from __future__ import annotations

import pytest

from reports.rendering.drawing.shaping import Undrawable, print_font
from reports.rendering.faces import face

TEXTS = [
    "",
    " ",
    "ดำเนินการน้ำผึ้งป้ำ",
    "ระบบบริการอิเล็กทรอนิกส์ (E-Service) ฯลฯ",
    "ITA ปี ๒๕๖๘ ที่นี่ ฎุ ฐู ญู",
    "๑. (Outcome/Result) 50 %",
    "“คำพูด” – ก.ค. ๖๗",
]


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("text", TEXTS)
def test_glyphs_stand_for_the_whole_text(text: str, weight: str):
    shaped = print_font(weight).shape(text)

    assert "".join(letters for _, letters in shaped.letters) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_as_wide_as_lines_were_reckoned_with(text: str):
    assert print_font("regular").shape(text).width == pytest.approx(
        face("regular").em(text), abs=0.05
    )


@pytest.mark.parametrize("text", ["漢字", "ก☐", "a\u200db", "\t"])
def test_what_the_font_has_no_glyph_for_is_not_drawn(text: str):
    with pytest.raises(Undrawable):
        print_font("regular").shape(text)


def test_marks_above_one_another_are_raised():
    shaped = print_font("regular").shape("ที่")

    assert len(shaped.letters) == 3
    assert shaped.width == print_font("regular").shape("ท").width
