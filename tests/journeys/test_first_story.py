"""The whole way of one mail, over real workers, Postgres, Redis and SMTP."""

import pytest

from apps.bus.models import Event
from apps.commits.models import Command, Decision
from tests.journeys.story import NEWSLETTER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

TOLD = [
    "message.received",
    "run.queued",
    "run.started",
    "message.read",
    "client.opened",
    "contact.added",
    "project.opened",
    "estimate.adopted",
    "proposal.drafted",
    "command.proposed",
    "command.held",
    "run.waited",
    "command.approved",
    "command.dispatched",
    "command.performed",
    "run.woken",
    "proposal.sent",
    "project.proposed",
    "message.sent",
    "run.succeeded",
]


def test_an_inquiry_becomes_one_mail_with_exactly_the_approved_bytes(story):
    story.workers.start()
    story.receive()
    held = story.held()
    approved = bytes(held.content)

    assert story.postbox.taken == []
    story.decide(held)
    story.ends()

    story.assert_told_once()
    assert story.postbox.taken == [approved]
    assert story.postbox.envelopes == [("hello@studio.example", ["nora@brightwater.example"])]
    assert Decision.objects.get().digest == Command.objects.get().digest


def test_the_journal_tells_the_whole_story_in_order(story):
    story.workers.start()
    story.receive()
    story.decide(story.held())
    run = story.ends()

    of_the_run = Event.objects.filter(correlation=run.correlation)
    since = Event.objects.filter(id__gte=Event.objects.get(kind="message.received").id)
    kinds = list(since.order_by("id").values_list("kind", flat=True))
    places = [kinds.index(kind) for kind in TOLD]
    assert places == sorted(places)
    assert of_the_run.filter(kind="step.finished").count() == 9


def test_a_newsletter_is_set_aside_and_nothing_is_asked(story):
    story.workers.start()
    story.receive(NEWSLETTER)
    run = story.ends()

    assert run.why == "set aside: newsletter"
    assert not Command.objects.exists()
