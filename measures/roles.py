"""Who may do what: the whole permission table of the portal."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A part that a person plays in one organization (an auditor's may be in all)."""

    STAFF = "staff"
    COORDINATOR = "coordinator"
    LEGAL = "legal"
    EXECUTIVE = "executive"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


ROLE_LABELS = {
    Role.STAFF: "เจ้าหน้าที่ของหน่วยงานภายใน",
    Role.COORDINATOR: "ผู้ประสานงาน ITA",
    Role.LEGAL: "นิติกร",
    Role.EXECUTIVE: "ผู้บริหาร",
    Role.ADMINISTRATOR: "ผู้ดูแลของหน่วยงาน",
    Role.AUDITOR: "ผู้ตรวจสอบ",
}


class Action(StrEnum):
    """Something that needs permission in an organization."""

    VIEW_PLAN = "view_plan"
    EDIT_PLAN = "edit_plan"
    EDIT_LAYOUT = "edit_layout"
    SUBMIT_REPORT = "submit_report"
    RETURN_REPORT = "return_report"
    APPROVE_REPORT = "approve_report"
    RECORD_APPROVAL = "record_approval"
    PUBLISH_REPORT = "publish_report"
    EXPORT_REPORT = "export_report"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_ORGANIZATION = "manage_organization"
    MANAGE_REFERENCE = "manage_reference"


_VIEW = frozenset({Action.VIEW_PLAN})
_EDIT = _VIEW | {Action.EDIT_PLAN}

ROLE_ACTIONS: dict[Role, frozenset[Action]] = {
    Role.STAFF: _EDIT,
    Role.COORDINATOR: _EDIT | {Action.EXPORT_REPORT},
    Role.LEGAL: _EDIT
    | {
        Action.EDIT_LAYOUT,
        Action.SUBMIT_REPORT,
        Action.RETURN_REPORT,
        Action.RECORD_APPROVAL,
        Action.PUBLISH_REPORT,
        Action.EXPORT_REPORT,
    },
    Role.EXECUTIVE: _VIEW | {Action.RETURN_REPORT, Action.APPROVE_REPORT, Action.EXPORT_REPORT},
    Role.ADMINISTRATOR: _VIEW | {Action.MANAGE_MEMBERS, Action.MANAGE_ORGANIZATION},
    Role.AUDITOR: _VIEW | {Action.EXPORT_REPORT},
}

# What concerns an organization itself: its people, its units, its emblem.
SETTING_UP = frozenset({Action.VIEW_PLAN, Action.MANAGE_MEMBERS, Action.MANAGE_ORGANIZATION})

# The installation's administrator repairs data in the admin; no part in the life of a report.
# Of the pages of the staff, those of organizations that ask for SETTING_UP; no page of a plan.
SUPERUSER_ACTIONS = frozenset(
    {
        Action.VIEW_PLAN,
        Action.EDIT_PLAN,
        Action.EDIT_LAYOUT,
        Action.MANAGE_MEMBERS,
        Action.MANAGE_ORGANIZATION,
        Action.MANAGE_REFERENCE,
    }
)
