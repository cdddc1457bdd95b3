"""What the log says of requests that were refused: one short line, or nothing. Standard library."""

from __future__ import annotations

import logging
from http import HTTPStatus

_LONGEST = 300  # letters of a line: an address may have thousands
# what every scanner asks for by the thousand, and what was taken from the public
_UNSAID = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class ShortRefusals(logging.Filter):
    """Django hands a traceback along with each refusal, though nothing has failed.

    What has a status of 500 or more, or no status at all, stays as it is.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR)
        if status in _UNSAID:
            return False
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.msg, record.args = record.getMessage()[:_LONGEST], ()
            record.exc_info = record.exc_text = None
        return True
