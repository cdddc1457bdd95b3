"""Two organizations with everything in them that an address can name, and everyone who may ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from measures.models import (
    AnnualPlan,
    Emblem,
    EvidenceFile,
    ImportBatch,
    Invitation,
    Measure,
    Organization,
    Output,
    Owner,
    User,
)
from measures.roles import Role
from measures.services.stored_files import keep_file
from measures.writing.opening import NOTHING, PlanArea
from reports.models import Comment, PaperApproval, Report
from reports.services.findings import check_plan
from reports.status import Status, Verb
from tests.factories import (
    make_entry,
    make_full_measure,
    make_invitation,
    make_layout,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_superuser,
    make_unit,
    make_user,
    make_version,
)
from tests.measures.inspecting.corpus import photo
from tests.measures.services.bringing import a_table, stage
from tests.measures.services.evidence import an_upload, attach
from tests.reports.views.published import decide, publish, withdraw

OWN, OTHER = "own-office", "other-office"
# words of drafts: whoever may not see a plan may not see its words, in whatever answer
SECRET = {OWN: "กขลับของเราฃฅ", OTHER: "กขลับของเขาฃฅ"}
PUBLISHED = (Status.PUBLISHED, Status.WITHDRAWN, "reopened")
# sent back with some of the report's own texts open: nothing of a measure is
IN_PART = "sent back in part"
STATES = (*Status, "reopened", IN_PART)
LOCKED = (Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN)
CLOSED = (*LOCKED, IN_PART)  # in which nothing of a measure is written


@dataclass(frozen=True, kw_only=True)
class Office:
    """One organization with a plan, a measure of กองคลัง, and a report in some state."""

    organization: Organization
    plan: AnnualPlan
    measure: Measure
    evidence: EvidenceFile
    report: Report
    units: dict[str, Any]
    member: User
    invitation: Invitation
    batch: ImportBatch
    named: dict[str, Any] = field(default_factory=dict)


def show_as_emblem(evidence: EvidenceFile, organization: Organization) -> None:
    """The office's emblem is the picture of its evidence: one hash names both."""
    Emblem.objects.create(
        organization=organization,
        stored_name=evidence.stored_name,
        sha256=evidence.sha256,
        size_bytes=evidence.size_bytes,
        width=60,
        height=60,
        set_at=timezone.now(),
        set_by=make_user(),
    )


def make_office(code: str, state: str) -> Office:
    organization = make_organization(code=code, name=f"เทศบาลตำบล {code}")
    units = {name: make_unit(organization=organization, name=name) for name in ("กองคลัง", "กองช่าง")}
    plan = make_plan(organization=organization)
    measure = make_full_measure(plan=plan)
    make_entry(measure=measure)
    Owner.objects.get(measure=measure).units.set([units["กองคลัง"]])
    Output.objects.filter(measure=measure).update(text="ประชุมอย่างน้อย ๒ ครั้ง")
    report = make_report(plan=plan, layout=make_layout("six"))
    if state in PUBLISHED:
        publish(report)
    if state == Status.WITHDRAWN:
        withdraw(report)
    report.status = Status.DRAFT if state in ("reopened", IN_PART) else state
    report.save()
    evidence = attach(measure, upload=an_upload(data=photo((60, len(code)))), caption=SECRET[code])
    show_as_emblem(evidence, organization)
    Measure.objects.filter(pk=measure.pk).update(title=SECRET[code])
    introduction = f"บทนำ {SECRET[code]}"
    AnnualPlan.objects.filter(pk=plan.pk).update(
        introduction=introduction,
        locked_at=timezone.now() if state in LOCKED else None,
        open_areas=NOTHING.with_plan([PlanArea.COVER]).stored() if state == IN_PART else None,
    )
    if state in (Status.SUBMITTED, Status.APPROVED):
        version = make_version(report=report)
        decide(version, Verb.SUBMIT, by=make_user())
        if state == Status.APPROVED:
            decide(version, Verb.APPROVE, by=make_user())
    return Office(
        organization=organization,
        plan=plan,
        measure=measure,
        evidence=evidence,
        report=report,
        units=units,
        member=make_user(role=Role.STAFF, organization=organization),
        invitation=make_invitation(organization=organization, token=code),
        batch=stage(organization, a_table(SECRET[code]), file_name=f"{SECRET[code]}.txt"),
    )


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who asks: `roles` are those in OWN; `sees` the offices whose drafts are theirs."""

    user: User | None
    roles: frozenset[Role] = frozenset()
    sees: frozenset[str] = frozenset()
    is_superuser: bool = False
    unit: str = ""


def make_actors(own: Office, other: Office) -> dict[str, Actor]:
    """Strangers, every role at home and next door, people of single units, and both auditors."""
    home, away = frozenset({OWN}), frozenset({OTHER})
    actors = {
        "anonymous": Actor(user=None),
        "nobody": Actor(user=make_user()),
        "administrator of all": Actor(user=make_superuser(), is_superuser=True),
        "auditor of all": Actor(
            user=make_user(role=Role.AUDITOR),
            roles=frozenset({Role.AUDITOR}),
            sees=home | away,
        ),
        "deactivated": Actor(
            user=make_user(role=Role.LEGAL, organization=own.organization, is_active=False)
        ),
    }
    for role in Role:
        user = make_user(role=role, organization=own.organization)
        actors[role.value] = Actor(user=user, roles=frozenset({role}), sees=home)
        stranger = make_user(role=role, organization=other.organization)
        actors[f"{role.value} next door"] = Actor(user=stranger, sees=away)
    for name, unit in own.units.items():
        user = make_user()
        part = make_membership(user=user, role=Role.STAFF, organization=own.organization)
        part.units.add(unit)
        actors[f"staff of {name}"] = Actor(
            user=user, roles=frozenset({Role.STAFF}), sees=home, unit=name
        )
    return actors


# one of each kind, for the share of the walk that every run of the tests takes
STRANGERS = frozenset(
    {"anonymous", "nobody", "deactivated", "administrator of all", "legal next door"}
)
AT_HOME = frozenset({"staff of กองช่าง"} | {role.value for role in Role})
SHORT = STRANGERS | AT_HOME
FEW = frozenset({"anonymous", "legal", "staff of กองช่าง"})


def comment_of(office: Office) -> int:
    """A comment on the office's report; on no version at all there is none."""
    version = office.report.versions.order_by("-number").first()
    if version is None:
        return 1
    words = {"text": SECRET[office.organization.code], "by": office.member}
    comment, _ = Comment.objects.get_or_create(version=version, field="whole", defaults=words)
    return int(comment.pk)


def paper_of(office: Office) -> int:
    """An approval on paper of the office's report; on no version at all there is none."""
    version = office.report.versions.order_by("-number").first()
    if version is None:
        return 1
    found = PaperApproval.objects.filter(decision__version=version).first()
    if found is None:
        decision = decide(version, Verb.APPROVE, by=make_user())
        kept = keep_file(
            SECRET[office.organization.code].encode(), folder="approvals", extension="pdf"
        )
        found = PaperApproval.objects.create(
            decision=decision,
            memo_number="๑",
            signed_on="2026-03-16",
            printed_name="ผู้ลงนาม",
            scan=kept.name,
            sha256=kept.sha256,
            media_type="application/pdf",
            size_bytes=kept.size_bytes,
        )
    return int(found.decision_id)


def code_of(office: Office) -> str:
    """The short code of the first version; of a report that has none yet, one of nobody."""
    version = office.report.versions.order_by("number").first()
    return version.code if version else "AAAAAAAA"


# what the parts of addresses name; an address with a part that is not here fails its test
PARTS: dict[str, Callable[[Office], Any]] = {
    "code": lambda office: office.organization.code,
    "year": lambda office: office.plan.fiscal_year.year,
    "number": lambda office: 1,
    "earlier": lambda office: 1,
    "measure_id": lambda office: office.measure.pk,
    "evidence_id": lambda office: office.evidence.pk,
    "entry_id": lambda office: office.measure.entries.get().pk,
    "fingerprint": lambda office: check_plan(office.plan).findings[0].fingerprint,
    "unit_id": lambda office: office.units["กองช่าง"].pk,
    "user_id": lambda office: office.member.pk,
    "import_id": lambda office: office.batch.pk,
    "invitation_id": lambda office: office.invitation.pk,
    "token": lambda office: office.organization.code,
    "uid": lambda office: "MQ",
    "comment_id": comment_of,
    "decision_id": paper_of,
    "provider_id": lambda office: "sso",
    "sha256": lambda office: office.evidence.sha256,
    "format_name": lambda office: "docx",
    "version_code": code_of,
    "rest": lambda office: "๒๕๖๘/",
}
