"""How far a file is read that somebody brought in."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from measures.models import ImportBatch, Organization
from measures.roles import Action
from measures.services.import_reading import forget_reading, reading_of
from measures.views.access import UserRequest, organization_view
from reports.views.workspace.evidence_answers import wants_json
from reports.views.workspace.imports import review_of, start_of
from reports.views.workspace.reading_rows import words_of_progress

_LOOKS_AGAIN = "2"  # seconds


@organization_view(Action.EDIT_PLAN)
@require_safe
def reading_detail(request: UserRequest, organization: Organization, token: str) -> HttpResponse:
    """How far a person's own file is read: a page that looks again by itself, or a few words."""
    reading = reading_of(by=request.user, organization=organization, token=token)
    if reading is None:
        raise Http404(token)
    batch = None
    if reading.batch_id:  # not found where it was thrown away since
        batches = ImportBatch.objects.in_organization(organization).without_content()
        batch = get_object_or_404(batches, pk=reading.batch_id)
    words = words_of_progress(reading.progress)
    if wants_json(request):
        return JsonResponse(
            {
                "location": review_of(batch) if batch else "",
                "errors": reading.refusals,
                "words": words,
                "done": reading.progress.done,
                "total": reading.progress.total,
            }
        )
    if batch:
        return redirect(review_of(batch))
    context = {"organization": organization, "reading": reading, "words": words}
    answer = render(request, "reports/workspace/readings/detail.html", context)
    if reading.is_going_on:
        answer.headers["Refresh"] = _LOOKS_AGAIN
    return answer


@organization_view(Action.EDIT_PLAN)
@require_POST
def reading_forget(request: UserRequest, organization: Organization, token: str) -> HttpResponse:
    """What could not be read is told no more."""
    forget_reading(by=request.user, organization=organization, token=token)
    return redirect(start_of(organization))
