from django.test import Client

from measures.models import StockMeasure
from tests.factories import make_stock_measure
from tests.measures.admin.pages import address, errors, events, save


def test_a_stock_measure_is_added_changed_and_deleted(admin: Client) -> None:
    typed = {"position": "๓", "name": "ก", "title": "มาตรการ ก", "steps": "หนึ่ง\nสอง"}
    assert save(admin, address("stockmeasure", "add"), typed).status_code == 302
    row = StockMeasure.objects.get()
    assert (row.position, row.steps, row.is_offered) == (3, "หนึ่ง\nสอง", True)

    url = address("stockmeasure", "change", row.pk)
    assert save(admin, url, {"owners": "กองคลัง", "position": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.position, row.owners, row.title) == (1, "กองคลัง", "มาตรการ ก")

    page = admin.get(address("stockmeasure", "delete", row.pk))
    assert page.status_code == 200
    admin.post(address("stockmeasure", "delete", row.pk), {"post": "yes"})
    assert not StockMeasure.objects.exists()
    assert [action for action, _ in events()] == [
        "stock_measure.created",
        "stock_measure.updated",
        "stock_measure.deleted",
    ]


def test_two_stock_measures_never_have_one_name(admin: Client) -> None:
    make_stock_measure(name="ก")

    response = save(
        admin, address("stockmeasure", "add"), {"position": "2", "name": "ก", "title": "ข"}
    )

    assert errors(response) == ["มีมาตรการที่ใช้บ่อยชื่อนี้แล้ว"]
