"""CSV: exact for programs, guarded for Excel; and the piece of HTML for other websites."""

from __future__ import annotations

import pytest

from reports.rendering.write_csv import write_csv
from reports.rendering.write_csv_guarded import guarded, write_csv_guarded
from reports.rendering.write_embed import write_embed
from tests.reports.rendering.fragments import BUDGET, EXTRA, STEPS, SUGGESTIONS, report


def test_csv_is_exactly_the_table():
    assert (
        write_csv(report(STEPS), SUGGESTIONS)
        == (
            "\ufeffมาตรการ/แนวทาง,วิธีการดำเนินการ,ผู้รับผิดชอบ,ระยะเวลาดำเนินการ,ผลการดำเนินการ,ข้อเสนอแนะ\r\n"
            "๑๐. การป้องกันการทุจริต,๑. จัดทำแผน,งานนิติการ,มี.ค.- เม.ย.๖๔,มีแผนปฏิบัติการ,ควรปรับปรุง\r\n"
            ',"๒. กำหนดมาตรการ ดังนี้\n  ๑) มีวางระบบ\n    - ติดตาม","ทุกงาน\nกองช่าง",,- ติดตามแล้ว,\r\n'
        ).encode()
    )


def test_csv_for_excel_has_an_apostrophe_before_what_looks_like_a_formula():
    exact, safe = (each(report(STEPS), SUGGESTIONS) for each in (write_csv, write_csv_guarded))

    assert safe == exact.replace(",- ติดตามแล้ว".encode(), ",'- ติดตามแล้ว".encode())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+66", "'+66"),
        ("-ข้อ", "'-ข้อ"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("ก=1", "ก=1"),
        ("", ""),
    ],
)
def test_guarded(text: str, shown: str):
    assert guarded(text) == shown


def test_the_piece_of_html_needs_nothing_and_breaks_nothing():
    version = {"verify_url": "https://ita.example.go.th/verify/ZA25FET9/"}
    snapshot = report(BUDGET, title="ก <b>")
    html = write_embed(snapshot, EXTRA, version_label="ฉบับที่ ๑", version=version).decode()

    assert html.startswith('<div lang="th" class="ita-report">')
    assert html.rstrip().endswith("</div>")
    assert "ก &lt;b&gt;" in html
    assert '<a href="http://a.go.th">http://a.go.th</a>' in html
    assert f'<a href="{version["verify_url"]}">ฉบับที่ ๑</a>' in html
    assert [
        word for word in ("<script", "<style", "<img", 'class="d0 b', "url(") if word in html
    ] == []
