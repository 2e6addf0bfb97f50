"""What was approved is what is performed: one changed byte, and nothing leaves the house."""

import psycopg
import pytest
from django.db import connection

from apps.commits.executor import execute
from apps.commits.services import AlreadyDecided, NotIntact, edit
from tests import embedded
from tests.factories.commits import again, approved, decided, proposed

pytestmark = pytest.mark.django_db(transaction=True)

CHANGES = {
    "content": "content = overlay(content placing '#'::bytea from 200)",
    "payload": "payload = replace(encode(payload, 'escape'), 'ana@', 'eva@')::bytea",
    "recipients": "recipients = '[\"eva@client.example\"]'",
    "account": "account = account || '0'",
    "effect": "effect = replace(effect, 'ana@', 'eva@')",
    "amount": "amount_minor = amount_minor + 1",
    "shown": "shown = '[]'",
    "kind": "kind = 'send_note'",
}
CHANGED = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())


@pytest.mark.parametrize("role", [embedded.owner_url, embedded.app_url], ids=["owner", "app"])
@CHANGED
def test_the_database_refuses_the_change_whoever_asks(account, ada, role, change):
    command = approved(ada)
    url = role(connection.settings_dict["NAME"])

    with (
        psycopg.connect(url) as as_role,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="propose another one"),
    ):
        as_role.execute(f"update commits_command set {change} where id = %s", [command.id])

    assert again(command).is_intact()


@pytest.mark.parametrize("statement", ["delete from", "truncate"])
def test_the_applications_role_can_not_take_a_command_away(account, ada, statement):
    command = approved(ada)
    url = embedded.app_url(connection.settings_dict["NAME"])

    with (
        psycopg.connect(url) as as_role,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        as_role.execute(f"{statement} commits_command")

    assert again(command).state == "approved"


@CHANGED
def test_a_change_behind_the_trigger_is_not_sent_and_is_held_again(
    account, ada, mailserver, behind_the_trigger, change
):
    command = approved(ada)
    behind_the_trigger(f"update commits_command set {change} where id = %s", command.id)

    assert execute() == 1

    stopped = again(command)
    assert mailserver.visits == 0
    assert stopped.state == "held"
    assert "changed after the approval" in stopped.why
    with pytest.raises(NotIntact):
        decided(stopped, "approve", ada)
    with pytest.raises(NotIntact):
        edit(
            command_id=command.id, digest=stopped.digest, changes={"subject": "x"},
            user=ada, channel="tests",
        )  # fmt: skip
    assert decided(stopped, "reject", ada, reason="odd").state == "rejected"


def test_control_without_the_change_the_same_command_is_sent(account, ada, mailserver):
    command = approved(ada)

    assert execute() == 1

    assert again(command).state == "performed"
    assert [mail.content for mail in mailserver.taken] == [bytes(command.content)]


def test_control_what_the_digest_does_not_cover_may_change_behind_the_trigger(
    account, ada, mailserver, behind_the_trigger
):
    command = approved(ada)
    behind_the_trigger("update commits_command set why = 'x' where id = %s", command.id)

    execute()

    assert again(command).state == "performed"


def test_bytes_and_digest_changed_together_lose_the_approval(
    account, ada, mailserver, behind_the_trigger
):
    command = approved(ada)
    command.content = bytes(command.content).replace(b"4,200", b"9,200")
    command.digest = command.digest_of_bytes()
    behind_the_trigger(
        "update commits_command set content = %s, digest = %s where id = %s",
        bytes(command.content), command.digest, command.id,
    )  # fmt: skip
    assert again(command).is_intact()

    execute()

    assert (again(command).state, mailserver.visits) == ("held", 0)


def test_what_was_tampered_with_while_held_cannot_be_approved(account, ada, behind_the_trigger):
    held = proposed()
    behind_the_trigger(
        f"update commits_command set {CHANGES['content']} where id = %s", held.id
    )

    with pytest.raises(NotIntact):
        decided(held, "approve", ada)
    assert again(held).state == "held"


def test_a_command_begins_as_proposed_even_in_raw_sql(account, ada):
    held = proposed()
    columns = ", ".join(
        field.column
        for field in held._meta.concrete_fields
        if field.column not in ("id", "state", "supersedes_id")
    )
    copy = (
        f"insert into commits_command (id, state, {columns})"
        f" select gen_random_uuid(), %s, {columns} from commits_command"
    )
    url = embedded.app_url(connection.settings_dict["NAME"])

    with psycopg.connect(url) as as_app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="begins as proposed"):
            as_app.execute(copy, ["approved"])
        as_app.rollback()
        assert as_app.execute(copy, ["proposed"]).rowcount == 1
        as_app.rollback()


def test_dispatching_comes_only_from_approved_even_in_raw_sql(account, ada):
    held = proposed()
    url = embedded.owner_url(connection.settings_dict["NAME"])
    jump = (
        "update commits_command set state = 'dispatching', token = 1,"
        " lease_until = now() where id = %s"
    )

    with psycopg.connect(url) as owner:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only when it is appr"):
            owner.execute(jump, [held.id])
        owner.rollback()
        decided(held, "approve", ada)
        assert owner.execute(jump, [held.id]).rowcount == 1
        owner.rollback()


def test_a_decided_command_is_not_decided_again_after_it_was_held_by_the_executor(
    account, ada, behind_the_trigger
):
    command = approved(ada)
    behind_the_trigger(
        f"update commits_command set {CHANGES['shown']} where id = %s", command.id
    )
    execute()

    with pytest.raises(AlreadyDecided):
        decided(again(command), "undo", ada)
