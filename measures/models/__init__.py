"""The working data."""

from measures.models.accounts import Membership, User
from measures.models.audit import AuditEvent, WrittenOnce
from measures.models.emblem import Emblem
from measures.models.evidence import EvidenceFile, NoEvidence
from measures.models.imports import ImportBatch, ImportState
from measures.models.invitations import Invitation
from measures.models.measure import Measure
from measures.models.organization import FiscalYear, Organization, OrganizationKind, Unit
from measures.models.plan import AnnualPlan, Issue, IssueScheme
from measures.models.results import Outcome, Output, Owner, Suggestion
from measures.models.sign_in import SignInTry
from measures.models.step import Step
from measures.models.stock import StockMeasure
from measures.models.writing import (
    EntryReason,
    MeasureEntry,
    MeasurePresence,
    RemovedRow,
    UsedToken,
)

__all__ = [
    "AnnualPlan",
    "AuditEvent",
    "Emblem",
    "EntryReason",
    "EvidenceFile",
    "FiscalYear",
    "ImportBatch",
    "ImportState",
    "Invitation",
    "Issue",
    "IssueScheme",
    "Measure",
    "MeasureEntry",
    "MeasurePresence",
    "Membership",
    "NoEvidence",
    "Organization",
    "OrganizationKind",
    "Outcome",
    "Output",
    "Owner",
    "RemovedRow",
    "SignInTry",
    "Step",
    "StockMeasure",
    "Suggestion",
    "Unit",
    "UsedToken",
    "User",
    "WrittenOnce",
]
