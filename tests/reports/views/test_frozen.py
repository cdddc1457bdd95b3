"""What a report page shows beside the table is of its version, too."""

import pytest

from tests.reports.views.published import make_published, publish
from tests.reports.views.test_public import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")


def test_report_detail_shows_the_round_and_the_place_of_its_version(client, report):
    """What is frozen stays, whatever becomes of the report and the plan."""
    plan = report.plan
    plan.place_text = "เทศบาลเมืองตากใบ ตากใบ จังหวัดนราธิวาส"
    plan.save()
    publish(report)
    report.assessment_year = 2568
    report.save()
    plan.place_text = ""
    plan.save()

    newest = text_of(client.get("/reports/takbai/2568/"))
    first = text_of(client.get("/reports/takbai/2568/versions/1/"))

    line = '<span class="ph">เทศบาลเมืองตากใบ ตากใบ จังหวัดนราธิวาส</span>'
    assert (line in newest, line in first) == (True, False)
    assert '<span class="ph">อำเภอทุ่งสง</span>' in first
    for page in (newest, first):
        assert "ปีงบประมาณ พ.ศ.&nbsp;๒๕๖๙" in page


def test_report_detail_shows_an_annex_of_a_lead_alone(client, report):
    report.plan.annex_heading = "ภาคผนวก ก"
    report.plan.annex_lead = "แนบท้ายรายงาน\n- แผนที่"
    report.plan.save()
    publish(report)

    page = text_of(client.get("/reports/takbai/2568/"))

    assert '<h2 id="annex">ภาคผนวก ก</h2>' in page
    assert "แนบท้ายรายงาน" in page
    assert "<span>แผนที่</span>" in page
