from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.utils import timezone

from measures.templatetags.portal import icon, undo_of
from measures.templatetags.thai import (
    file_size,
    thai,
    thai_count,
    thai_date,
    thai_time,
    thai_when,
)


@pytest.mark.parametrize(
    ("value", "shown"), [(2568, "๒๕๖๘"), ("ฉบับ 1.0", "ฉบับ ๑.๐"), ("", ""), (0, "๐")]
)
def test_thai_writes_thai_digits(value, shown):
    assert thai(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0, "๐"), (999, "๙๙๙"), (1063000, "๑,๐๖๓,๐๐๐")])
def test_thai_count_has_commas(value, shown):
    assert thai_count(value) == shown


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (date(2026, 3, 16), "medium", "๑๖ มี.ค. ๒๕๖๙"),
        (date(2026, 3, 16), "long", "๑๖ มีนาคม พ.ศ. ๒๕๖๙"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "medium", "๑ ม.ค. ๒๕๗๐"),
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "medium", "๓๑ ธ.ค. ๒๕๖๙"),
        (None, "medium", ""),
    ],
)
def test_thai_date_is_the_buddhist_day_in_thailand(value, style, shown):
    assert thai_date(value, style) == shown.replace(" ", "\N{NO-BREAK SPACE}")


def test_thai_time_is_the_hour_in_thailand():
    moment = datetime(2026, 3, 16, 7, 5, tzinfo=UTC)

    assert thai_time(moment) == "๑๔:๐๕\N{NO-BREAK SPACE}น."


@pytest.mark.parametrize(
    ("size_bytes", "shown"),
    [
        (0, "๑ KB"),
        (1, "๑ KB"),
        (122_880, "๑๒๐ KB"),
        (1_048_000, "๑๐๒๓ KB"),
        (1_048_575, "๑.๐ MB"),
        (1_468_006, "๑.๔ MB"),
        (15_728_640, "๑๕ MB"),
        (5 * 1024**3, "๕.๐ GB"),
        (5000 * 1024**3, "๕๐๐๐ GB"),
    ],
)
def test_file_size_picks_the_unit(size_bytes, shown):
    assert file_size(size_bytes) == shown.replace(" ", "\N{NO-BREAK SPACE}")


def test_icon_is_hidden_from_screen_readers():
    assert icon("search", "icon-l") == (
        '<svg class="icon icon-l" aria-hidden="true">'
        '<use href="/static/vendor/icons.svg#search"></use></svg>'
    )


def test_thai_when_names_today_and_yesterday():
    now = timezone.now()

    shown = [thai_when(now - timedelta(days=days)) for days in (0, 1, 2)]

    assert [words.split("\N{NO-BREAK SPACE}")[0] for words in shown[:2]] == ["วันนี้", "เมื่อวานนี้"]
    assert shown[0].endswith(thai_time(now))
    assert shown[2] == thai_date(now - timedelta(days=2))


def test_a_message_says_what_to_post_to_undo_it():
    said = Message(SUCCESS, "ย้ายแล้ว", extra_tags="undo?to=%2Fplans%2Fa%2Forder%2F&place=17%3A6")
    undo = undo_of(said)

    assert undo is not None
    assert (undo["to"], dict(undo["fields"])) == ("/plans/a/order/", {"place": "17:6"})
    assert undo_of(Message(SUCCESS, "บันทึกแล้ว")) is None
    assert undo_of(Message(SUCCESS, "บันทึกแล้ว", extra_tags="other?to=/")) is None
