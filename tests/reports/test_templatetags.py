import pytest

from measures.writing import difference
from reports.rendering.paragraphs import Paragraph
from reports.templatetags.differences import folded
from reports.templatetags.official import blocks, linked


def test_blocks_are_runs_of_list_items_and_of_plain_paragraphs():
    title = Paragraph(text="ประเด็น", mark="๑.", is_title=True)
    plain, one, two = (
        Paragraph(text="ก"),
        Paragraph(text="ข", mark="-"),
        Paragraph(text="ค", mark="-"),
    )

    assert blocks([title, plain, one, two, plain]) == [
        (False, [title, plain]),
        (True, [one, two]),
        (False, [plain]),
    ]


def test_linked_escapes_everything_but_its_own_links():
    paragraph = Paragraph(text='<b>"ก" http://a.example/?x=1&y=2 javascript:alert(1)')

    assert linked(paragraph) == (
        "&lt;b&gt;&quot;ก&quot; "
        '<a href="http://a.example/?x=1&amp;y=2" rel="nofollow noopener">'
        "http://a.example/?x=1&amp;y=2</a>"
        " javascript:alert(1)"
    )


def test_linked_lets_no_line_begin_with_a_repetition_mark():
    assert linked(Paragraph(text="ต่าง ๆ กรุงเทพ ฯ ก ข")) == (
        "ต่าง\N{NO-BREAK SPACE}ๆ กรุงเทพ\N{NO-BREAK SPACE}ฯ ก ข"
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("ก ข ค", "ก ง ค", [("same", "ก ", 0), ("same", " ค", 0)]),
        ("ก\nข\nค\nง", "ก\nข\nค\nจ", [("same", "ก\nข\nค\n", 0)]),
        ("ก\nข\nค\nง\nจ\nฉ", "ก\nข\nค\nง\nจ\nช", [("same", "ก\nข\nค\nง", 4), ("same", "จ\n", 0)]),
        ("ฉ\nก\nข\nค\nง\nจ", "ช\nก\nข\nค\nง\nจ", [("same", "\nก", 0), ("same", "ข\nค\nง\nจ", 4)]),
        (
            "ก\nข\nค\nง\nจ\n\nฉ",
            "ก\nข\nค\nง\nจ\n\nช",
            [("same", "ก\nข\nค\nง\nจ\n", 6)],
        ),
        (
            "ฉ\n๑\n๒\n๓\n๔\n๕\n๖\nฉ",
            "ช\n๑\n๒\n๓\n๔\n๕\n๖\nช",
            [("same", "\n๑", 0), ("same", "๒\n๓\n๔\n๕", 4), ("same", "๖\n", 0)],
        ),
    ],
)
def test_folded_hides_what_did_not_change_but_beside_a_change(old, new, shown):
    found = [(each.kind, each.text, each.folded_lines) for each in folded(difference(old, new))]

    assert [each for each in found if each[0] == "same"] == shown
    assert [each for each in found if each[0] != "same"] != []
