"""Passwords that did not fit, for as long as they count."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SignInTry(models.Model):
    """One try to sign in: whose, what was tried and from where only as keyed hashes.

    In the database, so that all processes count together and no noise makes them forget. An
    `account` is one person under every name and from every place; a `person` is a name at a place.
    """

    account = models.CharField("บัญชี", max_length=64, default="", db_index=True)
    person = models.CharField("ผู้ลองเข้าสู่ระบบ", max_length=64, db_index=True)
    place = models.CharField("ที่มา", max_length=64, db_index=True)
    at = models.DateTimeField("เมื่อ", default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "การลองเข้าสู่ระบบ"
        verbose_name_plural = "การลองเข้าสู่ระบบ"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place[:8]} {self.person[:8]}"
