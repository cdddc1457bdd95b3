"""Files that people upload as evidence: what they are by their content, and what is kept of them.

Pure: bytes in, values out. Whatever opens such a file runs in `ita_portal.sandbox` only; Pillow
and pypdf are imported there and nowhere else.
"""

from measures.inspecting.inspect import inspect
from measures.inspecting.results import Fault, Finding, Inspected, Refused

__all__ = ["Fault", "Finding", "Inspected", "Refused", "inspect"]
