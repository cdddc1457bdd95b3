"""Files of a plan's evidence, for those who may see the plan."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from measures.models import AnnualPlan, EvidenceFile
from measures.roles import Action
from measures.services.zipping import file_name
from measures.views.access import UserRequest, plan_view
from reports.services.packages import evidence_package
from reports.views.private_files import PRIVATE, SentFile, send, send_zip
from reports.views.workspace.emblems import emblem_file


@plan_view(Action.VIEW_PLAN, is_kept=True)
@require_safe
def evidence_file(request: UserRequest, plan: AnnualPlan, evidence_id: str) -> HttpResponseBase:
    return send(request, _whole(_found(plan, evidence_id)), cache_control=PRIVATE)


@plan_view(Action.VIEW_PLAN, is_kept=True)
@require_safe
def evidence_thumbnail(
    request: UserRequest, plan: AnnualPlan, evidence_id: str
) -> HttpResponseBase:
    evidence = _found(plan, evidence_id)
    if not evidence.thumbnail_name:
        raise Http404
    return send(request, _small(evidence), cache_control=PRIVATE)


@plan_view(Action.VIEW_PLAN, is_kept=True)
@require_safe
def evidence_by_hash(request: UserRequest, plan: AnnualPlan, sha256: str) -> HttpResponseBase:
    """A file of the plan's annex or the emblem, as the preview of the report names it."""
    evidence = EvidenceFile.objects.in_plan(plan).with_bytes(sha256).first()
    if evidence is None:
        emblem = emblem_file(plan.organization, sha256)
        if emblem is None:
            raise Http404
        return send(request, emblem, cache_control=PRIVATE)
    is_whole = evidence.sha256 == sha256
    sent = _whole(evidence) if is_whole else _small(evidence)
    return send(request, sent, cache_control=PRIVATE)


@plan_view(Action.VIEW_PLAN, is_kept=True)
@require_safe
def evidence_zip(request: UserRequest, plan: AnnualPlan) -> HttpResponseBase:
    """All evidence of the plan in a folder a measure, with lists of what there is and is not."""
    organization, year = plan.organization, plan.fiscal_year.year
    shown = file_name(f"หลักฐาน {organization} {plan.fiscal_year}", longest=120)
    return send_zip(
        request,
        evidence_package(plan),
        plain_name=f"evidence-{year}-{organization.code}.zip",
        shown_name=f"{shown}.zip",
    )


def _whole(evidence: EvidenceFile) -> SentFile:
    return SentFile(
        name=evidence.stored_name,
        sha256=evidence.sha256,
        media_type=evidence.media_type,
        size_bytes=evidence.size_bytes,
        shown_name=shown_name(evidence),
    )


def _small(evidence: EvidenceFile) -> SentFile:
    return SentFile(
        name=evidence.thumbnail_name,
        sha256=evidence.thumbnail_sha256,
        media_type=evidence.media_type,
        size_bytes=evidence.thumbnail_bytes,
        shown_name=shown_name(evidence),
    )


def shown_name(evidence: EvidenceFile) -> str:
    """The name as it came, ending in what the file is now."""
    extension = evidence.stored_name.rpartition(".")[2]
    stem, dot, _ = evidence.original_name.rpartition(".")
    return f"{stem if dot else evidence.original_name}.{extension}"


def _found(plan: AnnualPlan, key: str) -> EvidenceFile:
    return get_object_or_404(EvidenceFile.objects.with_file(plan), pk=int(key))
