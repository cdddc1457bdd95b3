"""Paragraphs: list marks and links found in a text."""

from __future__ import annotations

import pytest

from reports.rendering.paragraphs import Paragraph, Part, link_parts, split_lines, split_list


def link(address: str) -> Part:
    return Part(text=address, href=address)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ไม่มีที่อยู่", (Part(text="ไม่มีที่อยู่"),)),
        (
            "ดูที่ http://www.tanyongmat.go.th ได้",
            (Part(text="ดูที่ "), link("http://www.tanyongmat.go.th"), Part(text=" ได้")),
        ),
        ("https://a.go.th/x?y=1&z=2#m3.", (link("https://a.go.th/x?y=1&z=2#m3"), Part(text="."))),
        (
            "(http://a.go.th/b) และhttp://c.go.thค",
            (
                Part(text="("),
                link("http://a.go.th/b"),
                Part(text=") และ"),
                link("http://c.go.th"),
                Part(text="ค"),
            ),
        ),
        (
            "http://a.go.th/(x) http://b.go.th",
            (link("http://a.go.th/(x)"), Part(text=" "), link("http://b.go.th")),
        ),
        ("javascript://x file:///etc/passwd ftp://a.go.th", None),
        ('http://a.go.th"onclick=x', (link("http://a.go.th"), Part(text='"onclick=x'))),
        ("http://a.go.th/<b>", (link("http://a.go.th/"), Part(text="<b>"))),
        ("http://", (Part(text="http://"),)),
        ("http://... ", (Part(text="http://... "),)),
        ("", (Part(text=""),)),
    ],
)
def test_link_parts_finds_plain_web_addresses_only(text: str, parts: tuple[Part, ...] | None):
    expected = parts or (Part(text=text),)

    assert link_parts(text) == expected
    assert "".join(part.text for part in link_parts(text)) == text


def test_split_lines_puts_the_mark_before_the_first_line():
    assert split_lines("หนึ่ง  สอง\n\n สาม ", mark="๑.", depth=1) == (
        Paragraph(text="หนึ่ง สอง", mark="๑.", depth=1),
        Paragraph(text="สาม", depth=1),
    )


def test_split_lines_keeps_a_mark_without_a_text():
    assert split_lines(" ", mark="-") == (Paragraph(text="", mark="-"),)
    assert split_lines(" ") == ()


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("๑. ข้อหนึ่ง", "๑.", "ข้อหนึ่ง"),
        ("๑๒.ข้อสิบสอง", "๑๒.", "ข้อสิบสอง"),
        ("2) two", "2)", "two"),
        ("๑.๒. ข้อย่อย", "๑.๒.", "ข้อย่อย"),
        ("- ขีด", "-", "ขีด"),
        ("–ขีดยาว", "–", "ขีดยาว"),
        ("๑.๑ ไม่มีจุดท้าย", "", "๑.๑ ไม่มีจุดท้าย"),
        ("5.5 ล้านบาท", "", "5.5 ล้านบาท"),
        ("๒๕๖๘. ปี", "", "๒๕๖๘. ปี"),
        ("-", "", "-"),
        ("ข้อ ๑. ในประโยค", "", "ข้อ ๑. ในประโยค"),
    ],
)
def test_split_list_finds_the_mark_that_opens_a_line(line: str, mark: str, text: str):
    assert split_list(line, depth=1) == (Paragraph(text=text, mark=mark, depth=1 if mark else 0),)
