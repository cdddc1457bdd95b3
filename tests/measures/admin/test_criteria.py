from django.test import Client

from reports.models import AssessmentRound, LevelScale, RoundItem
from tests.factories import make_round
from tests.measures.admin.pages import address, errors, events, save


def test_a_round_its_item_and_a_scale_are_typed_in_thai(admin: Client) -> None:
    typed = {"year": "๒๕๗๐", "opens_on": "๑ มี.ค. ๒๕๗๐", "closes_on": "๓๐ เม.ย. ๒๕๗๐"}
    assert save(admin, address("assessmentround", "add"), typed).status_code == 302
    row = AssessmentRound.objects.get()
    item = {
        "round": row.pk,
        "kind": "report",
        "code": "O24",
        "title": "รายงาน",
        "years_before": "๑",
        "elements-0-field": "steps",
        "elements-0-label": "ขั้นตอน",
        "elements-0-is_required": "on",
    }
    assert save(admin, address("rounditem", "add"), item).status_code == 302
    bands = {
        "first_year": "๒๕๗๐",
        "words": "ผ่าน",
        "bands-0-level": "ดี",
        "bands-0-total": "๐",
    }
    assert save(admin, address("levelscale", "add"), bands).status_code == 302

    assert (row.year, str(row.opens_on), str(row.closes_on)) == (2570, "2027-03-01", "2027-04-30")
    asked = RoundItem.objects.get().elements.get()
    assert (asked.field, asked.label, asked.is_required) == ("steps", "ขั้นตอน", True)
    assert LevelScale.objects.get().bands.get().level == "ดี"
    assert [action for action, _ in events()] == [
        *("round.created", "round_item.created", "level_scale.created")
    ]


def test_refusals_are_said_and_nothing_is_written(admin: Client) -> None:
    row = make_round(year=2570)
    page = address("assessmentround", "change", row.pk)

    late = save(admin, page, {"opens_on": "๑ พ.ค. ๒๕๗๐", "closes_on": "๓๐ เม.ย. ๒๕๗๐"})
    assert errors(late) == ["ใส่ทั้งวันเปิดและวันปิด โดยวันปิดไม่มาก่อนวันเปิด หรือเว้นว่างทั้งสองช่อง"]
    twice = save(admin, address("assessmentround", "add"), {"year": "2570"})
    assert errors(twice) == ["มีรอบการประเมินของปีนี้แล้ว"]
    empty = save(
        admin,
        address("rounditem", "change", row.items.get().pk),
        {"elements-0-DELETE": "on", "elements-1-DELETE": "on"},
    )
    assert errors(empty) == ["โปรดใส่องค์ประกอบอย่างน้อย ๑ ข้อ"]
    assert events() == []


def test_an_item_is_removed(admin: Client) -> None:
    item = make_round().items.get()

    admin.post(address("rounditem", "delete", item.pk), {"post": "yes"})

    assert not RoundItem.objects.exists()
    assert [action for action, _ in events()] == ["round_item.deleted"]
