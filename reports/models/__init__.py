"""The official record."""

from reports.models.comment import Comment, CommentAnswer
from reports.models.criteria import (
    AssessmentRound,
    LevelBand,
    LevelScale,
    RoundElement,
    RoundItem,
)
from reports.models.dismissal import FindingDismissal
from reports.models.export import ExportFile
from reports.models.file_fault import FileFault
from reports.models.frozen import FrozenFile
from reports.models.layout import Layout
from reports.models.measures_document import MeasuresDocument
from reports.models.notice import Notice
from reports.models.paper import PaperApproval
from reports.models.reminder import Reminder
from reports.models.report import Report
from reports.models.route import ApprovalRoute
from reports.models.search import SearchDocument
from reports.models.signature import FileSignature
from reports.models.version import Decision, ReportVersion

__all__ = [
    "ApprovalRoute",
    "AssessmentRound",
    "Comment",
    "CommentAnswer",
    "Decision",
    "ExportFile",
    "FileFault",
    "FileSignature",
    "FindingDismissal",
    "FrozenFile",
    "Layout",
    "LevelBand",
    "LevelScale",
    "MeasuresDocument",
    "Notice",
    "PaperApproval",
    "Reminder",
    "Report",
    "ReportVersion",
    "RoundElement",
    "RoundItem",
    "SearchDocument",
]
