"""Whether the database answers, and is not of a release that is newer than this code."""

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from ita_portal.setup.shell import SetupFailed


def check_database() -> None:
    """Refuse one that this code cannot work with, before anything is written into it."""
    try:
        loader = MigrationLoader(connection)
    except DatabaseError as error:
        raise SetupFailed(
            f"The database cannot be opened: {str(error).strip()}. Look at DATABASE_URL, or where "
            f"it is empty at {settings.DATA_DIR}/db.sqlite3: is it there, whole and writable?"
        ) from error
    for label in (app.label for app in apps.get_app_configs()):
        newest = max((name for app, name in loader.applied_migrations if app == label), default="")
        known = max((name for app, name in loader.disk_migrations if app == label), default="")
        if known and newest > known:
            raise SetupFailed(
                f"The database was written by a newer release ({label}.{newest}; this one ends at "
                f"{known}): take the newer code again, or put a backup of before the upgrade back."
            )
