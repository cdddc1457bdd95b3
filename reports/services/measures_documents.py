"""The measures document of a plan as it stands: its texts, and its files, of which none is kept.

What is published of it is another matter: see `document_publishing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ita_portal.thai.dates import format_date
from ita_portal.thai.text import squash
from measures.models import AnnualPlan, User
from measures.permissions import require_all
from measures.services import audit
from measures.services.plans import hold_plan
from measures.services.rows import cleaned, save_valid, values_of
from reports.criteria import MEASURES, Round, RoundItem
from reports.elements import Element, elements_of
from reports.layouts import LayoutSpec
from reports.measures_document import DocumentTexts, default_title, document_of
from reports.models import MeasuresDocument
from reports.queries.criteria import criteria_book
from reports.services.drafts import draft_of
from reports.services.drawing import draw
from reports.snapshot import ReportSnapshot

_FIELDS = ("title", "analysis", "follow_up")


class DocumentChanged(Exception):
    """Someone saved the document since the person opened it; nothing has been written."""


@dataclass(frozen=True, kw_only=True)
class DocumentDraft:
    """The document as it stands; `revision` is 0 until it was saved.

    `item` of the round `answered` is what asks for it, as far as that is known.
    """

    texts: DocumentTexts
    revision: int
    snapshot: ReportSnapshot
    layout: LayoutSpec
    parts: tuple[Element, ...]
    answered: Round | None
    item: RoundItem | None


def document_draft(plan: AnnualPlan) -> DocumentDraft:
    """What would be drawn now; before anything was saved, with the usual title."""
    row = MeasuresDocument.objects.filter(plan=plan).first()
    texts = DocumentTexts(
        title=row.title if row else default_title(plan.fiscal_year.year),
        analysis=row.analysis if row else "",
        follow_up=row.follow_up if row else "",
    )
    book, year = criteria_book(), plan.fiscal_year.year
    draft = draft_of(plan, book)
    answered = book.first_asking(year, MEASURES) or book.round_for(year)
    item = answered.item(MEASURES) if answered else None
    snapshot, layout = document_of(
        draft.snapshot,
        draft.layout,
        texts,
        criteria=answered.criteria(MEASURES) if answered else None,
        assessment_year=year + item.years_before if item else None,
    )
    return DocumentDraft(
        texts=texts,
        revision=row.revision if row else 0,
        snapshot=snapshot,
        layout=layout,
        parts=elements_of(snapshot),
        answered=answered,
        item=item,
    )


@transaction.atomic
def save_document(
    *, plan: AnnualPlan, texts: DocumentTexts, revision: int, by: User
) -> MeasuresDocument:
    """Write the texts; `revision` is the one that the person had before them.

    A plan that is locked has its report frozen, not this document. Raises PermissionDenied,
    DocumentChanged or ValidationError.
    """
    require_all(by, plan.organization)
    held = hold_plan(plan)
    row = MeasuresDocument.objects.filter(plan=held).first() or MeasuresDocument(plan=held)
    before: dict[str, Any] | None = values_of(row, _FIELDS) if row.pk else None
    if row.revision != revision:
        raise DocumentChanged(str(row))
    texts = cleaned(texts)
    for name in _FIELDS:
        setattr(row, name, getattr(texts, name))
    row.revision += 1
    save_valid(row)
    audit.record("document.saved", row, by=by, before=before, after=values_of(row, _FIELDS))
    return row


def draw_document(draft: DocumentDraft, format_name: str, *, at: datetime) -> bytes:
    """The document as a file that says of what day it is. Raises RenderFailed."""
    local = timezone.localtime(at)
    name = draft.snapshot.organization.name
    known = squash(name) in squash(draft.texts.title + draft.snapshot.place_text)
    label = f"ข้อมูล ณ วันที่ {format_date(local.date(), 'long')}"
    return draw(
        format_name,
        draft.snapshot,
        draft.layout,
        version_label=label if known else f"{name} {label}",
        drawn_at=local,
    )
