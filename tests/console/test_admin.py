"""The admin of the journal and of commands: everything is read there, nothing is changed."""

import pytest
from django.core.management import call_command
from django.db import transaction

from apps.bus.models import DeadLetter, Event
from apps.core.actor import system

pytestmark = pytest.mark.django_db
PAGES = [
    "bus/event", "bus/delivery", "bus/timer", "bus/deadletter", "bus/seal",
    "commits/command", "commits/decision", "commits/receipt",
]  # fmt: skip


@pytest.fixture
def busy(approved) -> None:
    """A house in which something happened."""
    with transaction.atomic():
        DeadLetter.bury(kind="t", origin="o", error="e", payload=b"\xff", by=system("t"))
    call_command("audit", "export", "--to", "/dev/null", "--json")


@pytest.mark.parametrize("page", PAGES)
def test_a_list_is_read_and_nothing_is_added(as_ada, busy, page):
    assert as_ada.get(f"/admin/{page}/").status_code == 200
    assert as_ada.get(f"/admin/{page}/add/").status_code == 403


def test_a_command_leads_to_its_decide_page(as_ada, busy, approved):
    listed = as_ada.get("/admin/commits/command/").content.decode()
    one = as_ada.get(f"/admin/commits/command/{approved.id}/change/").content.decode()

    assert f'href="/decide/{approved.id}/"' in listed
    assert f'href="/decide/{approved.id}/"' in one


def test_an_event_shows_its_payload(as_ada, busy, approved):
    event = Event.objects.get(kind="command.approved")

    page = as_ada.get(f"/admin/bus/event/{event.id}/change/").content.decode()

    assert approved.digest in page
