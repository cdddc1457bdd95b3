"""By what a finding is known again."""

from dataclasses import replace

from reports.checks import Context, Finding, check_report
from reports.snapshot import MeasureRow
from tests.reports.checks.writing import SIX, a_measure, a_report

GOALS = a_measure(
    steps=("จัดประชุม",), outputs=("ประชุมอย่างน้อย ๒ ครั้ง", "อบรมอย่างน้อย ๒ ครั้ง", "ประชุมอย่างน้อย ๓ ครั้ง")
)
OTHER = a_measure(title="มาตรการอื่น", steps=("เผยแพร่",))


def findings(*measures: MeasureRow, keys: tuple[str, ...] = ()) -> list[Finding]:
    return list(check_report(a_report(*measures), SIX, Context(measure_keys=keys)))


def prints(*measures: MeasureRow, keys: tuple[str, ...] = ()) -> list[str]:
    return [finding.fingerprint for finding in findings(*measures, keys=keys)]


def test_each_finding_has_its_own():
    same_words_twice = [finding.quote for finding in findings(GOALS)]

    assert same_words_twice == ["อย่างน้อย ๒ ครั้ง", "อย่างน้อย ๒ ครั้ง", "อย่างน้อย ๓ ครั้ง"]
    assert len(set(prints(GOALS))) == 3
    assert {len(fingerprint) for fingerprint in prints(GOALS)} == {64}


def test_it_stays_when_the_measure_moves_or_gets_another_title():
    before = prints(GOALS, OTHER, keys=("7", "8"))

    assert prints(OTHER, GOALS, keys=("8", "7")) == before
    assert prints(replace(GOALS, title="ชื่อใหม่"), keys=("7",)) == before
    assert prints(GOALS, keys=("9",)) != before


def test_it_stays_as_long_as_the_quoted_words_do():
    (before,) = prints(a_measure(outputs=("ประชุมอย่างน้อย ๒ ครั้ง",)), keys=("7",))

    assert prints(a_measure(outputs=("จัดประชุมอย่างน้อย ๒ ครั้ง",)), keys=("7",)) == [before]
    assert prints(a_measure(outputs=("ประชุมอย่างน้อย ๔ ครั้ง",)), keys=("7",)) != [before]
    assert prints(a_measure(outcomes=("ประชุมอย่างน้อย ๒ ครั้ง",)), keys=("7",)) != [before]


def test_that_of_borrowed_steps_rests_on_all_of_them():
    steps = ("จัดทำคู่มือการปฏิบัติงานของเจ้าหน้าที่", "เผยแพร่บนเว็บไซต์")
    pair = (a_measure(steps=steps), a_measure(steps=steps))
    (before,) = prints(*pair, keys=("7", "8"))
    changed = (steps[0], "เผยแพร่บนเว็บไซต์แล้ว")

    assert prints(*pair, keys=("7", "8")) == [before]
    assert prints(pair[0], a_measure(steps=changed), keys=("7", "8")) != [before]
