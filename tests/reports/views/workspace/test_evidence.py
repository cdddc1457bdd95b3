import pytest

from measures.models import AuditEvent, EvidenceFile, NoEvidence, Owner
from measures.roles import Role
from tests.factories import (
    AT,
    make_full_measure,
    make_layout,
    make_measure,
    make_report,
    make_unit,
    make_user,
)
from tests.measures.inspecting.corpus import office, pdf, photo
from tests.measures.services.evidence import a_writer, make_evidence
from tests.reports.views.workspace.evidence import JSON, a_file, add, address, text_of

pytestmark = pytest.mark.django_db


def test_the_page_shows_each_measure_with_its_files(client, plan, measures, writer):
    first, second, _ = measures
    make_evidence(measure=first, caption="ประชุม โทร ๐๘๑-๒๓๔-๕๖๗๘", had_location=True)
    make_evidence(
        measure=first,
        kind="file",
        caption="",
        stored_name="evidence/x.pdf",
        page_count=14,
        findings=[{"kind": "citizen_id", "page": 2}],
    )
    make_evidence(
        measure=first,
        kind="link",
        url="https://example.test/ก",
        caption="ข่าว",
        stored_name="",
        sha256="",
        source_sha256="",
    )
    NoEvidence.objects.create(measure=second, said_at=AT, said_by=writer)

    text = text_of(client.get(address(plan)))

    for words in (
        "มาตรการที่ ๑ · มาตรการเรื่องที่ 1 ๓ รายการ",
        "คำบรรยายมีตัวเลขคล้ายหมายเลขโทรศัพท์",
        "ลบพิกัดภาพแล้ว",
        "ในไฟล์พบตัวเลขคล้ายเลขประจำตัวประชาชน หน้า ๒",
        "๑๔ หน้า",
        "ใส่คำบรรยายก่อน จึงจะพิมพ์ในภาคผนวก",
        "https://example.test/ก",
        "ปีนี้ไม่มีหลักฐานของมาตรการนี้",
        "ยังไม่มีหลักฐาน ๑ มาตรการ",
    ):
        assert words in text


def test_the_page_costs_the_same_for_few_and_many(
    client, plan, measures, writer, django_assert_num_queries
):
    def cost():
        with django_assert_num_queries(100, exact=False) as queries:
            client.get(address(plan))
        return len(queries)

    make_evidence(measure=measures[0])
    few = cost()
    for _ in range(4):
        measure = make_full_measure(plan=plan)
        for _ in range(3):
            make_evidence(measure=measure)

    assert cost() == few <= 22


def test_an_empty_plan_says_what_comes_first(client, plan):
    client.force_login(a_writer(make_measure(plan=plan, binned_at=AT, binned_by=make_user())))

    assert "เพิ่มมาตรการก่อน" in text_of(client.get(address(plan)))


def test_several_files_find_their_measures_by_their_names(client, plan, measures, writer):
    answer = add(client, plan, a_file("๐๓_ภาพ.jpg"), a_file("01_คู่มือ.pdf", pdf()))

    assert answer.status_code == 302
    found = EvidenceFile.objects.in_plan(plan).values_list("measure", "original_name")
    assert list(found) == [
        (measures[0].pk, "01_คู่มือ.pdf"),
        (measures[2].pk, "๐๓_ภาพ.jpg"),
    ]


def test_the_others_are_kept_when_one_is_refused(client, plan, measures, writer):
    answer = add(
        client,
        plan,
        a_file("ดี.jpg"),
        a_file("<b>ร้าย.jpg", b"<svg/>"),
        a_file("ซ้ำ.jpg"),
        data={"measure": measures[1].pk},
    )

    text = text_of(answer)
    assert answer.status_code == 422
    assert "<b>ร้าย.jpg: ไม่รองรับไฟล์ชนิดนี้" in text
    assert "ซ้ำ.jpg: ไฟล์นี้มีอยู่แล้วในมาตรการนี้" in text
    assert "เพิ่ม ๑ ไฟล์แล้ว" in text
    assert [each.original_name for each in EvidenceFile.objects.in_plan(plan)] == ["ดี.jpg"]


@pytest.mark.parametrize(
    ("files", "data", "words"),
    [
        ([], {}, "โปรดเลือกไฟล์ก่อน"),
        ([a_file("ภาพ.jpg")], {}, "ไม่ทราบว่าเป็นของมาตรการใด"),
        ([a_file("09_ภาพ.jpg")], {}, "ไม่ทราบว่าเป็นของมาตรการใด"),
        ([a_file("ภาพ.jpg")], {"measure": "x"}, "ไม่พบมาตรการนี้ในรายงาน"),
        ([a_file("ภาพ.jpg")], {"measure": "99999999999999999999"}, "ไม่พบมาตรการนี้ในรายงาน"),
        ([a_file("ภาพ.jpg")], {"measure": "1\0"}, "ยังบันทึกไม่ได้"),
    ],
)
def test_what_is_missing_is_said(client, plan, measures, writer, files, data, words):
    answer = add(client, plan, *files, data=data)

    assert (answer.status_code, words in text_of(answer)) == (422, True)
    assert not EvidenceFile.objects.exists()


def test_files_over_the_limits_are_not_read_and_the_others_are(
    client, plan, measures, writer, settings
):
    settings.EVIDENCE_FILE_MB = 1
    large = a_file("ใหญ่.pdf", bytes(1_200_000))

    answer = add(client, plan, large, a_file("01_ภาพ.jpg"))

    assert "ใหญ่.pdf: ไฟล์ใหญ่เกิน ๑ MB โปรดย่อไฟล์แล้วลองอีกครั้ง" in text_of(answer)
    assert [each.original_name for each in EvidenceFile.objects.in_plan(plan)] == ["01_ภาพ.jpg"]
    settings.EVIDENCE_FILE_MB, settings.EVIDENCE_UPLOAD_MB = 20, 1
    answer = add(client, plan, a_file("ใหญ่.pdf", bytes(1_200_000)), a_file("02_ภาพ.pdf", pdf()))
    assert text_of(answer).count("ไฟล์ใหญ่เกิน") == 2


def test_a_script_gets_the_same_in_few_words(client, plan, measures, writer):
    data = {"measure": measures[0].pk}

    answers = [
        add(client, plan, a_file(name, body), data=data, **JSON)
        for name, body in (("ดี.jpg", photo()), ("ร้าย.docx", office("text/plain")))
    ]

    made = EvidenceFile.objects.get()
    assert [(each.status_code, each.json()) for each in answers] == [
        (201, {"added": [{"id": made.pk, "measure": measures[0].pk}], "refused": []}),
        (
            422,
            {
                "added": [],
                "refused": [
                    {
                        "name": "ร้าย.docx",
                        "message": "ไม่รองรับไฟล์ชนิดนี้ ใช้ภาพ JPG, PNG, WebP "
                        "หรือไฟล์ PDF, Word, Excel, PowerPoint",
                    }
                ],
            },
        ),
    ]


def test_staff_of_a_unit_write_in_its_measures_only(client, plan, measures):
    mine, theirs = [make_unit(organization=plan.organization, name=name) for name in "กข"]
    for measure, unit in zip(measures, (mine, theirs), strict=False):
        Owner.objects.create(measure=measure, position=1, text=unit.name).units.add(unit)
    user = make_user(role=Role.STAFF, organization=plan.organization)
    user.memberships.get().units.add(mine)
    client.force_login(user)
    other = make_evidence(measure=measures[1])

    page = client.get(address(plan)).content.decode()
    answer = add(client, plan, a_file("01_ภาพ.jpg"), a_file("02_ภาพ.pdf", pdf()))

    assert f'value="{measures[0].pk}" data-number="1"' in page
    assert f'value="{measures[1].pk}" data-number' not in page
    assert f"caption-{other.pk}" not in page
    assert "02_ภาพ.pdf: บัญชีนี้ไม่มีสิทธิ์แก้ไขมาตรการนี้" in text_of(answer)
    assert client.post(address(plan, "delete", other.pk)).status_code == 403


def test_captions_are_saved_and_what_is_refused_stays_typed(client, plan, measures, writer):
    evidence = make_evidence(measure=measures[0])
    edit = address(plan, "edit", evidence.pk)

    assert client.post(edit, {"caption": "ใหม่", "is_in_annex": "on"}).status_code == 302
    answer = client.post(edit, {"caption": "ก" * 501, "seen": "ใหม่"})
    assert answer.status_code == 422
    assert "ก" * 501 in answer.content.decode()
    assert "ยาวเกิน ๕๐๐ ตัวอักษร" in text_of(answer)
    answer = client.post(edit, {"caption": "ของเรา", "seen": "เดิม"}, **JSON)
    assert (answer.status_code, answer.json()["seen"]) == (409, "ใหม่")
    answer = client.post(edit, {"caption": "โทร 0812345678", "seen": "ใหม่"}, **JSON)
    assert answer.json() == {
        "caption": "โทร 0812345678",
        "warnings": ["คำบรรยายมีตัวเลขคล้ายหมายเลขโทรศัพท์"],
    }
    evidence.refresh_from_db()
    assert (evidence.caption, evidence.is_in_annex) == ("โทร 0812345678", False)


def test_evidence_is_moved_deleted_and_brought_back(client, plan, measures, writer):
    first, second = [make_evidence(measure=measures[0]) for _ in "ab"]

    client.post(address(plan, "move", second.pk), {"place": 1})
    assert list(EvidenceFile.objects.of_measure(measures[0])) == [second, first]
    client.post(address(plan, "move", second.pk), {"place": 2}, **JSON)
    assert list(EvidenceFile.objects.of_measure(measures[0])) == [first, second]
    client.post(address(plan, "move", first.pk), {"measure": measures[2].pk})
    assert list(EvidenceFile.objects.of_measure(measures[2])) == [first]
    answer = client.post(address(plan, "delete", first.pk), follow=True)
    assert "ลบ “ภาพที่ 1” แล้ว เลิกทำ" in text_of(answer)
    answer = client.post(address(plan, "restore", first.pk), follow=True)
    assert "นำ “ภาพที่ 1” กลับมาแล้ว" in text_of(answer)
    assert list(EvidenceFile.objects.of_measure(measures[2])) == [first]


def test_a_button_pressed_twice_does_no_harm(client, plan, measures, writer):
    evidence = make_evidence(measure=measures[0])

    for act in ("delete", "restore"):
        answers = [client.post(address(plan, act, evidence.pk), follow=True) for _ in "ab"]
        assert [answer.status_code for answer in answers] == [200, 200]

    actions = AuditEvent.objects.values_list("action", flat=True)
    assert sorted(actions) == ["evidence.binned", "evidence.restored"]


@pytest.mark.parametrize("place", ["x", "-1", "9" * 30, "๑", ""])
def test_a_forged_place_does_no_harm(client, plan, measures, writer, place):
    first, second = [make_evidence(measure=measures[0]) for _ in "ab"]

    answer = client.post(address(plan, "move", second.pk), {"place": place})

    assert answer.status_code == 302
    assert set(EvidenceFile.objects.of_measure(measures[0])) == {first, second}


def test_links_are_added_once_and_checked(client, plan, measures, writer):
    data = {"measure": measures[0].pk, "url": "https://example.test/", "caption": "ข่าว"}

    for _ in "ab":
        client.post(address(plan, "link"), {**data, "token": "a-token-of-a-form"})
    answer = client.post(address(plan, "link"), {**data, "url": "javascript:alert(1)"})

    assert EvidenceFile.objects.count() == 1
    assert (answer.status_code, "ต้องขึ้นต้นด้วย https://" in text_of(answer)) == (422, True)
    assert "javascript:alert(1)" in answer.content.decode()


def test_a_locked_plan_is_read_only(client, plan, measures, writer):
    evidence = make_evidence(measure=measures[0])
    plan.locked_at = AT
    plan.save()

    page = client.get(address(plan))
    assert "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้" in text_of(page)
    assert b'name="files"' not in page.content
    assert b'name="caption"' not in page.content
    answer = client.post(address(plan, "edit", evidence.pk), {"caption": "x"}, **JSON)
    assert (answer.status_code, answer.json()["message"]) == (
        409,
        "รายงานนี้ส่งตรวจหรือเผยแพร่แล้ว แก้ไขไม่ได้",
    )
    assert add(client, plan, a_file("01_a.jpg")).status_code == 422


def test_a_layout_without_annex_says_so(client, plan, measures, writer):
    layout = make_layout()
    layout.spec["has_annex"] = False
    layout.save()
    make_report(plan=plan, layout=layout)

    assert "ไม่พิมพ์ภาคผนวก" in text_of(client.get(address(plan)))
