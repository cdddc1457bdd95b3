"""ส่งออก: files of a report in every format, before it is published and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan
from measures.roles import Action
from measures.services.zipping import zip_of
from measures.views.access import UserRequest, plan_view
from reports.forms.exports import ExportForm
from reports.kinds import Kind
from reports.models import ReportVersion
from reports.queries import StoredFile
from reports.queries.submissions import report_of
from reports.rendering import FORMATS
from reports.rendering.grid import build_grid
from reports.rendering.worker import RenderFailed
from reports.services.draft_files import (
    DraftSource,
    draft_source,
    draw_draft_file,
    draw_draft_package,
)
from reports.services.exports import get_export, missing_formats
from reports.views.file_kinds import KINDS, NAMES, WHOLE, downloads_of
from reports.views.file_names import attachment, in_name
from reports.views.workspace.plans import address_of

LAST_CHOICE = "export_format"  # and what was left out, after dots
PARTS = ("cover", "annex")
_A_YEAR = 365 * 24 * 3600
NOTHING = "รายงานนี้เผยแพร่แล้ว โปรดดาวน์โหลดไฟล์ที่เผยแพร่"


@plan_view(Action.EXPORT_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def export_create(request: UserRequest, plan: AnnualPlan) -> HttpResponseBase:
    source = draft_source(plan)
    if request.method != "POST":
        return _page(request, plan, source, ExportForm(formats=NAMES, initial=_last(request)))
    form = ExportForm(request.POST, formats=NAMES)
    if source is None:
        return _page(request, plan, source, form, refusal=NOTHING, status=409)
    if not form.is_valid():
        refusal = " ".join(str(error) for error in form.errors.get("format", ()))
        return _page(request, plan, source, form, refusal=refusal, status=422)
    wanted = form.cleaned_data
    try:
        chosen = source.without(cover=not wanted["cover"], annex=not wanted["annex"])
        response = _file(chosen, wanted["format"])
    except RenderFailed as failure:
        return _page(request, plan, source, form, refusal=str(failure), status=409)
    _remember(request, response, wanted)
    return response


@plan_view(Action.EXPORT_REPORT)
@require_POST
def export_store(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Draw the files that the published version lacks, as it is older than they are."""
    version = _published(plan)
    try:
        for name in missing_formats(version) if version else ():
            get_export(version, name, by=request.user)  # type: ignore[arg-type]  # there is one
    except RenderFailed as failure:
        messages.error(request, str(failure))
    else:
        messages.success(request, "จัดทำไฟล์ของฉบับที่เผยแพร่ครบทุกรูปแบบแล้ว")
    return redirect(address_of(plan, "export_create"))


def _file(source: DraftSource, name: str) -> HttpResponseBase:
    """The draft as one file, or all of them in a package. Raises RenderFailed."""
    plan, at = source.plan, timezone.now()
    thai = f"ร่างรายงาน {in_name(plan.organization)} {plan.fiscal_year}"
    response: HttpResponseBase
    if name == WHOLE:
        entries = draw_draft_package(source, at=at)
        response = StreamingHttpResponse(zip_of(entries), content_type="application/zip")
        ending = ".zip"
    else:
        form = FORMATS[name]
        data = draw_draft_file(source, name, at=at)
        response = HttpResponse(data, content_type=form.media_type)
        ending = f"{form.tail}.{form.extension}"
    plain = f"draft-{plan.fiscal_year.year}-{plan.organization.code}{ending}"
    response.headers["Content-Disposition"] = attachment(plain, to_thai(thai) + ending)
    return response


def _remember(request: UserRequest, response: HttpResponseBase, wanted: Mapping[str, Any]) -> None:
    """In this browser, for the next time; what the page did not ask stays as it was."""
    last, asked = _last(request), request.POST.getlist("asked")
    left_out = [part for part in PARTS if not (wanted if part in asked else last)[part]]
    response.set_cookie(
        LAST_CHOICE,
        ".".join([wanted["format"], *left_out]),
        max_age=_A_YEAR,
        path="/plans/",
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _last(request: UserRequest) -> dict[str, Any]:
    """What the person took last time; at first what is taken most."""
    last, *left_out = request.COOKIES.get(LAST_CHOICE, "").split(".")
    parts = {part: part not in left_out for part in PARTS}
    return {"format": last if last in NAMES else NAMES[0], **parts}


def _published(plan: AnnualPlan) -> ReportVersion | None:
    report = report_of(plan)
    return report.published_version if report else None


def _page(
    request: UserRequest,
    plan: AnnualPlan,
    source: DraftSource | None,
    form: ExportForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    version = _published(plan)
    context: dict[str, Any] = {
        "plan": plan,
        "source": source,
        "form": form,
        "kinds": KINDS,
        "refusal": refusal,
        "published": version,
        "missing": missing_formats(version) if version else (),
        "downloads": _downloads(plan, version) if version else (),
    }
    if source is not None:
        context["grid"] = build_grid(source.draft.snapshot, source.draft.layout)
        context["layout"] = source.draft.layout
    elif version is not None:
        context["grid"] = build_grid(version.snapshot(), version.layout_spec())
    return render(request, "reports/workspace/exports/create.html", context, status=status)


def _downloads(plan: AnnualPlan, version: ReportVersion) -> tuple[Any, ...]:
    files = (
        StoredFile(format=file.format, size_bytes=file.size_bytes, sha256=file.sha256)
        for file in version.files.all()
    )
    place = (plan.organization.code, plan.fiscal_year.year, version.number)
    return downloads_of(Kind.REPORT, *place, files)
