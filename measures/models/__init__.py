"""The working data."""

from measures.models.accounts import Membership, User
from measures.models.audit import AuditEvent, WrittenOnce
from measures.models.evidence import EvidenceFile
from measures.models.measure import Measure, Step
from measures.models.organization import FiscalYear, Organization, OrganizationKind, Unit
from measures.models.plan import AnnualPlan, Issue, IssueScheme
from measures.models.results import Outcome, Output, Owner, Suggestion
from measures.models.sign_in import SignInTry

__all__ = [
    "AnnualPlan",
    "AuditEvent",
    "EvidenceFile",
    "FiscalYear",
    "Issue",
    "IssueScheme",
    "Measure",
    "Membership",
    "Organization",
    "OrganizationKind",
    "Outcome",
    "Output",
    "Owner",
    "SignInTry",
    "Step",
    "Suggestion",
    "Unit",
    "User",
    "WrittenOnce",
]
