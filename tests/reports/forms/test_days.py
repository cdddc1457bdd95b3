"""Days that are typed: what the year of a report gives as an example."""

import pytest

from reports.forms.board import DueForm
from reports.forms.decisions import LATER, PublishForm
from reports.forms.papers import PaperForm


@pytest.mark.parametrize(
    ("form", "field", "example"),
    [
        (DueForm, "due_on", "๓๑ มีนาคม ๒๕๗๑"),
        (PaperForm, "signed_on", "๙ มีนาคม ๒๕๗๑"),
        (PublishForm, "day", "๑ เมษายน ๒๕๗๑"),
    ],
)
def test_examples_of_days_are_of_the_reports_own_time(form, field, example):
    asked = form({field: "เดือนหน้า", "when": LATER}, fiscal_year=2570)

    assert example in asked.fields[field].help_text
    assert asked.errors[field] == ["อ่านวันที่ไม่ได้ โปรดเขียนวัน เดือน และปี พ.ศ. เช่น ๓๐ ก.ย. ๒๕๗๐"]
