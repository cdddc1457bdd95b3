"""The life of a report, as data."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a report stands; what the public sees is told by its published version alone."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What moves a report on."""

    SUBMIT = "submit"
    PULL_BACK = "pull_back"
    RETURN = "return"
    ENDORSE = "endorse"
    APPROVE = "approve"
    PUBLISH = "publish"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


class Scope(StrEnum):
    """How much of a plan an act opens to its writers."""

    ALL = "all"
    COMMENTED = "commented"  # fields with a comment that is not closed
    PICKED = "picked"  # measures that were picked, and the report's own texts if they were
    AS_BEFORE = "as_before"  # what was open when it was submitted


class CommentState(StrEnum):
    """How far a comment is: writers answer it, whoever reviews closes it."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


COMMENT_LABELS = {
    CommentState.OPEN: "ยังไม่ปิด",
    CommentState.ANSWERED: "แก้แล้ว",
    CommentState.CLOSED: "ปิดแล้ว",
}
STATUS_LABELS = {
    Status.DRAFT: "กำลังจัดทำ",
    Status.SUBMITTED: "รอตรวจ",
    Status.APPROVED: "อนุมัติแล้ว",
    Status.PUBLISHED: "เผยแพร่แล้ว",
    Status.WITHDRAWN: "ถอนเผยแพร่แล้ว",
}
VERB_LABELS = {
    Verb.SUBMIT: "ส่งตรวจ",
    Verb.PULL_BACK: "ดึงกลับ",
    Verb.RETURN: "ส่งคืน",
    Verb.ENDORSE: "เห็นชอบ",
    Verb.APPROVE: "อนุมัติ",
    Verb.PUBLISH: "เผยแพร่",
    Verb.REOPEN: "เปิดแก้ไข",
    Verb.WITHDRAW: "ถอนเผยแพร่",
}

# What the verbs that open a plan may open, the usual first. Whoever may return a report opens more
# of it later; which texts a field holds, `measures/writing/opening.py` says.
OPENS: dict[Verb, tuple[Scope, ...]] = {
    Verb.PULL_BACK: (Scope.AS_BEFORE,),
    Verb.RETURN: (Scope.ALL, Scope.COMMENTED),
    Verb.REOPEN: (Scope.ALL, Scope.PICKED),
}

# Nothing waits for anybody any more.
SETTLED = (Status.PUBLISHED, Status.WITHDRAWN)

# What is public is withdrawn at any time, also while the next version is being written: where the
# report stands changes only if there is no next one.
TRANSITIONS: dict[tuple[Status, Verb], Status] = {
    (Status.DRAFT, Verb.SUBMIT): Status.SUBMITTED,
    (Status.SUBMITTED, Verb.PULL_BACK): Status.DRAFT,
    (Status.SUBMITTED, Verb.RETURN): Status.DRAFT,
    (Status.SUBMITTED, Verb.ENDORSE): Status.SUBMITTED,
    (Status.SUBMITTED, Verb.APPROVE): Status.APPROVED,
    (Status.APPROVED, Verb.RETURN): Status.DRAFT,
    (Status.APPROVED, Verb.PUBLISH): Status.PUBLISHED,
    (Status.PUBLISHED, Verb.REOPEN): Status.DRAFT,
    (Status.PUBLISHED, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.WITHDRAWN, Verb.REOPEN): Status.DRAFT,
    (Status.DRAFT, Verb.WITHDRAW): Status.DRAFT,
    (Status.SUBMITTED, Verb.WITHDRAW): Status.SUBMITTED,
    (Status.APPROVED, Verb.WITHDRAW): Status.APPROVED,
}


class TransitionRefused(Exception):
    """The report's status does not allow the verb; nothing has been written."""


def next_status(status: Status, verb: Verb) -> Status:
    """Where `verb` leads from `status`; raises TransitionRefused where it leads nowhere."""
    try:
        return TRANSITIONS[status, verb]
    except KeyError:
        raise TransitionRefused(f"{verb} from {status}") from None


def diagram() -> str:
    """The Mermaid diagram of the life of a report that the README shows."""
    arrows = [f"    {old} --> {new}: {verb}" for (old, verb), new in TRANSITIONS.items()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Status.DRAFT}", *arrows])
