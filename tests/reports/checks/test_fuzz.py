"""Whatever people write, the checks answer, always the same, and mark each finding by itself."""

import random
from dataclasses import replace

import pytest

from reports.checks import Context, check_report, measure_states, names_mentioned, told
from reports.layouts import EXAMPLES, STANDARD
from reports.snapshot import AnnexEntry, Extra, Ita, Item, MeasureRow, Period, StepRow
from tests.reports.checks.writing import OWN, REPORT, TAMBON

PIECES = (
    *(
        "องค์การบริหารส่วนตำบล",
        "เทศบาลเมือง",
        "ทต.",
        "อบต.",
        "พะโต๊ะ",
        "หนองเรือ",
        "ดงบัง",
        "จึงได้",
        "ในเมือง",
    ),
    *("ประจำปีงบประมาณ พ.ศ. ", "ปี ", "๒๕๖๗", "2568", " - ", "ถึง", "ผลการประเมิน ITA ", "ระดับ AA หรือ"),
    *(
        "ทำให้เกิด",
        "ข้อผิดพลาด",
        "ไม่",
        "ไม่น้อยกว่า ",
        "ร้อยละ ",
        "๘๕",
        "(จำนวนครั้ง/เดือน)",
        "(ระบุ",
        "....",
        "…",
    ),
    *("และและ", "จัดการ", " ", "  ", "\n", "-", "–", "(ต่อ)", "ผู้รับผิดชอบ", "ข้อบัญญัติ", "เทศบัญญัติ", "xx"),
    *(
        "1234567890121",
        "๐๘๑-๒๓๔-๕๖๗๘",
        "0",
        "9",
        "ก",
        "่",
        "ำ",
        "เ",
        "A",
        "🙂",
        "\u0e4d",
        "ยังไม่ได้ดำเนินการ",
    ),
)
LAYOUTS = (*STANDARD.values(), *EXAMPLES.values())
DATES = (None, "2024-10-01", "2025-09-30", "2026-01-15")
STATUSES = ("not_started", "in_progress", "done", "not_done")


class Writer:
    """Writes reports out of the pieces that rules look for."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def text(self) -> str:
        return "".join(self.random.choices(PIECES, k=self.random.randint(0, 9)))

    def items(self) -> tuple[Item, ...]:
        return tuple(Item(text=self.text()) for _ in range(self.random.randint(0, 3)))

    def texts(self) -> tuple[str, ...]:
        return tuple(self.text() for _ in range(self.random.randint(0, 2)))

    def period(self) -> Period:
        start, end = self.random.choices(DATES, k=2)
        kind = self.random.choice(("", "range", "free", "monthly"))
        return Period(text=self.text(), kind=kind, start=start, end=end)

    def step(self) -> StepRow:
        return StepRow(
            text=self.text(),
            mark=self.random.choice(("๑.", "-", "")),
            depth=self.random.randint(0, 2),
            owners=self.texts(),
            period=self.period(),
            outputs=self.items(),
            suggestions=self.items(),
        )

    def measure(self, number: int) -> MeasureRow:
        return MeasureRow(
            title=self.text(),
            number=f"{number}.",
            issue=self.text(),
            status=self.random.choice(STATUSES),
            expected_on=self.random.choice(DATES),
            status_reason=self.text(),
            period=self.period(),
            owners=self.texts(),
            steps_lead=self.text(),
            steps=tuple(self.step() for _ in range(self.random.randint(0, 4))),
            outputs=self.items(),
            outcomes=self.items(),
            suggestions=self.items(),
            extras=tuple(Extra(heading="งบประมาณ", text=text) for text in self.texts()),
        )

    def report(self):
        measures = [self.measure(number) for number in range(1, self.random.randint(1, 5))]
        if measures and self.random.random() < 0.3:
            measures.append(measures[0])
        return replace(
            REPORT,
            organization=self.random.choice((OWN, TAMBON, replace(OWN, name="", kind=""))),
            fiscal_year=self.random.choice((None, 2540, 2564, 2568, 2700)),
            title=self.text(),
            assessment_year=self.random.choice((None, 2568, 2569)),
            place_text=self.text(),
            cover=self.texts(),
            introduction=self.text(),
            ita=Ita(
                year=self.random.choice((None, 2500, 2565, 2568)),
                total=self.random.choice((None, "0.00", "95.54")),
                level=self.text(),
            ),
            measures=tuple(measures),
            annex_lead=self.text(),
            annex=(AnnexEntry(number="1.", heading=self.text(), text=self.text()),),
        )


def check(seed: int) -> None:
    writer = Writer(seed)
    report, layout = writer.report(), writer.random.choice(LAYOUTS)
    context = Context(
        other_names=names_mentioned(report, layout) if seed % 2 else frozenset(),
        last_introduction=writer.text(),
    )

    findings = check_report(report, layout, context)

    assert check_report(report, layout, context) == findings
    states = measure_states(report, layout, findings)
    assert [state.must_fix + state.look_at for state in states] == [
        sum(finding.place.measure == at for finding in findings)
        for at in range(len(report.measures))
    ]
    for finding in findings:
        assert told(finding)
        assert finding.message
    marks = [finding.fingerprint for finding in findings]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_written_is_checked(seed):
    check(seed)


@pytest.mark.torture
def test_much_that_is_written_is_checked():
    for seed in range(1000, 20_000):
        check(seed)
