from reports.rendering.paragraphs import Paragraph
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
