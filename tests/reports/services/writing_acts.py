"""Every act that writes working data, with what of a plan must be open for it."""

from django.utils import timezone

from measures.inputs import AnnexInput
from measures.models import Measure, MeasureEntry
from measures.services.adding import add_measure
from measures.services.bin import bin_measure, duplicate_measure, restore_measure
from measures.services.evidence import attach_file, attach_link, update_evidence
from measures.services.evidence_order import (
    bin_evidence,
    move_evidence,
    place_evidence,
    restore_evidence,
)
from measures.services.issues import choose_issue
from measures.services.measures import delete_measure, save_measure
from measures.services.order import place_measure
from measures.services.owners import answer_meaning, choose_units
from measures.services.restoring import restore_entry
from measures.services.step_rows import (
    add_step,
    indent_step,
    move_step,
    place_step,
    remove_step,
)
from measures.writing.opening import EVERYTHING, Area
from reports.layouts import STANDARD
from reports.services.bringing_in import bring_in
from reports.services.details import update_details
from reports.services.plan_layouts import layout_mark, save_plan_layout
from tests.factories import (
    AT,
    a_measure,
    make_entry,
    make_full_measure,
    make_layout,
)
from tests.measures.services.bringing import stage
from tests.measures.services.evidence import an_upload, make_evidence


def measures_of(office):
    return list(Measure.objects.in_plan(office.report.plan))


def acts_on_the_whole(office):
    """Acts for which everything must be open."""
    plan, by, at = office.report.plan, office.legal, timezone.now()
    first, second = measures_of(office)
    binned = make_full_measure(plan=plan, position=3, binned_at=at, binned_by=by)
    batch, row = stage(plan.organization, by=by), make_evidence(measure=first)
    other, seen = make_layout("suggestions"), layout_mark(office.report)
    edit = {"plan": plan, "measure": first, "revision": first.revision, "by": by}
    details = {"data": plan.as_input(), "revision": plan.revision, "layout": other}
    return [
        lambda: add_measure(plan=plan, data=a_measure(), by=by, at=at),
        lambda: bin_measure(measure=first, by=by, at=at),
        lambda: restore_measure(measure=binned, by=by, at=at),
        lambda: duplicate_measure(measure=first, by=by, at=at),
        lambda: delete_measure(measure=first, by=by, revision=first.revision),
        lambda: place_measure(measure=first, position=2, by=by),
        lambda: bring_in(batch=batch, revision=batch.revision, by=by, at=at),
        lambda: save_plan_layout(plan=plan, spec=STANDARD["six"], seen=seen, by=by),
        lambda: update_details(plan=plan, by=by, **details),
        lambda: save_measure(**edit, position=2, data=a_measure()),
        lambda: move_evidence(evidence=row, measure=second, by=by),
    ]


def acts_on_a_measure(office):
    """Acts on the first measure, each with the area that it needs."""
    plan, by = office.report.plan, office.legal
    first = measures_of(office)[0]
    one, two = list(first.steps.order_by("position"))
    owner, entry = first.owners.first(), make_entry(measure=first)
    MeasureEntry.objects.filter(pk=entry.pk).update(
        values={**entry.values, "title": "เดิม"},
        steps=[[step.pk, step.depth] for step in (one, two)],
    )
    entry.refresh_from_db()
    seen = {"measure": first, "revision": first.revision, "by": by}
    annex = AnnexInput(number="", heading="หัว", text="ข้อความ")
    of_step = {"measure": first, "step": two.pk, "by": by}
    return [
        (Area.WHOLE, lambda: save_measure(plan=plan, data=a_measure(), annex=annex, **seen)),
        (Area.TITLE, lambda: choose_issue(issue=None, **seen)),
        (Area.TITLE, lambda: restore_entry(entry=entry, by=by)),
        (Area.OWNERS, lambda: choose_units(units={owner.pk: []}, **seen)),
        (
            Area.OWNERS,
            lambda: answer_meaning(measure=first, words=owner.text, is_meant=False, by=by),
        ),
        (Area.STEPS, lambda: add_step(measure=first, by=by)),
        (Area.STEPS, lambda: move_step(direction="up", **of_step)),
        (Area.STEPS, lambda: place_step(before=one.pk, **of_step)),
        (Area.STEPS, lambda: indent_step(**of_step)),
        (Area.STEPS, lambda: remove_step(**of_step)),
    ]


def acts_on_evidence(office):
    by = office.legal
    first = measures_of(office)[0]
    rows = [make_evidence(measure=first) for _ in range(2)]
    gone = make_evidence(measure=first, binned_at=AT, binned_by=by)
    return [
        lambda: attach_file(measure=measures_of(office)[0], upload=an_upload(), by=by),
        lambda: attach_link(measure=first, url="https://a.go.th", caption="ก", by=by),
        lambda: update_evidence(evidence=rows[0], caption="ใหม่", is_in_annex=True, by=by),
        lambda: place_evidence(evidence=rows[0], place=2, by=by),
        lambda: bin_evidence(evidence=rows[0], by=by),
        lambda: restore_evidence(evidence=gone, by=by),
    ]


def acts(office):
    """Every act on working data beside single texts, with what must be open for it."""
    return [
        *((EVERYTHING, act) for act in acts_on_the_whole(office)),
        *acts_on_a_measure(office),
        *((Area.EVIDENCE, act) for act in acts_on_evidence(office)),
    ]
