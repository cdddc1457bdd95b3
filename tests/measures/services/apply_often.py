"""Brings an import in and takes it back until it is killed, and tells of each; run by a test."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from measures.models import AnnualPlan, ImportBatch, User
from measures.services.import_applying import apply_import
from measures.services.import_undo import undo_import


def main(*, batch_key: int, plan_key: int, user_key: int, database: str) -> None:
    connection.settings_dict["NAME"] = database
    batch = ImportBatch.objects.get(pk=batch_key)
    plan = AnnualPlan.objects.get(pk=plan_key)
    by = User.objects.get(pk=user_key)
    print("ready", flush=True)
    while True:
        at = timezone.now()
        batch = apply_import(batch=batch, plan=plan, revision=batch.revision, by=by, at=at)
        batch = undo_import(batch=batch, by=by, at=at)
