"""What the page of a plan's evidence shows, as values, in a fixed number of queries."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.privacy import PersonalNumber, personal_numbers
from measures.forms.evidence import LinkForm, UploadForm
from measures.models import AnnualPlan, EvidenceFile, Measure, NoEvidence, Step
from measures.permissions import Rights, editable_measures
from measures.writing.opening import Area
from reports.queries.submissions import report_of
from reports.views.workspace.refusals import locked_words
from reports.views.workspace.threads import Thread, threads_of

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf,.pdf,.docx,.xlsx,.pptx"
KINDS = {
    PersonalNumber.CITIZEN_ID.value: "ตัวเลขคล้ายเลขประจำตัวประชาชน",
    PersonalNumber.PHONE.value: "ตัวเลขคล้ายหมายเลขโทรศัพท์",
}
_TYPES = {"jpg": "JPG", "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
_ICONS = {
    "pdf": "file-earmark-pdf",
    "docx": "file-earmark-word",
    "xlsx": "file-earmark-excel",
}


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A file that was not taken, and why."""

    name: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed for a piece of evidence that could not be saved."""

    evidence_id: int
    caption: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Problems:
    """What was wrong with what somebody sent."""

    refusals: Sequence[Refusal] = ()
    upload_form: UploadForm | None = None
    link_form: LinkForm | None = None
    typed: Typed | None = None


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """A piece of evidence with what is said about it."""

    evidence: EvidenceFile
    warnings: tuple[str, ...]
    typed: Typed | None

    @property
    def type_name(self) -> str:
        return _TYPES.get(self.evidence.stored_name.rpartition(".")[2], "")

    @property
    def icon(self) -> str:
        if self.evidence.is_link:
            return "link-45deg"
        return _ICONS.get(self.evidence.stored_name.rpartition(".")[2], "file-earmark-text")

    @property
    def caption(self) -> str:
        return self.typed.caption if self.typed else self.evidence.caption


@dataclass(frozen=True, kw_only=True)
class MeasureEvidence:
    """A measure with its evidence."""

    measure: Measure
    rows: list[EvidenceRow] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    is_none: bool
    may_write: bool


def context_of(plan: AnnualPlan, rights: Rights, problems: Problems) -> dict[str, Any]:
    """All that the template shows."""
    writable = _writable(plan, rights)
    places = _places(plan, writable, problems)
    _add_threads(places, threads_of(plan, rights))
    binned = [
        evidence
        for evidence in EvidenceFile.objects.in_bin(plan).select_related("measure")
        if evidence.measure_id in writable
    ]
    report = report_of(plan)
    return {
        "plan": plan,
        "places": places.values(),
        "binned": binned,
        "count": sum(len(place.rows) for place in places.values()),
        "without": sum(not place.rows and not place.is_none for place in places.values()),
        "locked_words": locked_words(plan) if plan.is_locked else "",
        "may_write": bool(writable),
        "prints_annex": report is None or report.layout.layout_spec().has_annex,
        "problems": problems,
        "upload_form": problems.upload_form or UploadForm(plan=plan),
        "link_form": problems.link_form
        or LinkForm(plan=plan, initial={"token": secrets.token_urlsafe(16)}),
        "writable": [place for place in places.values() if place.may_write],
        "accepted": ACCEPTED,
        "file_mb": to_thai(str(settings.EVIDENCE_FILE_MB)),
        "file_bytes": settings.EVIDENCE_FILE_MB << 20,
    }


def _writable(plan: AnnualPlan, rights: Rights) -> frozenset[int]:
    """The measures to which the person may add evidence in this round."""
    opening = plan.opening
    if opening.is_empty:
        return frozenset()
    own = editable_measures(rights, plan)
    return frozenset(key for key in own if opening.opens(key, Area.EVIDENCE))


def warnings_of(evidence: EvidenceFile) -> tuple[str, ...]:
    """Numbers of persons in what is printed of it, and in the document itself."""
    found = [
        f"{where}มี{KINDS[kind]}"
        for where, text in (("คำบรรยาย", evidence.caption), ("ชื่อไฟล์", evidence.original_name))
        for kind in sorted({number.kind.value for number in personal_numbers(text)})
    ]
    pages: dict[str, list[int]] = defaultdict(list)
    for finding in evidence.findings:
        pages[finding["kind"]].append(finding["page"])
    for kind, numbers in pages.items():
        where = ", ".join(to_thai(str(number)) for number in numbers[:5] if number)
        more = " และหน้าอื่น" if len(numbers) > 5 else ""
        found.append(f"ในไฟล์พบ{KINDS[kind]}" + (f" หน้า {where}{more}" if where else ""))
    return tuple(found)


def _places(
    plan: AnnualPlan, writable: frozenset[int], problems: Problems
) -> dict[int, MeasureEvidence]:
    none = set(NoEvidence.objects.in_plan(plan).values_list("measure_id", flat=True))
    measures = Measure.objects.in_plan(plan).prefetch_related("steps")
    places = {
        measure.pk: MeasureEvidence(
            measure=measure,
            steps=[step for step in measure.steps.all() if step.text and not step.depth],
            is_none=measure.pk in none,
            may_write=measure.pk in writable,
        )
        for measure in measures
    }
    for evidence in EvidenceFile.objects.in_plan(plan).select_related("step", "added_by"):
        typed = problems.typed
        row = EvidenceRow(
            evidence=evidence,
            warnings=warnings_of(evidence),
            typed=typed if typed and typed.evidence_id == evidence.pk else None,
        )
        places[evidence.measure_id].rows.append(row)
    return places


def _add_threads(places: Mapping[int, MeasureEvidence], threads: Iterable[Thread]) -> None:
    """What reviewers say of evidence, at its measure."""
    for thread in threads:
        key = thread.comment.measure_id
        is_of_evidence = thread.comment.field == "evidence" and not thread.is_closed
        if key is not None and key in places and is_of_evidence:
            places[key].threads.append(thread)
