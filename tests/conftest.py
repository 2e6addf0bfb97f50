"""Real services, and a small cast: Ada owns, Grace helps, Mallory gets nothing."""

import pytest

from apps.bus import relay
from tests import embedded


@pytest.fixture
def ada(db, django_user_model):
    """The owner."""
    return django_user_model.objects.create_superuser(
        "ada", "ada@studio.example", "sail-the-ship"
    )


@pytest.fixture
def grace(db, django_user_model):
    """A collaborator who may read, and decide nothing yet."""
    return django_user_model.objects.create_user(
        "grace", "grace@studio.example", "sail-the-ship", is_staff=True
    )


@pytest.fixture
def mallory(db, django_user_model):
    """Somebody who must get nothing."""
    return django_user_model.objects.create_user(
        "mallory", "m@elsewhere.example", "let-me-in-x"
    )


@pytest.fixture(autouse=True)
def _clean_redis(request) -> None:
    """Empty Redis before each test: nothing may depend on what is in it."""
    relay.client().flushdb()


def pytest_sessionfinish() -> None:
    embedded.stop()
