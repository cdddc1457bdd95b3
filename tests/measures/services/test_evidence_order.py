import pytest
from django.core.exceptions import ValidationError

from measures.models import AuditEvent, EvidenceFile
from measures.services.evidence import say_no_evidence
from measures.services.evidence_order import (
    bin_evidence,
    move_evidence,
    place_evidence,
    restore_evidence,
)
from tests.factories import AT, make_measure, make_plan, make_step
from tests.measures.services.evidence import a_writer, attach, make_evidence

pytestmark = pytest.mark.django_db


def captions(measure):
    return [each.caption for each in EvidenceFile.objects.of_measure(measure)]


def test_evidence_is_ordered_by_steps_and_by_place():
    measure = make_measure()
    by = a_writer(measure)
    first, second, third = [make_evidence(measure=measure) for _ in range(3)]

    for _ in range(2):  # a form that is sent twice
        place_evidence(evidence=third, place=2, by=by)
        assert captions(measure) == ["ภาพที่ 1", "ภาพที่ 3", "ภาพที่ 2"]
    place_evidence(evidence=first, place=-5, by=by)
    assert captions(measure) == ["ภาพที่ 1", "ภาพที่ 3", "ภาพที่ 2"]
    place_evidence(evidence=second, place=1, by=by)
    assert captions(measure) == ["ภาพที่ 2", "ภาพที่ 1", "ภาพที่ 3"]
    place_evidence(evidence=second, place=99, by=by)
    assert captions(measure) == ["ภาพที่ 1", "ภาพที่ 3", "ภาพที่ 2"]
    assert AuditEvent.objects.filter(action="evidence.moved").count() == 3


def test_move_evidence_goes_last_and_leaves_its_step():
    plan = make_plan()
    measure, other = make_measure(plan=plan), make_measure(plan=plan)
    evidence = make_evidence(measure=measure, step=make_step(measure=measure))
    make_evidence(measure=other)
    by = a_writer(measure)
    say_no_evidence(measure=make_measure(plan=plan), is_none=True, by=by)

    move_evidence(evidence=evidence, measure=other, by=by)

    evidence.refresh_from_db()
    assert (evidence.measure, evidence.position, evidence.step) == (other, 2, None)
    with pytest.raises(ValidationError):
        move_evidence(evidence=evidence, measure=make_measure(), by=by)


def test_binned_evidence_comes_back_unless_the_file_was_added_again():
    measure = make_measure()
    by = a_writer(measure)
    evidence = attach(measure, by=by)

    bin_evidence(evidence=evidence, by=by, at=AT)
    assert captions(measure) == []
    assert list(EvidenceFile.objects.in_bin(measure.plan)) == [evidence]
    restore_evidence(evidence=evidence, by=by)
    assert len(captions(measure)) == 1

    bin_evidence(evidence=evidence, by=by)
    attach(measure, by=by)
    with pytest.raises(ValidationError):
        restore_evidence(evidence=evidence, by=by)
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [
        "evidence.added",
        "evidence.binned",
        "evidence.restored",
        "evidence.binned",
        "evidence.added",
    ]
