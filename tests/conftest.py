"""Real services, and a small cast: Ada owns, Grace helps, Mallory gets nothing."""

import os

import pytest

from apps.bus import relay
from tests import embedded

# Where nothing may be missing (REFUSE_SKIPS), only these may be skipped: test id to reason.
MAY_BE_SKIPPED: dict[str, str] = {}


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


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session) -> None:
    embedded.stop()
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = {report.nodeid for report in reporter.stats.get("skipped", [])}
    refused = sorted(skipped - set(MAY_BE_SKIPPED))
    if refused and os.environ.get("REFUSE_SKIPS"):
        reporter.write_line(f"Skipped without a reason on the list: {', '.join(refused)}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
