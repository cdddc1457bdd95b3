import pytest

from measures.inputs import PlanInput
from measures.writing import MEASURE_FIELDS, STEP_FIELDS, cell_keys
from measures.writing.opening import (
    EVERYTHING,
    NOTHING,
    PLAN_TEXT_AREAS,
    TEXT_AREAS,
    Area,
    Opening,
    PlanArea,
)
from reports.services.comments import MEASURE_FIELDS as COMMENTED
from reports.services.comments import REPORT_FIELDS

CELL = cell_keys(["งบประมาณ"])[0]
KEYS = (
    *("title", "issue", "status", "expected_on", "status_reason", "period", "owners"),
    *("steps_lead", "outputs", "outcomes", "suggestions", "annex_text"),
    CELL,
    *("step-7-mark", "step-7-text", "step-7-period", "step-7-owners", "step-7-outputs"),
    "step-7-suggestions",
)
STEP_KEYS = {key for key in KEYS if key.startswith("step-")}


def test_every_text_belongs_to_an_area_and_every_area_can_be_commented_on():
    assert set(TEXT_AREAS) == {*MEASURE_FIELDS, *STEP_FIELDS, "extra"}
    assert set(PLAN_TEXT_AREAS) == {*PlanInput.__dataclass_fields__, "issue_scheme"}
    assert [area.value for area in Area] == list(COMMENTED)
    assert [area.value for area in PlanArea] == list(REPORT_FIELDS)


@pytest.mark.parametrize(
    ("area", "opened"),
    [
        (Area.WHOLE, set(KEYS)),
        (Area.TITLE, {"title", "issue"}),
        (Area.STEPS, {"steps_lead", *STEP_KEYS}),
        (Area.PERIOD, {"period", "step-7-period"}),
        (Area.OWNERS, {"owners", "step-7-owners"}),
        (Area.OUTPUTS, {"outputs", "step-7-outputs"}),
        (Area.OUTCOMES, {"outcomes"}),
        (Area.SUGGESTIONS, {"suggestions", "step-7-suggestions"}),
        (Area.STATUS, {"status", "expected_on", "status_reason"}),
        (Area.EXTRAS, {CELL}),
        (Area.EVIDENCE, {"annex_text"}),
    ],
)
def test_an_area_opens_its_texts_of_its_measure_alone(area, opened):
    opening = NOTHING.with_measure(3, [area])

    assert {key for key in KEYS if opening.opens_text(3, key)} == opened
    assert not any(opening.opens_text(4, key) for key in KEYS)
    assert (opening.has(3), opening.has(4)) == (True, False)


def test_a_text_that_is_no_key_is_never_open():
    assert not EVERYTHING.opens_text(3, "step-0-text")


def test_the_own_texts_of_a_plan_open_by_area_or_all_at_once():
    ita = {"ita_year", "ita_total", "ita_iit", "ita_eit", "ita_oit", "ita_level"}

    def opened(*areas):
        opening = NOTHING.with_plan(areas)
        return {name for name in PLAN_TEXT_AREAS if opening.opens_plan_text(name)}

    assert opened(PlanArea.ITA) == ita
    assert opened(PlanArea.WHOLE) == set(PLAN_TEXT_AREAS)
    assert not NOTHING.with_plan(PlanArea).has(3)


def test_an_opening_is_read_as_it_was_stored():
    some = NOTHING.with_plan([PlanArea.COVER]).with_measure(12, [Area.OUTPUTS, Area.PERIOD])

    assert some.stored() == {"plan": ["cover"], "measures": {"12": ["outputs", "period"]}}
    assert [Opening.read(each.stored()) for each in (some, EVERYTHING, NOTHING)] == [
        some,
        EVERYTHING,
        NOTHING,
    ]
    assert (some.count, some.is_empty, NOTHING.is_empty, EVERYTHING.is_empty) == (
        3,
        False,
        True,
        False,
    )
