"""An administrator who has signed in."""

import pytest
from django.test import Client

from measures.models import User
from tests.factories import make_superuser


@pytest.fixture
def administrator(db: None) -> User:
    return make_superuser(email="admin@example.test")


@pytest.fixture
def admin(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client
