"""What the page for bringing a file in does with its form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from measures.forms.imports import ImportForm
from measures.models import FiscalYear, ImportBatch, Organization
from measures.services.import_batches import stage_import
from measures.services.import_reading import start_import
from measures.views.access import UserRequest, rights_in
from reports.views.workspace.evidence_answers import wants_json
from reports.views.workspace.reading_rows import rows_of_readings


def staged_of(
    request: UserRequest,
    organization: Organization,
    form: ImportForm,
    *,
    year: FiscalYear | None,
    at: datetime,
) -> ImportBatch | None:
    """The import; None as long as it is read.

    What was pasted into a page without scripts is waited for: so it is there to be put right.
    Raises UnreadableFile or ValidationError.
    """
    data, name = form.content()
    facts: dict[str, Any] = {
        "organization": organization,
        "data": data,
        "file_name": name,
        "by": request.user,
        "at": at,
        "fiscal_year": year,
    }
    token = form.cleaned_data["token"] or None
    if token is None or not (name or wants_json(request)):
        return stage_import(**facts, token=token)
    return start_import(**facts, token=token, patience=settings.IMPORT_PATIENCE_SECONDS)


def started(request: UserRequest, organization: Organization, at: datetime) -> dict[str, Any]:
    """What was brought in before, and what became of it."""
    batches = ImportBatch.objects.in_organization(organization).without_content()
    batches = batches.with_places().select_related("staged_by", "applied_by")
    return {
        "organization": organization,
        "may_import": rights_in(request).may_edit_all(organization.pk),
        "readings": rows_of_readings(request.user, organization),
        "waiting": batches.waiting(),
        "undoable": [(row, row.undo_until) for row in batches.undoable(at=at)],
    }
