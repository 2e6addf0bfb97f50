"""A mail comes into the books whole and once, or lies as a dead letter with its bytes."""

import threading
from collections import Counter

import pytest
from django.db import connection

from apps.bus.models import DeadLetter, Event
from apps.connectors.email.ingest import How, ingest
from apps.core.actor import person
from apps.core.canonical import sha256
from apps.records.models import Artifact, Conversation, Message
from tests.connectors.email.mails import mail, with_file
from tests.factories import records as make

pytestmark = pytest.mark.django_db
ADA = person("ada")
HOSTILE = {
    "path": b"../../etc/cron.d/x.png",
    "windows path": b"C:\\\\Windows\\\\x.png",
    "quote": b'invoice\\"; ignore.. .png',
    "nul": b"a\x00b.png",
    "line ends": b"a\r\n b.png",
    "long": b"x" * 3_000 + b".png",
    "right to left": "gnp.exe\u202egpj.png".encode(),
    "tags": "logo\U000e0041\U000e0042.png".encode(),
    "half a pair": b"=?utf-16?b?2AA=?=.png",
    "latin": b"gr\xfc\xdfe.png",
    "nothing": b"",
    "dots": b"...",
}


@pytest.fixture
def no_artifact(db):
    """The database takes no file, which only shows in the middle of the writing."""
    with connection.cursor() as cursor:
        cursor.execute("alter table records_artifact add constraint no_files check (size < 0)")


def test_a_mail_is_a_conversation_a_message_its_files_and_a_fact():
    raw = with_file()

    done = ingest(raw, where="a.eml")

    message = Message.objects.get()
    file = Artifact.objects.get()
    assert (done.how, done.message) == (How.NEW, message)
    assert (message.subject, message.from_address) == ("A new website", "ana@client.example")
    assert (bytes(message.raw), message.raw_sha256) == (raw, sha256(raw))
    assert (file.title, file.media_type, file.message_id) == (
        "logo.png",
        "image/png",
        message.id,
    )
    fact = Event.objects.get(kind="message.received")
    assert (fact.source, fact.key) == ("mail", "<2@client.example>")
    assert fact.values["raw_sha256"] == sha256(raw)


def test_a_failure_in_the_middle_leaves_nothing_but_a_dead_letter(no_artifact):
    raw = with_file()

    done = ingest(raw, where="a.eml")

    assert done.how is How.DEAD
    assert [m.objects.count() for m in (Conversation, Message, Artifact)] == [0, 0, 0]
    assert [event.kind for event in Event.objects.all()] == ["dead_letter.opened"]
    letter = DeadLetter.objects.get()
    assert (bytes(letter.payload), letter.origin) == (raw, "a.eml")
    assert "no_files" in letter.error


def test_control_without_a_file_the_same_database_keeps_the_mail(no_artifact):
    assert ingest(mail(), where="a.eml").how is How.NEW


def test_a_mail_that_failed_in_the_middle_comes_in_by_a_replay(no_artifact):
    letter = ingest(with_file(), where="a.eml").letter
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table records_artifact drop constraint no_files")

    with letter.locked():
        letter.replay(by=ADA)

    assert Artifact.objects.count() == 1
    assert letter.history().last().values["became"] == f"message:{Message.objects.get().id}"


def test_the_same_mail_twice_is_one_message():
    first = ingest(mail(), where="a.eml")
    second = ingest(mail(), where="b.eml")

    assert (second.how, second.message) == (How.KNOWN, first.message)
    assert Event.objects.filter(kind="message.received").count() == 1
    assert DeadLetter.objects.count() == 0


def test_the_same_id_with_another_body_is_a_recorded_conflict():
    ingest(mail(), where="a.eml")
    other = mail(body=b"Please pay to another account.")

    done = ingest(other, where="b.eml")

    assert (done.how, Message.objects.count()) == (How.DEAD, 1)
    assert bytes(done.letter.payload) == other
    assert done.letter.error.startswith("IdTaken")
    fact = Event.objects.get(kind="message.conflicted")
    assert (fact.subject_id, fact.values["other"]) == (
        str(Message.objects.get().id),
        sha256(other),
    )


def test_a_conflict_comes_in_once_its_id_was_edited():
    ingest(mail(), where="a.eml")
    other = mail(body=b"Something else.")
    letter = ingest(other, where="b.eml").letter

    with letter.locked():
        letter.replay(by=ADA, payload=other.replace(b"<1@", b"<1b@"))

    assert Message.objects.count() == 2
    assert letter.history().last().values["edited"] is True


def test_an_unreadable_letter_is_edited_and_replayed():
    letter = ingest(b"no headers here", where="a.eml").letter

    with letter.locked():
        letter.replay(by=ADA, payload=mail())

    letter.refresh_from_db()
    assert (letter.state, Message.objects.count()) == ("replayed", 1)


def test_a_letter_that_is_still_unreadable_stays_and_makes_no_other():
    letter = ingest(b"no headers here", where="a.eml").letter

    with pytest.raises(Exception, match="no mail headers"), letter.locked():
        letter.replay(by=ADA)

    letter.refresh_from_db()
    assert (letter.state, DeadLetter.objects.count()) == ("open", 1)


@pytest.mark.parametrize("field", ["In-Reply-To", "References"])
def test_an_answer_joins_its_conversation(field):
    first = ingest(mail(), where="a").message
    thread = f"{field}: <0@elsewhere.example> <1@client.example>\r\n".encode()
    if field == "In-Reply-To":
        thread = b"In-Reply-To: <1@client.example>\r\n"

    answer = ingest(mail(b"<9@client.example>", headers=thread), where="b").message
    stranger = ingest(mail(b"<10@client.example>"), where="c").message

    assert answer.conversation_id == first.conversation_id
    assert stranger.conversation_id != first.conversation_id


def test_an_answer_opens_a_resolved_conversation_again():
    first = ingest(mail(), where="a").message
    with first.conversation.locked() as conversation:
        conversation.resolve(by=ADA)

    thread = b"In-Reply-To: <1@client.example>\r\n"
    ingest(mail(b"<9@client.example>", headers=thread), where="b")

    assert Conversation.objects.get().state == "open"


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00" * 500, b"no headers here", b"\r\n\r\nonly a body"],
    ids=["empty", "nuls", "no headers", "only a body"],
)
def test_what_is_no_mail_is_a_dead_letter_with_its_bytes(raw):
    done = ingest(raw, where="a.eml")

    assert done.how is How.DEAD
    assert bytes(DeadLetter.objects.get().payload) == raw


def test_what_is_too_large_is_a_dead_letter_with_its_bytes(settings):
    settings.MAIL_MAX_BYTES = 1_000
    raw = mail(body=b"x" * 1_000)

    done = ingest(raw, where="a.eml")

    assert done.letter.error.startswith("TooLarge: ")
    assert bytes(done.letter.payload) == raw


def test_a_mail_of_thirty_megabytes_is_kept():
    line = b"QUJD" * 19 + b"\r\n"
    raw = with_file().replace(
        b"iVBORw0KGgo", line * (30 * 1024 * 1024 // len(line)) + b"iVBORw0KGgo"
    )
    assert len(raw) > 30 * 1024 * 1024

    done = ingest(raw, where="a.eml")

    assert done.how is How.NEW
    assert Message.objects.get().raw_sha256 == sha256(raw)
    assert Artifact.objects.get().size > 20 * 1024 * 1024


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_name_is_only_words(name):
    done = ingest(with_file(name), where="a.eml")

    assert done.how is How.NEW
    file = Artifact.objects.get()
    assert 0 < len(file.title) <= 200
    assert not set(file.title) & set("/\\\x00\r\n\u202e\U000e0041")
    assert file.storage_name == f"{file.id}.png"


def test_an_endless_message_id_is_kept_by_its_digest_and_still_once():
    raw = mail(b"<" + b"x" * 900 + b"@client.example>")

    first, second = ingest(raw, where="a"), ingest(raw, where="b")

    assert (first.how, second.how) == (How.NEW, How.KNOWN)
    assert first.message.message_id.endswith("@long.invalid>")


def test_a_mail_without_an_id_is_still_kept_once():
    assert [ingest(mail(b""), where="a").how for _ in range(2)] == [How.NEW, How.KNOWN]


NULS = {
    "subject": mail(subject=b"A\x00B =?utf-8?q?C=00D?="),
    "sender": mail(sender=b"A\x00na <ana\x00@client.example>"),
    "id": mail(b"<1\x00@client.example>"),
    "body": mail(body=b"one \x00 two"),
    "encoded body": mail(
        headers=b"Content-Transfer-Encoding: quoted-printable\r\n", body=b"one =00 two"
    ),
    "other header": mail(
        headers=b"X-\x00: \x00\r\nReferences: <\x00>\r\nAuto-Submitted: \x00\r\n"
    ),
    "type": mail(
        headers=b"MIME-Version: 1.0\r\nContent-Type: te\x00xt/pl\x00ain; charset=\x00\r\n"
    ),
    "file": with_file(b"\x00\x00.png"),
}


@pytest.mark.parametrize("raw", NULS.values(), ids=NULS.keys())
def test_nul_bytes_anywhere_are_survived(raw):
    done = ingest(raw, where="a\x00.eml")

    assert done.how is How.NEW
    assert bytes(Message.objects.get().raw) == raw


def test_a_stranger_is_not_trusted_and_a_known_contact_is():
    stranger = ingest(mail(), where="a").message
    contact = make.ContactFactory.create(email="eva@client.example")
    with contact.locked():
        contact.know(by=ADA)
    known = ingest(mail(b"<5@x>", sender=b"Eva <EVA@client.example>"), where="b").message

    assert (stranger.trust, known.trust) == ("stranger", "known")
    assert known.conversation.contact == contact


@pytest.mark.parametrize(
    "sender", [b"Ada <ada@studio.example>", b"hello@STUDIO.EXAMPLE"], ids=["us", "capitals"]
)
def test_a_mail_that_claims_to_be_ours_is_a_strangers_and_says_so(sender):
    contact = make.ContactFactory.create(email="ada@studio.example")
    with contact.locked():
        contact.know(by=ADA)

    message = ingest(mail(sender=sender), where="a").message

    assert message.trust == "stranger"
    assert "claims_to_be_us:1" in message.findings


def test_control_others_claim_nothing():
    assert ingest(mail(), where="a").message.findings == []


def test_a_file_carries_the_trust_of_its_mail():
    ingest(with_file(), where="a")

    assert Artifact.objects.get().trust == "stranger"


def test_the_journal_names_a_person_by_a_digest_only():
    ingest(with_file(), where="a.eml")
    ingest(mail(b"<3@x>", headers=b"Cc: eva@other.example\r\n"), where="b.eml")
    ingest(b"From: ana@client.example no headers", where="c.eml")

    for event in Event.objects.all():
        told = f"{event.actor_id} {bytes(event.payload).decode()} {event.key}".lower()
        for private in ("ana@", "weber", "hello@", "eva@", "new website"):
            assert private not in told
    actors = {event.actor_id for event in Event.objects.filter(kind="message.received")}
    assert actors == {f"mail:{sha256(b'ana@client.example')[:16]}"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False], ids=["same body", "other bodies"])
def test_of_the_same_id_read_by_eight_at_once_one_is_kept(same):
    ready, ends = threading.Barrier(8), Counter()

    def read(number: int) -> None:
        try:
            connection.ensure_connection()
            ready.wait(10)
            body = b"Hello" if same else b"Hello %d" % number
            ends[ingest(mail(body=body), where=f"{number}.eml").how] += 1
        except Exception as error:  # noqa: BLE001 - counted
            ends[type(error).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=read, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert ends == {How.NEW: 1, How.KNOWN if same else How.DEAD: 7}
    assert (Message.objects.count(), Conversation.objects.count()) == (1, 1)
    assert DeadLetter.objects.count() == (0 if same else 7)
