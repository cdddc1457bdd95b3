"""What the script of the editor gets: JSON, with the pieces of the page that the server draws."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial, wraps
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from measures.forms.periods import PeriodReading, read_period
from measures.models import AnnualPlan
from measures.services.owners import answered_words
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.writing import Saved, values_of
from measures.templatetags.thai import thai_time
from measures.views.access import UserRequest
from measures.writing import BadChanges, read_key
from reports.views.workspace.editor.drawing import collisions_of
from reports.views.workspace.editor.fields import Field, Texts
from reports.views.workspace.editor.findings import PlacedFinding, findings_by_key
from reports.views.workspace.editor.opened import OpenedMeasure
from reports.views.workspace.editor.page import editor_page
from reports.views.workspace.refusals import locked_words

STILL_HERE = "ข้อความของท่านยังอยู่ในหน้านี้"
GONE = "มาตรการนี้ถูกย้ายไปถังพักแล้ว ข้อความของท่านยังอยู่ในหน้านี้"
NO_RIGHT = "บัญชีนี้ไม่มีสิทธิ์แก้ไขมาตรการนี้"
UNREADABLE = "ระบบอ่านสิ่งที่ส่งมาไม่ได้ โปรดเปิดหน้านี้ใหม่"
_FOLDER = "reports/workspace/measures"


class Unreadable(ValueError):
    """A body that no page of ours sends."""


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request. Raises Unreadable."""
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig) as error:
        raise Unreadable from error
    if not isinstance(found, dict):
        raise Unreadable
    return found


def tells_refusals(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer what a service or a body refuses in Thai, as JSON."""

    @wraps(view)
    def answered(request: UserRequest, plan: AnnualPlan, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, plan, **kwargs)
        except PermissionDenied:
            return _refusal(NO_RIGHT, 403)
        except PlanLocked:
            return _refusal(f"{locked_words(plan)} {STILL_HERE}", 409)
        except MeasureChanged:
            return _refusal(GONE, 409)
        except (Unreadable, BadChanges):
            return _refusal(UNREADABLE, 400)
        except ValidationError as error:
            return _refusal(" ".join(error.messages), 400)

    return answered


def _refusal(words: str, status: int) -> JsonResponse:
    return JsonResponse({"refusal": words}, status=status)


def reading_json(reading: PeriodReading) -> dict[str, str]:
    """What was understood of a period, as the page shows it."""
    html = render_to_string(f"{_FOLDER}/_reading.html", {"reading": reading})
    return {"tone": reading.tone, "html": html}


def names_fields(saved: Saved) -> bool:
    """Whether the answer to a save calls fields by their names: most do not, and cost less."""
    return bool(saved.conflicts or _keys_of("owners", saved))


def saved_json(
    plan: AnnualPlan, saved: Saved, labels: Mapping[str, str], answered: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """What became of a save, by key."""
    readings, chips = {}, {}
    for key in _keys_of("period", saved):
        reading = read_period(saved.values[key], fiscal_year=plan.fiscal_year.year)
        readings[key] = reading_json(reading)
    if owners := _keys_of("owners", saved):
        texts = replace(_texts(plan, saved.values), answered=answered)
        for key in owners:
            chips[key] = _drawn_chips(texts.field(key, labels.get(key, "ผู้รับผิดชอบ"), "owners"))
    return {
        "revision": saved.revision,
        "saved_at": thai_time(saved.saved_at),
        "values": saved.values,
        "errors": saved.errors,
        "collisions": {
            collision.key: {
                "theirs": collision.theirs,
                "html": render_to_string(
                    f"{_FOLDER}/_collision.html",
                    {"collision": collision, "label": labels.get(collision.key, "")},
                ),
            }
            for collision in collisions_of(saved.conflicts)
        },
        "readings": readings,
        "chips": chips,
    }


def chips_json(opened: OpenedMeasure) -> dict[str, str]:
    """The owners of each box of the measure as they stand, drawn."""
    measure = opened.measure
    texts = replace(_texts(measure.plan, values_of(measure)), answered=answered_words(measure))
    page = editor_page(measure, opened.layout, texts)
    return {field.key: _drawn_chips(field) for field in page.fields if field.kind == "owners"}


def _drawn_chips(field: Field) -> str:
    return render_to_string(f"{_FOLDER}/_chips.html", {"field": field})


def findings_json(found: Sequence[PlacedFinding]) -> dict[str, Any]:
    """What the checks find, drawn: all of it, and by the key of its box."""
    return {
        "html": render_to_string(f"{_FOLDER}/_found.html", {"findings": found}),
        "boxes": {
            key: render_to_string(f"{_FOLDER}/_findings.html", {"findings": findings})
            for key, findings in findings_by_key(found).items()
        },
    }


def rows_json(plan: AnnualPlan, opened: OpenedMeasure, known: Collection[int]) -> dict[str, Any]:
    """The steps as they stand; those that the page does not know yet come drawn."""
    measure = opened.measure
    texts = _texts(plan, values_of(measure), measure.carried)
    is_open = partial(plan.opening.opens_text, measure.pk)
    texts = replace(texts, answered=answered_words(measure), is_open=is_open)
    page = editor_page(measure, opened.layout, texts)
    return {
        "revision": measure.revision,
        "rows": [
            {
                "pk": row.pk,
                "depth": row.depth,
                "label": row.text.label,
                "mark": row.mark.value,
                "can": sorted(row.can),
            }
            for row in page.steps
        ],
        "added": {
            row.pk: render_to_string(f"{_FOLDER}/_step.html", {"step": row})
            for row in page.steps
            if row.pk not in known
        },
    }


def field_labels(opened: OpenedMeasure) -> dict[str, str]:
    """What each box of the page is called."""
    page = editor_page(opened.measure, opened.layout, _texts(opened.measure.plan, {}))
    return {field.key: field.label for field in page.fields}


def _keys_of(field: str, saved: Saved) -> list[str]:
    """The saved keys that name a field of this kind."""
    keys = ((key, read_key(key)) for key in saved.values)
    return [key for key, spec in keys if spec is not None and spec.field == field]


def _texts(plan: AnnualPlan, saved: dict[str, str], carried: Collection[str] = ()) -> Texts:
    return Texts(
        saved=saved,
        fiscal_year=plan.fiscal_year.year,
        carried=frozenset(carried),
        units=list(plan.organization.units.all()),
    )
