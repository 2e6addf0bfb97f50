"""The studio of the demo, with real workers and a postbox instead of the world."""

import time
from collections.abc import Iterator

import pytest

from apps.bus import seal
from apps.bus.models import Event
from config.demo.studio import furnish
from tests.journeys.story import Story
from tests.workers import Postbox, Workers


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """Where all mail of the house goes."""
    with Postbox().open() as box:
        yield box


@pytest.fixture
def studio(transactional_db, postbox, settings) -> None:
    """The demo studio's books; an approval is performed at once."""
    settings.UNDO_SECONDS = 0
    furnish(smtp_port=postbox.port)


@pytest.fixture
def workers(studio, tmp_path) -> Iterator[Workers]:
    """Crews to be started; whatever a test leaves running is killed."""
    found = Workers(tmp_path)
    yield found
    found.kill()


@pytest.fixture
def story(workers, postbox, ada) -> Story:
    """One mail's way, to be told step by step."""
    return Story(workers, postbox, ada)


@pytest.fixture(autouse=True)
def _the_journal_is_whole(request, transactional_db) -> Iterator[None]:
    """Check after every journey that the journal is as it was written."""
    yield
    # Another run's open transaction, in another database of the cluster, holds the seal back.
    end = time.monotonic() + 30
    while seal.seal() is None and time.monotonic() < end:
        time.sleep(0.2)
    verdict = seal.verify()
    assert verdict.broken == ""
    # A long transaction of another test run on this cluster may hold sealing back.
    assert verdict.sealed + verdict.unsealed == Event.objects.count()
