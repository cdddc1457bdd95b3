"""Letters that the portal sends by mail."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

SIGNATURE = "\n\nรายงานคุณธรรมและความโปร่งใส องค์กรปกครองส่วนท้องถิ่น\nจดหมายนี้ส่งโดยระบบ โปรดอย่าตอบกลับ\n"

_log = logging.getLogger(__name__)
_postman = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")


def send_letter(*, to: str, subject: str, text: str) -> bool:
    """Send a letter now; False, with the reason in the log, when the mail server took it not.

    So it is, too, where there can be no such letter, for its address or its subject.
    """
    try:
        send_mail(subject, text + SIGNATURE, settings.DEFAULT_FROM_EMAIL, [to])
    except (OSError, SMTPException, ValueError):
        _log.exception("a letter was not sent")
        return False
    return True


def send_later(*, to: str, subject: str, text: str) -> None:
    """Send a letter meanwhile: how long an answer takes must not tell whether one was written."""
    _postman.submit(send_letter, to=to, subject=subject, text=text)
