"""The message page: a stranger's words, with the ones marked that something rests on."""

import pytest

from apps.core.actor import outside
from apps.core.origin import Origin, Trust
from apps.records.models import Artifact, Conversation, Message
from tests.console.notes import Shown, hold_note

pytestmark = pytest.mark.django_db

TEXT = "Hello,\nwe need a website by 31 January.\nOur budget is <b>5,000</b> EUR.\u200b\n"
ANA = outside("ana@client.example")


@pytest.fixture
def message(db) -> Message:
    """A stranger's mail with an odd file."""
    found = Message.receive(
        conversation=Conversation.open(by=ANA, subject="Website"),
        message_id="<1@client.example>",
        raw=b"raw",
        trust=Trust.STRANGER,
        by=ANA,
        from_name="Ana <script>",
        from_address="ana@client.example",
        reply_to="other@elsewhere.example",
        subject="Website <script>alert(1)</script>",
        text=TEXT,
        new_text=TEXT,
        findings=[{"code": "hidden_text", "count": 2}],
    )
    Artifact.store(
        title="brief<img>.pdf",
        media_type="application/pdf",
        content=b"%PDF-",
        trust=Trust.STRANGER,
        by=ANA,
        message=found,
    )
    return found


def cited(message: Message, quote: str = "31 January", start: int | None = None) -> Shown:
    """Return a value that rests on words of the message."""
    source = f"message:{message.id}"
    return Shown(
        label="Deadline", value="2027-01-31", origin=Origin.STATED, quote=quote,
        source=source, start=TEXT.index(quote) if start is None else start,
    )  # fmt: skip


def test_the_words_behind_a_value_are_marked_and_linked(as_ada, message):
    held = hold_note(shown=(cited(message), cited(message, "<b>5,000</b> EUR")))

    command = as_ada.get(f"/decide/{held.id}/").content.decode()
    page = as_ada.get(f"/messages/{message.id}/").content.decode()

    assert f"/messages/{message.id}/?command={held.id}#q-1" in command
    assert '<mark id="q-1" title="Deadline" tabindex="-1">31 January</mark>' in page
    assert "&lt;b&gt;5,000&lt;/b&gt; EUR</mark>" in page


def test_a_wrong_place_is_not_believed(as_ada, message):
    hold_note(shown=(cited(message, start=3),))

    page = as_ada.get(f"/messages/{message.id}/").content.decode()

    assert '<mark id="q-1" title="Deadline" tabindex="-1">31 January</mark>' in page


def test_the_reader_is_told_who_wrote_and_what_was_noticed(as_ada, message):
    page = as_ada.get(f"/messages/{message.id}/").content.decode()

    assert "From a stranger" in page
    assert "Text that a mail program would not show was left out. (2 times)" in page
    assert "Answers would go to another address" in page
    assert "U+200B" in page


def test_a_strangers_markup_and_file_names_are_inert(as_ada, message):
    page = as_ada.get(f"/messages/{message.id}/").content.decode()

    assert "<script>alert" not in page
    assert "brief&lt;img&gt;.pdf" in page
    assert "<b>5,000" not in page


def test_the_command_asked_for_is_the_one_that_is_marked(as_ada, message):
    first = hold_note(shown=(cited(message),))
    hold_note(shown=(cited(message, "Our budget"),))

    newest = as_ada.get(f"/messages/{message.id}/").content.decode()
    asked = as_ada.get(f"/messages/{message.id}/?command={first.id}").content.decode()

    assert ">Our budget</mark>" in newest
    assert ">31 January</mark>" in asked


def test_a_message_that_is_not_there_is_not_found(as_ada, held):
    assert as_ada.get(f"/messages/{held.id}/").status_code == 404


def test_the_queries_do_not_grow_with_the_commands(
    as_ada, message, django_assert_max_num_queries
):
    for _ in range(8):
        hold_note(shown=(cited(message),))

    with django_assert_max_num_queries(9):
        as_ada.get(f"/messages/{message.id}/")
