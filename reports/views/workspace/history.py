"""What a measure said before: its entries, what each changed, and bringing one back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from measures.models import AnnualPlan, MeasureEntry
from measures.roles import Action
from measures.services.history import entries_of
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.restoring import restore_entry
from measures.views.access import UserRequest, plan_view, rights_in
from measures.writing import Part, difference, read_key
from reports.layouts import FIELDS
from reports.views.workspace.editor.answers import field_labels
from reports.views.workspace.editor.drawing import closed_by
from reports.views.workspace.editor.fields import shown
from reports.views.workspace.editor.opened import open_measure
from reports.views.workspace.refusals import locked_words

OTHER_STEP = "ขั้นตอนที่ลบไปแล้ว"
OTHER_FIELD = "ข้อความที่ตารางนี้ไม่พิมพ์"


@dataclass(frozen=True, kw_only=True)
class ChangedField:
    """One text that an entry changed, word by word."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """An entry of the list; `changed` against the one before it."""

    entry: MeasureEntry
    changed: tuple[ChangedField, ...]
    is_newest: bool


@plan_view(Action.VIEW_PLAN)
@require_safe
def measure_history(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """The entries of a measure, the newest first, each with what it changed."""
    opened = open_measure(plan, measure_id)
    labels = field_labels(opened)
    entries = entries_of(opened.measure)
    older = [*entries[1:], None][: len(entries)]
    lines = [
        EntryLine(
            entry=entry,
            changed=_changed(before.values if before else {}, entry.values, labels)
            if before
            else (),
            is_newest=place == 0,
        )
        for place, (entry, before) in enumerate(zip(entries, older, strict=True))
    ]
    context = {
        "plan": plan,
        "opened": opened,
        "lines": lines,
        "may_edit": closed_by(plan, opened, rights_in(request)) is None,
    }
    return render(request, "reports/workspace/history/measure_history.html", context)


@plan_view(Action.EDIT_PLAN)
@require_POST
def entry_restore(
    request: UserRequest, plan: AnnualPlan, measure_id: str, entry_id: str
) -> HttpResponse:
    """Make the measure say again what it said then; what it says now stays in its history."""
    opened = open_measure(plan, measure_id)
    entry = get_object_or_404(opened.measure.entries, pk=entry_id)
    place = [plan.organization.code, plan.fiscal_year.year, opened.measure.pk]
    try:
        restore_entry(entry=entry, by=request.user, at=timezone.now())
    except PlanLocked:
        messages.error(request, locked_words(plan))
        return redirect("workspace:measure_history", *place)
    except MeasureChanged:
        messages.error(request, "มาตรการนี้ถูกย้ายไปถังพักแล้ว นำกลับมาก่อนจึงแก้ไขได้")
        return redirect("workspace:plan_detail", *place[:2])
    messages.success(request, "นำข้อความเดิมกลับมาแล้ว ข้อความก่อนหน้ายังอยู่ในประวัติ")
    return redirect("workspace:measure_edit", *place)


def _changed(
    before: dict[str, str], after: dict[str, str], labels: dict[str, str]
) -> tuple[ChangedField, ...]:
    keys = [*after, *(key for key in before if key not in after)]
    return tuple(
        ChangedField(
            label=labels.get(key) or _label(key),
            parts=difference(shown(key, before.get(key, "")), shown(key, after.get(key, ""))),
        )
        for key in keys
        if before.get(key, "") != after.get(key, "")
    )


def _label(key: str) -> str:
    """What a box was called that the page has no more."""
    found = read_key(key)
    if found is None or found.step is not None:
        return OTHER_STEP
    return FIELDS.get(found.field, OTHER_FIELD)
