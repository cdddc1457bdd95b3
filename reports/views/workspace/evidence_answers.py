"""Answers of the evidence page: to a form the page, to a script the same in few words."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from measures.forms.evidence import UploadForm
from measures.models import AnnualPlan, EvidenceFile
from measures.services.plans import MeasureChanged, PlanLocked
from measures.views.access import UserRequest, rights_in
from measures.views.unsaved import unsaved
from reports.views.workspace.evidence_page import Problems, Refusal, Typed, context_of, warnings_of
from reports.views.workspace.plans import address_of
from reports.views.workspace.refusals import locked_words

GONE = "มาตรการหรือหลักฐานนี้ถูกย้ายหรือลบไปแล้ว โปรดดูหน้านี้อีกครั้ง"


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def list_of(plan: AnnualPlan) -> str:
    """The address of the page of a plan's evidence."""
    return address_of(plan, "evidence_list")


def back_to(plan: AnnualPlan, measure_id: int) -> HttpResponse:
    return redirect(f"{list_of(plan)}#measure-{measure_id}")


def found(plan: AnnualPlan, key: str, *, or_binned: bool = False) -> EvidenceFile:
    """Evidence of the plan; what lies in the bin is not found, unless `or_binned`."""
    rows = EvidenceFile.objects.in_plan(plan)
    if or_binned:
        rows = rows | EvidenceFile.objects.in_bin(plan)
    return get_object_or_404(rows.with_place(), pk=int(key))


def page(
    request: UserRequest, plan: AnnualPlan, problems: Problems, *, status: int
) -> HttpResponse:
    context = context_of(plan, rights_in(request), problems)
    wanted = request.GET.get("deleted", "")
    context["deleted"] = next((each for each in context["binned"] if str(each.pk) == wanted), None)
    added = request.GET.get("added", "")
    context["added"] = int(added) if added.isascii() and added.isdigit() and len(added) < 4 else 0
    chosen = request.GET.get("measure", "")
    context["chosen"] = (
        chosen if any(str(p.measure.pk) == chosen for p in context["writable"]) else ""
    )
    return render(request, "reports/workspace/evidence/list.html", context, status=status)


def uploaded(
    form: UploadForm, added: Sequence[EvidenceFile], refusals: Sequence[Refusal]
) -> HttpResponse:
    """What became of the files that a script sent."""
    if form.errors:
        errors = [str(words[0]) for words in form.errors.values()]
        refusals = [*refusals, Refusal(name="", message=errors[0])]
    answer = {
        "added": [{"id": each.pk, "measure": each.measure_id} for each in added],
        "refused": [{"name": each.name, "message": each.message} for each in refusals],
    }
    return JsonResponse(answer, status=422 if refusals else 201)


def refused(
    request: UserRequest, plan: AnnualPlan, refusal: PlanLocked | MeasureChanged
) -> HttpResponse:
    """The plan or the measure is not as it was."""
    words = locked_words(plan) if isinstance(refusal, PlanLocked) else GONE
    if wants_json(request):
        return JsonResponse({"message": words}, status=409)
    kept = unsaved(request, words, status=409)
    if kept is not None:
        return kept
    messages.error(request, words)
    return redirect(list_of(plan))


def not_saved(
    request: UserRequest,
    plan: AnnualPlan,
    evidence: EvidenceFile,
    words: str,
    *,
    seen: str | None = None,
) -> HttpResponse:
    """What was typed stays, with what is wrong; `seen` is what stands there now."""
    if wants_json(request):
        status = 422 if seen is None else 409
        return JsonResponse({"message": words, "seen": seen}, status=status)
    typed = Typed(
        evidence_id=evidence.pk,
        caption=request.POST.get("caption", evidence.caption),
        message=words,
    )
    return page(request, plan, Problems(typed=typed), status=422)


def saved(request: UserRequest, plan: AnnualPlan, evidence: EvidenceFile) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"caption": evidence.caption, "warnings": list(warnings_of(evidence))})
    messages.success(request, "บันทึกแล้ว")
    return redirect(f"{list_of(plan)}#evidence-{evidence.pk}")
