"""`manage.py decide`: a person at the shell decides exactly what they have read."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from apps.commits.models import Command, Decision
from apps.core.origin import Origin
from tests.console.notes import SHOWN, Shown, hold_note

pytestmark = pytest.mark.django_db
PASSWORD = "sail-the-ship"


@pytest.fixture
def held(db) -> Command:
    """A note that waits for the operator."""
    return hold_note()


@pytest.fixture
def run():
    """Run the command with a password on its standard input; return what it says."""

    def call(*arguments: str, password: str = PASSWORD) -> str:
        out = io.StringIO()
        call_command("decide", *arguments, stdout=out, stdin=io.StringIO(password + "\n"))
        return out.getvalue()

    return call


def deciding(command: Command, user: str = "ada") -> list[str]:
    """Return what every decision needs."""
    digest = command.digest
    return [str(command.id)[:8], "--user", user, "--password-stdin", "--digest", digest]


def test_an_empty_list_says_so(run):
    assert "Nothing is waiting for you" in run("list")
    assert json.loads(run("list", "--json")) == []


def test_the_list_names_the_effect_the_reason_and_what_is_inferred(run, held):
    listed = run("list")

    assert held.effect in listed
    assert "no policy covers it" in listed
    assert "[2 inferred: Deadline, Body]" in listed
    assert json.loads(run("list", "--json"))[0]["digest"] == held.digest


def test_show_tells_every_value_with_its_origin_and_its_words(run, held):
    shown = run("show", str(held.id)[:6])

    assert shown.index("INFERRED    Deadline: 2027-01-31") < shown.index(
        "stated      Recipient"
    )
    assert '"ana@client.example"' in shown
    assert f"Digest: {held.digest}" in shown
    assert len(json.loads(run("show", str(held.id), "--json"))["lines"]) == len(SHOWN)


def test_a_person_approves_what_they_have_read(run, ada, held):
    said = run("approve", *deciding(held))

    decision = Decision.objects.get()
    assert (decision.verb, decision.actor_id, decision.channel) == ("approve", "ada", "shell")
    assert "Goes out at" in said
    assert f"manage.py decide undo {str(held.id)[:8]}" in said


def test_a_wrong_password_decides_nothing(run, ada, held):
    with pytest.raises(CommandError, match="not the password of ada"):
        run("approve", *deciding(held), password="wrong")

    assert Decision.objects.count() == 0


def test_somebody_without_a_password_is_told_how_to_get_one(run, ada, held):
    ada.set_unusable_password()
    ada.save()

    with pytest.raises(CommandError, match="login_link"):
        run("approve", *deciding(held))


def test_a_person_without_the_right_decides_nothing(run, mallory, held):
    with pytest.raises(CommandError, match="Only a person with a login and the right"):
        run("approve", *deciding(held, user="mallory"), password="let-me-in-x")


def test_nobody_decides_without_saying_who(run, held):
    with pytest.raises(CommandError, match="--user NAME"):
        run("approve", str(held.id), "--password-stdin", "--digest", held.digest)


def test_away_from_the_keyboard_the_digest_must_be_given(run, ada, held):
    with pytest.raises(CommandError, match="--digest"):
        run("approve", str(held.id), "--user", "ada", "--password-stdin")


def test_another_digest_decides_nothing(run, ada, held):
    arguments = [str(held.id), "--user", "ada", "--password-stdin", "--digest", "0" * 64]

    with pytest.raises(CommandError, match="What you saw is not what it is now"):
        run("approve", *arguments)


def test_a_rejection_takes_its_reason_back(run, ada, held):
    run("reject", *deciding(held), "--reason", "too cheap")

    held.refresh_from_db()
    assert (held.state, held.why) == ("rejected", "too cheap")


def test_an_approval_is_undone(run, ada, held):
    run("approve", *deciding(held))
    run("undo", *deciding(held))

    held.refresh_from_db()
    assert held.state == "held"


def test_an_edit_makes_another_command_that_waits(run, ada, held):
    said = run("edit", *deciding(held), "subject=A new website", "--json")

    edited = Command.objects.get(id=json.loads(said)["id"])
    assert (edited.state, edited.act().subject) == ("held", "A new website")
    assert edited.supersedes_id == held.id


@pytest.mark.parametrize("change", ["subject", "to=eve@x.example", "amount_minor=lots"])
def test_what_cannot_be_edited_is_said(run, ada, held, change):
    with pytest.raises(CommandError):
        run("edit", *deciding(held), change)

    assert Command.objects.count() == 1


def test_an_id_that_is_not_one_is_said(run, held):
    with pytest.raises(CommandError, match="at least 4"):
        run("show", str(held.id)[:2])
    with pytest.raises(CommandError, match="There is no command"):
        run("show", "00000000")


def test_a_terminal_obeys_nothing_in_a_strangers_words(run, db):
    evil = "\x1b[2Jharmless\u202e"
    hold_note(shown=(Shown(label="Name", value=evil, origin=Origin.STATED, quote=evil),))

    shown = run("show", str(Command.objects.get().id))

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "<U+001B>[2Jharmless<U+202E>" in shown


def test_what_is_not_out_of_date_is_not_renewed(run, ada, held):
    with pytest.raises(CommandError, match="Nothing is different"):
        run("renew", *deciding(held))
