"""The admin's pages as a browser sees them: what their form would send, and what they say."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from measures.models import AuditEvent

STALE = "มีผู้อื่นแก้ไขข้อมูลนี้หลังจากท่านเปิดหน้านี้ จึงยังไม่ได้บันทึก ข้อความของท่านยังอยู่ด้านล่าง เปิดฉบับล่าสุดในแท็บใหม่"
LOCKED = "แผนนี้ส่งตรวจหรือเผยแพร่แล้ว จึงแก้ไขไม่ได้ ข้อความของท่านยังอยู่ด้านล่าง"
REPORTS = {"layout", "report", "reportversion", "decision", "exportfile"}
REPORTS |= {"assessmentround", "levelscale", "rounditem"}
Values = dict[str, list[str]]


class _Form(HTMLParser):
    """Collects what the page's own form would send as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Values = {}
        self.inside = False
        self.select = ""
        self.area: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("id", "") != "logout-form" and said.get("method") == "post"
        if not self.inside:
            return
        if tag == "input" and said.get("name"):
            self._add_input(said)
        elif tag == "select":
            self.select = said.get("name", "")
            self.first = True
            self.is_multiple = "multiple" in said
        elif tag == "option" and self.select:
            self._add_option(said)
        elif tag == "textarea":
            self.area, self.text = said["name"], ""

    def _add_input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind in ("submit", "button", "file"):
            return
        if kind in ("checkbox", "radio") and "checked" not in said:
            return
        blank = "on" if kind == "checkbox" else ""
        self.values.setdefault(said["name"], []).append(said.get("value", blank))

    def _add_option(self, said: dict[str, str]) -> None:
        chosen = "selected" in said
        if self.first and not self.is_multiple:
            self.values[self.select] = [said.get("value", "")]
            self.first = False
        if chosen and self.is_multiple:
            self.values.setdefault(self.select, []).append(said.get("value", ""))
        elif chosen:
            self.values[self.select] = [said.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.area is not None:
            self.values[self.area] = [self.text.removeprefix("\n").removeprefix("\r\n")]
            self.area = None


def address(model: str, view: str, *args: Any) -> str:
    """Of a page: address("measure", "change", 7)."""
    app = "reports" if model in REPORTS else "measures"
    return reverse(f"admin:{app}_{model}_{view}", args=args)


def sent(html: str) -> Values:
    """What the form of a page sends when nothing is typed."""
    form = _Form()
    form.feed(html)
    return form.values


def opened(client: Client, url: str) -> Values:
    """What the form of that page sends when nothing is typed."""
    response = client.get(url)
    assert response.status_code == 200
    return sent(response.content.decode())


def save(client: Client, url: str, typed: dict[str, Any], *, shown: Values | None = None) -> Any:
    """Open a page (unless it was), type into its form and send it."""
    values = shown if shown is not None else opened(client, url)
    return client.post(url, {**values, **typed, "_save": "บันทึก"})


def errors(response: Any) -> list[str]:
    """What the page complains of, without its tags."""
    lists = re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', response.content.decode(), re.S)
    items = re.findall(r"<li>(.*?)</li>", "".join(lists), re.S)
    return [re.sub(r"<[^>]+>", "", item).strip() for item in items]


def notes(response: Any) -> list[str]:
    """The messages at the top, without their tags."""
    return [re.sub(r"<[^>]+>", "", str(message)) for message in get_messages(response.wsgi_request)]


def events() -> list[tuple[str, str]]:
    """What was done, and by whom, oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("action", "actor"))


def forget_events() -> None:
    """Begin with an empty record, which nothing but a test can."""
    rows = AuditEvent.objects.all()
    rows._raw_delete(rows.db)
