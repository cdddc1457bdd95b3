"""From a measure and what became of a post to the context of the editor's page."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.utils import timezone

from measures.forms.periods import usual_periods
from measures.models import AnnualPlan, Issue, Measure
from measures.permissions import Rights
from measures.services.owners import answered_words
from measures.services.removed_rows import removed_rows_of
from measures.services.writing import Conflict, values_of
from measures.templatetags.thai import thai_date, thai_time
from measures.writing import difference
from reports.models import Report
from reports.rendering.grid import build_grid
from reports.services.drafts import draft_row
from reports.services.findings import check_plan
from reports.status import STATUS_LABELS, Status
from reports.views.workspace.editor.fields import Collision, Texts, shown
from reports.views.workspace.editor.findings import (
    PlacedFinding,
    findings_by_key,
    placed_findings,
)
from reports.views.workspace.editor.opened import OpenedMeasure
from reports.views.workspace.editor.page import EditorPage, editor_page
from reports.views.workspace.threads import Thread, threads_of


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Why a page shows texts and no boxes."""

    title: str
    words: str


GONE = Closed(
    title="มาตรการนี้ไม่อยู่ในรายงานแล้ว",
    words="มีผู้ย้ายมาตรการนี้ไปถังพัก ข้อความที่ท่านพิมพ์และยังไม่ได้บันทึกอยู่ด้านล่าง คัดลอกเก็บไว้ได้",
)


NOT_OPENED = Closed(
    title="มาตรการนี้ไม่ได้เปิดให้แก้ในรอบนี้",
    words="รอบนี้เปิดเฉพาะช่องที่ผู้ตรวจเลือก หากต้องแก้มาตรการนี้ โปรดขอให้นิติกรหรือผู้พิจารณาเปิดเพิ่ม",
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a post left for the person to do: texts that were not taken, and why."""

    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    collisions: tuple[Collision, ...] = ()
    base: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    closed: Closed | None = None


NOTHING_LEFT = Outcome()


def edit_context(
    plan: AnnualPlan, opened: OpenedMeasure, rights: Rights, outcome: Outcome = NOTHING_LEFT
) -> dict[str, Any]:
    """Everything that the templates of the editor show."""
    measure, saved = opened.measure, values_of(opened.measure)
    found = placed_findings(check_plan(plan), opened)
    draft = draft_row(measure, opened.layout, number=opened.number)
    threads = [each for each in threads_of(plan, rights, measure=measure) if not each.is_closed]
    texts = replace(_texts(plan, measure, saved, outcome, found), threads=threads)
    closed = outcome.closed or closed_by(plan, opened, rights)
    page = editor_page(measure, draft.layout, texts)
    return {
        **_hidden(saved, outcome),
        "plan": plan,
        "opened": opened,
        "next_number": opened.number + 1,
        "page": page,
        "grid": build_grid(draft.snapshot, draft.layout),
        **_rights(plan, rights, closed),
        **_not_saved(saved, outcome, page),
        "units": texts.units,
        "usual_periods": usual_periods(plan.fiscal_year.year),
        "issues": Issue.objects.of_plan(plan),
        "refusal": outcome.refusal,
        "findings": found,
        **_commented(threads),
        "removed": removed_rows_of(measure, at=timezone.now()),
    }


def _not_saved(saved: dict[str, str], outcome: Outcome, page: EditorPage) -> dict[str, Any]:
    """The keys of texts that were not taken, and those texts whose box is gone."""
    unsaved = [key for key, text in outcome.typed.items() if text != saved.get(key)]
    boxes = {field.key for field in page.fields}
    gone = [(key, outcome.typed[key]) for key in unsaved if key not in boxes]
    return {"unsaved": frozenset(unsaved), "stranded": gone}


def _rights(plan: AnnualPlan, rights: Rights, closed: Closed | None) -> dict[str, Any]:
    may_copy = closed is None and plan.opening.is_all
    return {
        "closed": closed,
        "may_edit": closed is None,
        "may_copy": may_copy,
        "may_bin": may_copy and rights.may_edit_all(plan.organization_id),
    }


def _commented(threads: list[Thread]) -> dict[str, Any]:
    """The comments on the measure, and those on its steps, which have no box of their own."""
    steps = [thread for thread in threads if thread.box == "steps"]
    return {"threads": threads, "step_threads": steps}


def _texts(
    plan: AnnualPlan,
    measure: Measure,
    saved: dict[str, str],
    outcome: Outcome,
    found: Iterable[PlacedFinding],
) -> Texts:
    return Texts(
        saved=saved,
        fiscal_year=plan.fiscal_year.year,
        typed=outcome.typed,
        errors=outcome.errors,
        collisions={collision.key: collision for collision in outcome.collisions},
        carried=frozenset(measure.carried),
        units=list(plan.organization.units.all()),
        answered=answered_words(measure),
        findings=findings_by_key(found),
        is_open=partial(plan.opening.opens_text, measure.pk),
    )


def _hidden(saved: dict[str, str], outcome: Outcome) -> dict[str, str]:
    """What the form carries beside its boxes: see `Posted`."""
    theirs = {c.key: c.theirs for c in outcome.collisions if c.theirs is not None}
    return {
        "base": json.dumps({**saved, **outcome.base}, ensure_ascii=False),
        "seen": json.dumps(theirs, ensure_ascii=False),
        "once": secrets.token_urlsafe(16),
    }


def closed_by(plan: AnnualPlan, opened: OpenedMeasure, rights: Rights) -> Closed | None:
    """What keeps the person from writing; None when nothing does."""
    if plan.is_locked:
        status = Report.objects.of_plan(plan).values_list("status", flat=True).first()
        label = STATUS_LABELS[Status(status or Status.SUBMITTED)]
        return Closed(
            title=f"{label} แก้ไขไม่ได้",
            words="ข้อความของมาตรการนี้เปิดดูได้ จะแก้ไขได้อีกเมื่อรายงานถูกส่งคืนหรือเปิดแก้ไข",
        )
    if not rights.may_edit_measure(opened.measure):
        return Closed(
            title="ท่านเปิดดูได้ แต่แก้ไขไม่ได้",
            words="มาตรการนี้อยู่ในความรับผิดชอบของหน่วยงานภายในอื่น หรือบัญชีของท่านมีสิทธิ์ดูเท่านั้น",
        )
    return None if plan.opening.has(opened.measure.pk) else NOT_OPENED


def collisions_of(conflicts: Iterable[Conflict]) -> tuple[Collision, ...]:
    """Two texts side by side, each with what only it has marked."""
    return tuple(_collision(conflict) for conflict in conflicts)


def _collision(conflict: Conflict) -> Collision:
    key = conflict.key
    parts = difference(shown(key, conflict.theirs or ""), shown(key, conflict.mine))
    return Collision(
        key=key,
        mine=conflict.mine,
        theirs=conflict.theirs,
        by=str(conflict.by) if conflict.by else "ผู้อื่น",
        at=f"{thai_date(conflict.at)} {thai_time(conflict.at)}",
        mine_parts=tuple((p.text, p.kind == "added") for p in parts if p.kind != "removed"),
        theirs_parts=tuple((p.text, p.kind == "removed") for p in parts if p.kind != "added"),
    )
