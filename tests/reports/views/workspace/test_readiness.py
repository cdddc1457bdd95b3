"""The table of measures and elements on the page of findings."""

import re

import pytest

from measures.models import Outcome, Step
from reports.models import Report
from tests.factories import make_round
from tests.reports.drafts import make_draft
from tests.reports.views.workspace.test_problems import shown, sign_in

pytestmark = pytest.mark.django_db
CELL = re.compile(r'<td class="(ok|warn|bad)">(.*?)</td>', re.S)
TAGS = re.compile(r'<span class="visually-hidden">.*?</span>|<[^>]+>', re.S)


def cells(page: str) -> list[tuple[str, str]]:
    return [
        (state, " ".join(TAGS.sub(" ", inside).split())) for state, inside in CELL.findall(page)
    ]


@pytest.fixture
def plan():
    return make_draft("003")


def test_each_measure_has_a_light_and_a_word_for_each_element(plan):
    page = shown(sign_in(plan))

    found = cells(page)
    assert len(found) == 7 * 6
    assert [each for each in enumerate(found) if each[1] != ("ok", "มี")] == [
        (4, ("warn", "ควรดู")),  # a goal in place of a result
        (16, ("warn", "ควรดู")),
        (25, ("warn", "ควรดู")),  # steps of another measure
        (28, ("bad", "ต้องแก้")),
        (37, ("warn", "ควรดู")),
    ]
    assert "ตามหลักเกณฑ์การประเมินปี พ.ศ.&nbsp;๒๕๖๙ ข้อ&nbsp;O26" in page
    measure = plan.measures.get(position=5)
    assert f'href="/plans/nongruea/2568/measures/{measure.pk}/#f-outputs"' in page


def test_the_table_asks_for_what_the_round_asks_for(plan):
    Outcome.objects.filter(measure__position=2).delete()
    Step.objects.filter(measure__position=1).delete()
    make_round(year=2569)
    Report.objects.filter(plan=plan).update(assessment_year=2570)

    page = shown(sign_in(plan))

    heads = re.findall(r'<th scope="col">\s*(.*?)\s*</th>', page, re.S)[1:]
    assert [" ".join(TAGS.sub(" ", head).split()) for head in heads] == [
        *("ขั้นตอนหรือวิธีการ", "ผลสัมฤทธิ์ ไม่บังคับ", "มาตรการ โครงการ หรือกิจกรรม ไม่บังคับ"),
        *("ระยะเวลาในการดำเนินการ ไม่บังคับ", "ผู้รับผิดชอบ ไม่บังคับ"),
        "ผลการดำเนินการ (Output) ไม่บังคับ",
    ]
    assert cells(page)[0] == ("bad", "ขาด")
    assert cells(page)[7] == ("warn", "ยังไม่มี")
    assert "ยังไม่มีหลักเกณฑ์ของปี พ.ศ.&nbsp;๒๕๗๐ จึงใช้ของปี พ.ศ.&nbsp;๒๕๖๙ ไปก่อน" in page
