"""The Decide page and one command: what is shown, what a click does, what it never does."""

import re

import pytest

from apps.bus.models import Event
from apps.commits.models import Command, Decision
from apps.core.actor import system
from apps.core.origin import Origin
from apps.policies.models import Switch
from tests.console.notes import Shown, hold_note, tamper_with

pytestmark = pytest.mark.django_db


def text(page) -> str:
    """Return the words of a page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))


def test_an_empty_house_says_what_to_do(as_ada):
    page = as_ada.get("/")

    assert "Nothing is waiting for you" in text(page)
    assert "manage.py ingest FILE" in text(page)


def test_a_row_says_what_to_whom_how_much_why_and_what_is_inferred(as_ada, held):
    page = text(as_ada.get("/"))

    assert "Send note over €4,800.00 to ana@client.example" in page
    assert "no policy covers it" in page
    assert "2 inferred" in page
    assert "Expires in 13 d" in page


def test_what_expires_soon_comes_first(as_ada):
    later = hold_note(subject="later", to="later@client.example")
    sooner = hold_note(subject="sooner", to="sooner@client.example")
    Command.objects.filter(id=sooner.id).update(expires_at=later.created_at)

    page = as_ada.get("/").content.decode()

    assert page.index("sooner@client.example") < page.index("later@client.example")


def test_the_number_of_queries_does_not_grow_with_the_queue(
    as_ada, django_assert_max_num_queries
):
    for number in range(12):
        hold_note(subject=f"note {number}")

    with django_assert_max_num_queries(12):
        as_ada.get("/")


def test_a_command_shows_inferred_values_first_and_every_origin_in_a_word(as_ada, held):
    page = as_ada.get(f"/decide/{held.id}/").content.decode()

    table = re.sub(r"<[^>]+>", "", page[page.index("<tbody>") : page.index("</tbody>")])
    labels = re.findall(r"Deadline|Body|Recipient|Price|Tone", table)
    assert labels[:4] == ["Deadline", "Body", "Recipient", "Price"]
    for word in ("Stated", "Inferred", "Computed", "Remembered"):
        assert word in table


def test_a_command_shows_the_mail_from_its_stored_bytes(as_ada, held):
    page = text(as_ada.get(f"/decide/{held.id}/"))

    assert "1 email will be sent to ana@client.example" in page
    assert "cannot be undone after 10 s" in page
    assert f"&lt;{held.id}@studio.example&gt;" in page
    assert "here is our proposal for the new website." in page
    assert "proposal.pdf" in page
    assert held.digest[:12] in page


def test_the_queries_of_a_command_do_not_grow_with_its_lines(
    as_ada, django_assert_max_num_queries
):
    many = tuple(
        Shown(label=f"Value {n}", value=str(n), origin=Origin.INFERRED) for n in range(40)
    )
    held = hold_note(shown=many)

    with django_assert_max_num_queries(10):
        as_ada.get(f"/decide/{held.id}/")


def test_approving_leads_to_the_undo_window_of_the_row(as_ada, answer, held):
    sent = answer(held, "approve")
    page = as_ada.get(sent.url)

    held.refresh_from_db()
    assert (sent.status_code, held.state) == (302, "approved")
    assert held.commit_after.isoformat() in page.content.decode()
    assert "Goes out in 10 s" in text(page)
    assert 'value="undo"' in page.content.decode()


def test_undo_brings_it_back(as_ada, answer, approved):
    answer(approved, "undo")

    approved.refresh_from_db()
    assert approved.state == "held"
    assert "approval undone" in text(as_ada.get(f"/decide/{approved.id}/"))


def test_rejecting_needs_a_reason_and_says_so(answer, held):
    refused = answer(held, "reject", reason="  ")
    answer(held, "reject", reason="too cheap")

    held.refresh_from_db()
    assert refused.status_code == 400
    assert "Say why" in text(refused)
    assert (held.state, held.why) == ("rejected", "too cheap")


def test_another_digest_changes_nothing_and_is_said_in_words(answer, held):
    refused = answer(held, "approve", digest="0" * 64)

    held.refresh_from_db()
    assert refused.status_code == 409
    assert "What you saw is not what it is now" in text(refused)
    assert (held.state, Decision.objects.count()) == ("held", 0)


def test_the_second_decision_is_told_how_it_stands(answer, approved):
    refused = answer(approved, "reject", reason="too late")

    assert refused.status_code == 409
    assert "It is approved by now" in text(refused)


def test_changed_bytes_cannot_be_approved(as_ada, answer, held):
    tamper_with(held)

    page = as_ada.get(f"/decide/{held.id}/").content.decode()
    refused = answer(held, "approve")

    assert "These are not the bytes that were proposed" in page
    assert re.search(r'value="approve" disabled', page)
    assert refused.status_code == 409
    assert Decision.objects.count() == 0


def test_an_unknown_verb_and_an_edit_by_the_wrong_door_are_refused(answer, held):
    assert answer(held, "explode").status_code == 400
    assert answer(held, "edit").status_code == 400


@pytest.mark.parametrize(
    ("verb", "state"), [("found", "performed"), ("not_found", "failed")], ids=str
)
def test_an_unknown_outcome_asks_and_takes_the_answer(as_ada, answer, approved, verb, state):
    with approved.locked() as command:
        command.dispatch(by=system("test"), token=1, lease_until=command.expires_at)
        command.save()
        command.lose(by=system("test"), why="the line broke")

    asked = text(as_ada.get("/"))
    answer(approved, verb)

    approved.refresh_from_db()
    assert "Did it arrive?" in asked
    assert approved.state == state


@pytest.mark.parametrize(("verb", "state"), [("retry", "approved"), ("cancel", "cancelled")])
def test_what_failed_can_be_retried_or_cancelled(as_ada, answer, approved, verb, state):
    with approved.locked() as command:
        command.dispatch(by=system("test"), token=1, lease_until=command.expires_at)
        command.save()
        command.fail(by=system("test"), why="550 no such mailbox")

    asked = text(as_ada.get("/"))
    answer(approved, verb)

    approved.refresh_from_db()
    assert "550 no such mailbox" in asked
    assert approved.state == state


def test_what_is_over_is_under_done_lately(as_ada, answer, held):
    answer(held, "reject", reason="not now")

    page = text(as_ada.get("/"))

    assert "Done lately" in page
    assert "Rejected Send note over €4,800.00" in page


def test_an_edit_makes_a_new_command_that_waits(as_ada, held):
    form = as_ada.get(f"/decide/{held.id}/edit/").content.decode()
    saved = as_ada.post(
        f"/decide/{held.id}/edit/",
        {"digest": held.digest, "subject": "A new website", "body": "Dear Ana,\r\n\r\nhere."},
    )

    edited = held.superseded_by
    assert 'name="body"' in form
    assert saved.url == f"/decide/{edited.id}/"
    assert (edited.state, edited.act().subject) == ("held", "A new website")
    assert edited.act().body == "Dear Ana,\n\nhere."
    assert edited.digest != held.digest
    page = text(as_ada.get(saved.url))
    assert "before: Your new website" in page


def test_an_edit_that_cannot_be_keeps_what_was_typed(as_ada, held):
    refused = as_ada.post(
        f"/decide/{held.id}/edit/",
        {"digest": held.digest, "amount_minor": "a lot", "subject": "kept as typed"},
    )

    assert refused.status_code == 409
    assert "integer" in text(refused)
    assert "kept as typed" in refused.content.decode()
    assert Command.objects.count() == 1


def test_an_unchanged_edit_with_a_browsers_line_ends_is_no_edit(as_ada, held):
    refused = as_ada.post(
        f"/decide/{held.id}/edit/",
        {"digest": held.digest, "body": held.act().body.replace("\n", "\r\n")},
    )

    assert "Nothing is different" in text(refused)


def test_getting_every_page_changes_nothing(as_ada, approved):
    held = hold_note()
    before = Event.objects.count(), set(Command.objects.values_list("id", "state"))

    for one in (held, approved):
        for path in ("", "edit/", "content/", "files/0/", "?verb=approve&digest=" + one.digest):
            as_ada.get(f"/decide/{one.id}/{path}")
    for path in ("/", "/?just=" + str(held.id), "/outbox/", "/admin/"):
        as_ada.get(path)

    assert (Event.objects.count(), set(Command.objects.values_list("id", "state"))) == before


def test_the_document_is_served_inert_from_the_very_bytes(as_ada, held):
    served = as_ada.get(f"/decide/{held.id}/files/0/")

    assert served.content.startswith(b"%PDF-")
    assert served["Content-Type"] == "application/pdf"
    assert served["Content-Security-Policy"].startswith("sandbox")
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Content-Disposition"].startswith("inline")
    assert as_ada.get(f"/decide/{held.id}/files/1/").status_code == 404


def test_only_a_fragment_is_sent_to_a_page_that_asks_for_one(as_ada, held):
    fragment = as_ada.get("/", headers={"X-Fragment": "1"}).content.decode()

    assert "<html" not in fragment
    assert held.effect in fragment


def test_a_pause_is_said_on_every_page_and_on_what_waits_for_it(as_ada, approved, held):
    with Switch.of(Switch.ALL).locked() as switch:
        switch.pause(by=system("test"), why="the storm")
    Command.objects.filter(id=approved.id).update(commit_after=approved.created_at)

    page = text(as_ada.get("/"))

    assert "Paused: all" in page
    assert "Waits until work is resumed" in page
    assert "manage.py resume" in text(as_ada.get(f"/decide/{held.id}/"))
