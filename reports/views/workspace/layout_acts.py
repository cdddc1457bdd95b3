"""What the buttons of the table's form do before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import squash
from measures.models import Organization
from reports.forms.layouts import Line, TableForm
from reports.forms.signatures import Signer
from reports.layouts import EXAMPLES, FIELDS, Column, InvalidLayout, LayoutSpec, share_widths
from reports.layouts.spec import MAX_COLUMNS, MAX_SIGNATURES, MIN_COLUMNS
from reports.queries.beginnings import layouts_for

Lines = list[Line]
_NEW_WIDTH = 12
_USUAL_ROLES = ("ผู้รายงาน", "ผู้อนุมัติ")
_ENDORSES = "ผู้เห็นชอบ"


@dataclass(frozen=True)
class Acted:
    """The form after a button, what to say of it, and where the person goes on.

    `focus` is the box or the button, `place` the column or the one who signs that it belongs to.
    """

    form: TableForm
    said: str = ""
    focus: str = ""
    place: int = -1


@dataclass(frozen=True)
class Start:
    """A layout to start from; `group` is under what heading it is offered."""

    key: str
    group: str
    spec: LayoutSpec


def starts_for(organization: Organization) -> list[Start]:
    """The standard layouts, the organization's own, and those of five real reports."""
    rows = [
        Start(
            key=f"layout-{row.pk}",
            group="ของหน่วยงาน" if row.organization_id else "แบบมาตรฐาน",
            spec=row.layout_spec(),
        )
        for row in layouts_for(organization)
    ]
    examples = [
        Start(key=f"example-{code}", group="ตัวอย่างจากรายงานจริง", spec=spec)
        for code, spec in EXAMPLES.items()
    ]
    return sorted(rows, key=lambda start: start.group != "แบบมาตรฐาน") + examples


def further_columns(form: TableForm, headings: Sequence[str]) -> list[tuple[str, str]]:
    """What may still be added: the button's value and its words; `headings` have texts already."""
    if len(form.lines) >= MAX_COLUMNS:
        return []
    fields = {line.field for line in form.lines}
    found = [
        (f"add:{field}", name)
        for field, name in FIELDS.items()
        if field != "extra" and field not in fields
    ]
    used = {squash(line.heading) for line in form.lines if line.field == "extra"}
    found += [(f"add:extra:{one}", one) for one in headings if squash(one) not in used]
    return [*found, ("add:extra", FIELDS["extra"])]


def act_on(form: TableForm, act: str, starts: Sequence[Start], usual: LayoutSpec) -> Acted:
    """The form after the button `act`; one that means nothing here changes nothing."""
    verb, _, about = act.partition(":")
    if verb == "start":
        chosen = {start.key: start.spec for start in starts}.get(form.data.get("start", ""))
        return _begun(form, chosen, chosen.name if chosen else "")
    if verb == "reset":
        return _begun(form, usual, "แบบตั้งต้นของปีนี้")
    if verb == "share":
        return _shared(form, form.lines, "แบ่งความกว้างให้รวมเป็น ๑๐๐ แล้ว", "")
    if verb == "add":
        return _added(form, about)
    if verb == "sign":
        return _signed(form)
    place = int(about) if about.isascii() and about.isdigit() and len(about) < 3 else -1
    if verb == "unsign" and place in range(len(form.signers)):
        left = [signer for number, signer in enumerate(form.signers) if number != place]
        said = f"ลบช่องลงนามที่ {to_thai(str(place + 1))} แล้ว"
        return Acted(form.with_signers(left), said, "signatures")
    if place not in range(len(form.lines)) or verb not in _MOVES:
        return Acted(form)
    return _MOVES[verb](form, place)


def _begun(form: TableForm, spec: LayoutSpec | None, name: str) -> Acted:
    if spec is None:
        return Acted(form, "โปรดเลือกแบบที่จะเริ่ม", "start")
    said = form.data
    fresh = TableForm.of(spec, name=said.get("name", ""), seen=said.get("seen", ""))
    if not spec.signatures:  # who signs is of the organization, whatever its table
        fresh = fresh.with_signers(form.signers)
    return Acted(fresh, f"เริ่มจาก “{name}” แล้ว ยังไม่บันทึก", "columns")


def _signed(form: TableForm) -> Acted:
    signers, place = form.signers, len(form.signers)
    if not form.has_room_to_sign:
        return Acted(form)
    role = next(iter(_USUAL_ROLES[place : place + 1]), "")
    said = f"เพิ่มช่องลงนามที่ {to_thai(str(place + 1))} แล้ว"
    return Acted(form.with_signers([*signers, Signer(role=role)]), said, "signature", place)


def signed_by_route(form: TableForm, posts: Sequence[str]) -> Acted:
    """A place for each of these posts of the route that has none, who approves behind the others.

    An empty place of the role is filled; nothing that was typed is changed.
    """
    signers, approves = list(form.signers), _USUAL_ROLES[-1]
    for number, post in enumerate(posts, 1):
        if squash(post) in {squash(signer.title) for signer in signers}:
            continue
        empty = Signer(role=approves if number == len(posts) else _ENDORSES)
        roles = [signer.role for signer in signers]
        place = roles.index(approves) if approves in roles else len(signers)
        if empty in signers:
            signers[signers.index(empty)] = replace(empty, title=post)
        elif len(signers) < MAX_SIGNATURES:
            signers.insert(place, replace(empty, title=post))
        else:
            said = to_thai(f"ช่องลงนามมีได้ไม่เกิน {MAX_SIGNATURES} ช่อง จึงยังไม่มี “{post}”")
            return Acted(form.with_signers(signers), said, "signatures")
    said = "ใส่ตำแหน่งจากเส้นทางอนุมัติแล้ว โปรดพิมพ์ชื่อ หรือเว้นว่างไว้ให้เขียน"
    return Acted(form.with_signers(signers), said, "signatures")


def _moved(form: TableForm, place: int, step: int) -> Acted:
    lines, there = list(form.lines), place + step
    if there not in range(len(lines)):
        return Acted(form)
    lines[place], lines[there] = lines[there], lines[place]
    said = f"เลื่อน “{lines[there].heading}” ไปลำดับที่ {to_thai(str(there + 1))} แล้ว"
    way = "up" if step < 0 else "down"
    if there in (0, len(lines) - 1):  # at an end only the way back is left
        way = "down" if there == 0 else "up"
    return Acted(form.with_lines(lines), said, way, there)


def _hidden(form: TableForm, place: int) -> Acted:
    lines = list(form.lines)
    if lines[place].field == "measure":
        return Acted(form, f"ต้องมีคอลัมน์ “{FIELDS['measure']}” เสมอ")
    if len(lines) <= MIN_COLUMNS:
        return Acted(form, to_thai(f"ตารางต้องมีอย่างน้อย {MIN_COLUMNS} คอลัมน์"))
    gone = lines.pop(place)
    said = f"ซ่อนคอลัมน์ “{gone.heading or gone.label}” แล้ว ข้อความในคอลัมน์ยังอยู่ครบ"
    return _shared(form, lines, said, "columns")


def _added(form: TableForm, about: str) -> Acted:
    field, _, heading = about.partition(":")
    taken = field != "extra" and field in {line.field for line in form.lines}
    if field not in FIELDS or taken or len(form.lines) >= MAX_COLUMNS:
        return Acted(form)
    name = heading if field == "extra" else FIELDS[field]
    line = Line(field, name, to_thai(str(_NEW_WIDTH)))
    lines = [line, *form.lines] if field == "number" else [*form.lines, line]
    said = f"เพิ่มคอลัมน์ “{name or line.label}” แล้ว"
    acted = _shared(form, lines, said, "heading")
    return replace(acted, place=lines.index(line))


def _shared(form: TableForm, lines: Lines, said: str, focus: str) -> Acted:
    """The lines with widths that add up, where that can be."""
    known = [line for line in lines if line.field in FIELDS]
    try:
        columns: Sequence[Column] = share_widths([line.as_column() for line in known])
    except InvalidLayout as refusal:
        return Acted(form.with_lines(known), str(refusal), focus)
    shared = [
        Line(line.field, line.heading, to_thai(str(column.width)))
        for line, column in zip(known, columns, strict=True)
    ]
    return Acted(form.with_lines(shared), said, focus)


_MOVES: Mapping[str, Callable[[TableForm, int], Acted]] = {
    "up": lambda form, place: _moved(form, place, -1),
    "down": lambda form, place: _moved(form, place, 1),
    "hide": _hidden,
}
