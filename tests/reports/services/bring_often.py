"""Begins a year by an import and takes both back until it is killed; run by a test."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from measures.models import ImportBatch, User
from reports.services.bringing_in import bring_in, take_back


def main(*, batch_key: int, user_key: int, database: str) -> None:
    connection.settings_dict["NAME"] = database
    batch, by = ImportBatch.objects.get(pk=batch_key), User.objects.get(pk=user_key)
    print("ready", flush=True)
    while True:
        at = timezone.now()
        batch = bring_in(batch=batch, revision=batch.revision, by=by, at=at)
        batch = take_back(batch=batch, by=by, at=at)
