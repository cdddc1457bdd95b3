"""HTML in cells: known markup makes blocks, anything else stays words."""

from __future__ import annotations

import pytest

from measures.importing.fragments import read_fragment


@pytest.mark.parametrize(
    ("cell", "blocks"),
    [
        ("", []),
        ("  ก  ข ", [("ก  ข", 0)]),
        ("<p>ก</p><p>ข</p>", [("ก", 0), ("ข", 0)]),
        ("<p>ก</p> <p></p>", [("ก", 0)]),
        ("ก<br>ข<br/>ค", [("ก", 0), ("ข", 0), ("ค", 0)]),
        ("<P>ก</P>", [("ก", 0)]),
        ("ก\n ข", [("ก", 0), ("ข", 0)]),
        ('<ul style="x"><li>ก<ul><li>ข</li></ul></li></ul>ค', [("ก", 1), ("ข", 2), ("ค", 0)]),
        ('ที่ <a href="http://a.th">http://a.th</a> แล้ว', [("ที่ http://a.th แล้ว", 0)]),
        ('<a href="http://a.th">เว็บไซต์</a>', [("เว็บไซต์ http://a.th", 0)]),
        ('<a href="http://a.th/?x=1&amp;y=2">ก</a>', [("ก http://a.th/?x=1&y=2", 0)]),
        ("<b>ก</b><span>ข</span>", [("กข", 0)]),
        ("Dos&Don't", [("Dos&Don't", 0)]),
        ("<p>Dos&Don't &amp; &lt;ก&gt; &nbsp;</p>", [("Dos&Don't & <ก>", 0)]),
        ("<p>ก", [("ก", 0)]),
        ("ก < ข", [("ก < ข", 0)]),
    ],
)
def test_known_markup_makes_blocks(cell, blocks):
    found, is_known = read_fragment(cell)

    assert [(block.text, block.level) for block in found] == blocks
    assert is_known


@pytest.mark.parametrize(
    "cell",
    [
        "<script>alert(1)</script>",
        "<ระบุ>ก",
        "ก<!-- ข -->",
        "<p ก>ข",
        "ก</p ข>",
        "<img src=x>ก",
        "ก<![CDATA[ข]]>",
        "ก<?ข?>",
    ],
)
def test_foreign_markup_stays_as_it_is_written(cell):
    found, is_known = read_fragment(cell)

    assert "".join(block.text for block in found) == cell
    assert is_known == (cell == "<ระบุ>ก")
