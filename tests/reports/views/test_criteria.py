"""The public page of what each round asks for."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import make_round

pytestmark = pytest.mark.django_db


def test_every_round_stands_there_with_its_sources(client: Client) -> None:
    response = client.get("/criteria/")

    page = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert re.findall(r'<h2 id="y([0-9]+)"', page) == [str(y) for y in range(2569, 2562, -1)]
    assert "O26 รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน" in page
    assert "๑ มีนาคม พ.ศ. ๒๕๖๔ – ๓๐ เมษายน พ.ศ. ๒๕๖๔" in page
    # of windows, numbers, lists of elements, scales
    assert page.count("ยังไม่ยืนยัน</span>") == 5 + 8 + 13 + 1
    assert 'href="https://itas.nacc.go.th/home/detailnews/1741"' in page
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.cookies == {}
    again = client.get("/criteria/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_what_the_administrator_keeps_is_shown_at_once(client: Client) -> None:
    client.get("/criteria/")
    row = make_round(year=2570, source="<ประกาศ>")

    page = client.get("/criteria/").content.decode()
    assert re.findall(r'<h2 id="y([0-9]+)"', page) == ["2570"]
    assert "&lt;ประกาศ&gt;" in page
    row.items.update(title="ชื่อใหม่")
    assert "O26 ชื่อใหม่" in client.get("/criteria/").content.decode()
