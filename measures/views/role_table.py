"""What each role may do, as a table in words, made of the one table of permissions."""

from __future__ import annotations

from dataclasses import dataclass

from measures.roles import ROLE_ACTIONS, ROLE_LABELS, Action, Role

ACTION_LABELS = {
    Action.VIEW_PLAN: "อ่านรายงานที่กำลังจัดทำ",
    Action.EDIT_PLAN: "กรอกและแก้มาตรการ",
    Action.EDIT_LAYOUT: "จัดรูปแบบตาราง",
    Action.SUBMIT_REPORT: "ส่งตรวจ",
    Action.RETURN_REPORT: "ส่งคืน",
    Action.APPROVE_REPORT: "อนุมัติ",
    Action.RECORD_APPROVAL: "บันทึกการอนุมัติบนกระดาษ",
    Action.PUBLISH_REPORT: "เผยแพร่",
    Action.EXPORT_REPORT: "ส่งออกไฟล์",
    Action.MANAGE_MEMBERS: "ดูแลผู้ใช้",
    Action.MANAGE_ORGANIZATION: "ดูแลหน่วยงานภายในและข้อมูลหน่วยงาน",
}


@dataclass(frozen=True, kw_only=True)
class RoleTable:
    """`rows` hold an action and whether each of `heads` may do it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[bool, ...]], ...]


def role_table() -> RoleTable:
    """Every role and every action that a role of an organization may have."""
    return RoleTable(
        heads=tuple(ROLE_LABELS[role] for role in Role),
        rows=tuple(
            (label, tuple(action in ROLE_ACTIONS[role] for role in Role))
            for action, label in ACTION_LABELS.items()
        ),
    )
