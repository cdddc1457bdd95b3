"""Where private files lie: on this machine's disk, or in a bucket of an S3-compatible store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


class StoreAway(OSError):
    """The store of private files did not answer, or refused: nobody knows what lies there."""


def private_storage(
    folder: Path, *, bucket: str, endpoint: str, region: str, access_key: str, secret_key: str
) -> dict[str, Any]:
    """The storage of private files, as STORAGES has it.

    The library of the store (requirements/s3.txt) is loaded only where there is a bucket.
    """
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": folder,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    if endpoint and not endpoint.startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            f"S3_ENDPOINT is {endpoint!r}: write where the store answers, such as "
            "S3_ENDPOINT=https://s3.example.go.th"
        )
    for key, value in (("S3_ACCESS_KEY", access_key), ("S3_SECRET_KEY", secret_key)):
        if not value:
            raise ImproperlyConfigured(
                f"S3_BUCKET is set but {key} is missing: write {key}= and the key of an account "
                "that may read, write, list and delete in that bucket alone."
            )
    return {
        "BACKEND": "ita_portal.bucket.PrivateBucket",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "access_key": access_key,
            "secret_key": secret_key,
            "default_acl": None,  # as private as the bucket
            "file_overwrite": False,
        },
    }
