import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import timezone

from measures.models import AuditEvent, EvidenceFile, NoEvidence, Owner
from measures.roles import Role
from measures.services.evidence import (
    EvidenceChanged,
    attach_link,
    say_no_evidence,
    update_evidence,
)
from measures.services.evidence_order import (
    bin_evidence,
    move_evidence,
    place_evidence,
    restore_evidence,
)
from measures.services.plans import MeasureChanged, PlanLocked
from tests.factories import AT, make_measure, make_plan, make_step, make_unit, make_user
from tests.measures.inspecting.corpus import office, pdf, photo, photo_of_a_phone
from tests.measures.services.evidence import a_writer, an_upload, attach, make_evidence

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.test/"


def stored() -> set[str]:
    if not default_storage.exists("evidence"):
        return set()
    return {f"evidence/{name}" for name in default_storage.listdir("evidence")[1]}


def test_attach_file_keeps_a_photo_in_two_sizes():
    measure = make_measure()
    by = a_writer(measure)

    evidence = attach(
        measure, by=by, upload=an_upload("๐๓_ภาพ.jpg", photo_of_a_phone()), caption=" ประชุม ", at=AT
    )

    evidence.refresh_from_db()
    assert (evidence.kind, evidence.caption, evidence.original_name) == (
        "photo",
        "ประชุม",
        "๐๓_ภาพ.jpg",
    )
    assert (evidence.width, evidence.height, evidence.had_location) == (600, 800, True)
    assert (evidence.added_by, evidence.added_at, evidence.position) == (by, AT, 1)
    for name, size in (
        (evidence.stored_name, evidence.size_bytes),
        (evidence.thumbnail_name, evidence.thumbnail_bytes),
    ):
        assert default_storage.size(name) == size
        assert "ภาพ" not in name
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.organization_code) == (
        "evidence.added",
        by.pk,
        measure.plan.organization.code,
    )
    measure.refresh_from_db()
    assert (measure.updated_by, measure.opened_at) == (by, AT)


def test_attach_file_keeps_a_document_as_it_came():
    data = pdf("tel. 081-234-5678")
    upload = TemporaryUploadedFile("คู่มือ.pdf", "text/html", len(data), None)
    upload.write(data)
    upload.seek(0)

    evidence = attach(make_measure(), upload=upload)
    upload.close()

    with default_storage.open(evidence.stored_name) as file:
        assert file.read() == data
    assert (evidence.kind, evidence.media_type, evidence.page_count, evidence.findings) == (
        "file",
        "application/pdf",
        1,
        [{"kind": "phone", "page": 1}],
    )
    assert (evidence.thumbnail_name, evidence.width) == ("", None)


def test_the_same_file_is_refused_where_it_already_is():
    plan = make_plan()
    first, fourth = [make_measure(plan=plan, position=number) for number in (1, 4)]
    attach(fourth)
    before = stored()

    for measure, words in (
        (fourth, "ไฟล์นี้มีอยู่แล้วในมาตรการนี้"),
        (first, "ไฟล์นี้มีอยู่แล้วในมาตรการที่ ๔"),
    ):
        with pytest.raises(ValidationError) as refusal:
            attach(measure)
        assert refusal.value.messages == [words]
    assert stored() == before
    assert EvidenceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"EVIDENCE_FILE_MB": 0}, "ไฟล์ใหญ่เกิน ๐ MB โปรดย่อไฟล์แล้วลองอีกครั้ง"),
        ({"EVIDENCE_PLAN_FILES": 1}, "รายงานนี้มีหลักฐานครบ ๑ รายการแล้ว"),
        ({"EVIDENCE_PLAN_MB": 0}, "หลักฐานของรายงานนี้รวมกันเกิน ๐ MB"),
        ({"EVIDENCE_ORGANIZATION_MB": 0}, "หลักฐานของหน่วยงานนี้รวมกันเกิน ๐ MB โปรดแจ้งผู้ดูแลระบบ"),
    ],
)
def test_limits_are_said_and_nothing_stays(limits, words, settings):
    measure = make_measure()
    make_evidence(measure=measure)
    before = stored()
    for name, value in limits.items():
        setattr(settings, name, value)

    with pytest.raises(ValidationError) as refusal:
        attach(measure)

    assert refusal.value.messages == [words]
    assert (stored(), EvidenceFile.objects.count()) == (before, 1)


@pytest.mark.parametrize("data", [b"", b"<svg/>", photo()[:500], office("text/plain")])
def test_a_file_that_is_not_taken_leaves_nothing(data):
    before = stored()

    with pytest.raises(ValidationError):
        attach(make_measure(), upload=an_upload("ภาพ.jpg", data))

    assert (stored(), AuditEvent.objects.count()) == (before, 0)


def writes(measure):
    """Each way of writing, as a call for a person."""
    evidence = make_evidence(measure=measure)
    binned = make_evidence(measure=measure, binned_at=AT, binned_by=make_user())
    other = make_measure(plan=measure.plan)
    return [
        lambda by: attach(measure, by=by),
        lambda by: attach_link(measure=measure, url=ADDRESS, caption="", by=by),
        lambda by: update_evidence(evidence=evidence, caption="x", is_in_annex=True, by=by),
        lambda by: place_evidence(evidence=evidence, place=1, by=by),
        lambda by: move_evidence(evidence=evidence, measure=other, by=by),
        lambda by: bin_evidence(evidence=evidence, by=by),
        lambda by: restore_evidence(evidence=binned, by=by),
        lambda by: say_no_evidence(measure=measure, is_none=False, by=by),
    ]


def test_nobody_writes_who_may_not():
    measure = make_measure()
    unit = make_unit(organization=measure.plan.organization)
    mine = make_unit(organization=measure.plan.organization)
    Owner.objects.create(measure=measure, position=1, text="กอง").units.add(unit)
    limited = make_user(role=Role.STAFF, organization=measure.plan.organization)
    limited.memberships.get().units.add(mine)
    auditor = make_user(role=Role.AUDITOR, organization=measure.plan.organization)

    stranger = make_user(role=Role.COORDINATOR, organization=make_plan().organization)

    for write in writes(measure):
        for by in (auditor, limited, stranger):
            with pytest.raises(PermissionDenied):
                write(by)
    assert not AuditEvent.objects.exists()


def test_a_locked_plan_is_not_written():
    measure = make_measure()
    calls = writes(measure)
    measure.plan.locked_at = timezone.now()
    measure.plan.save()

    for write in calls:
        with pytest.raises(PlanLocked):
            write(a_writer(measure))
    assert not AuditEvent.objects.exists()


def test_a_measure_in_the_bin_takes_nothing():
    measure = make_measure()
    calls = writes(measure)
    measure.binned_at, measure.binned_by = AT, make_user()
    measure.save()

    for write in calls:
        with pytest.raises(MeasureChanged):
            write(a_writer(measure))


def test_update_evidence_writes_what_is_different():
    measure = make_measure()
    step = make_step(measure=measure)
    evidence, by = make_evidence(measure=measure), a_writer(measure)

    update_evidence(
        evidence=evidence,
        caption="ใหม่",
        is_in_annex=False,
        step=step,
        seen_caption="ภาพที่ 1",
        by=by,
    )

    evidence.refresh_from_db()
    assert (evidence.caption, evidence.is_in_annex, evidence.step) == ("ใหม่", False, step)
    event = AuditEvent.objects.get()
    assert (event.action, event.before, event.after) == (
        "evidence.updated",
        {"step_id": None, "caption": "ภาพที่ 1", "is_in_annex": True},
        {"step_id": step.pk, "caption": "ใหม่", "is_in_annex": False},
    )
    update_evidence(evidence=evidence, caption="ใหม่", is_in_annex=False, step=step, by=by)
    assert AuditEvent.objects.count() == 1


def test_update_evidence_overwrites_no_caption_that_was_not_seen():
    evidence = make_evidence(caption="ของผู้อื่น")
    by = a_writer(evidence.measure)

    with pytest.raises(EvidenceChanged) as refusal:
        update_evidence(
            evidence=evidence, caption="ของเรา", is_in_annex=True, seen_caption="เดิม", by=by
        )

    assert refusal.value.caption == "ของผู้อื่น"
    evidence.refresh_from_db()
    assert evidence.caption == "ของผู้อื่น"


@pytest.mark.parametrize("caption", ["ก" * 501, "ก\0ข"])
def test_update_evidence_refuses_bad_captions(caption):
    evidence = make_evidence()

    with pytest.raises(ValidationError):
        update_evidence(
            evidence=evidence, caption=caption, is_in_annex=True, by=a_writer(evidence.measure)
        )


def test_attach_link_adds_one_for_each_form():
    measure = make_measure()
    by = a_writer(measure)

    made = [
        attach_link(measure=measure, url=ADDRESS, caption="ข่าว", by=by, token="token-of-form")
        for _ in "ab"
    ]

    assert made[0] == made[1]
    assert (made[0].kind, made[0].url, made[0].stored_name) == ("link", ADDRESS, "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ข่าว", ""])
def test_attach_link_takes_web_addresses_only(url):
    measure = make_measure()

    with pytest.raises(ValidationError):
        attach_link(measure=measure, url=url, caption="", by=a_writer(measure))


def test_say_no_evidence_holds_until_there_is_some():
    measure = make_measure()
    by = a_writer(measure)

    say_no_evidence(measure=measure, is_none=True, by=by)
    say_no_evidence(measure=measure, is_none=True, by=by)
    assert NoEvidence.objects.get().said_by == by
    attach(measure, by=by)
    assert not NoEvidence.objects.exists()
    with pytest.raises(ValidationError):
        say_no_evidence(measure=measure, is_none=True, by=by)
    assert AuditEvent.objects.filter(action="measure.no_evidence").count() == 1
