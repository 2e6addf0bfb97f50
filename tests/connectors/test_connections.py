"""Accounts: one in use of a kind, and their secrets never lie about in the clear."""

import pytest
from cryptography.fernet import Fernet
from django.db import IntegrityError, connection, transaction

from apps.bus.models import Event
from apps.connectors.models import Connection, NoConnection, WrongKey
from apps.core.actor import person
from tests.factories.connectors import SmtpFactory

pytestmark = pytest.mark.django_db
ADA = person("ada")
SECRET = {"password": "tr0ub4dor&3"}


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select encode(secret, 'escape') || settings::text || name"
            " from connectors_connection"
        )
        return str(cursor.fetchone()[0])


def test_a_secret_is_read_back_and_does_not_stand_in_the_row():
    account = SmtpFactory.create(secret=SECRET)

    assert Connection.objects.get(id=account.id).secrets() == SECRET
    assert "tr0ub4dor" not in stored()
    assert "password" not in stored()


def test_a_secret_does_not_stand_in_the_journal():
    account = SmtpFactory.create(secret=SECRET)
    account.change(by=ADA, settings={}, secret={"password": "tr0ub4dor&4"})

    assert not [e for e in Event.objects.all() if b"tr0ub4dor" in bytes(e.payload)]
    assert account.secrets() == {"password": "tr0ub4dor&4"}


def test_another_key_is_said_clearly(settings):
    account = SmtpFactory.create(secret=SECRET)
    settings.CONNECTION_KEY = Fernet.generate_key().decode()

    with pytest.raises(WrongKey, match="another CONNECTION_KEY"):
        account.secrets()


def test_an_account_without_a_secret_needs_no_key(settings):
    settings.CONNECTION_KEY = "no key at all"

    assert SmtpFactory.create().secrets() == {}


def test_every_change_is_a_version_that_the_account_names():
    account = SmtpFactory.create(secret=SECRET)
    before = account.account

    account.change(by=ADA, settings={"host": "mail.example", "port": 587})

    assert (account.version, account.secrets()) == (2, SECRET)
    assert account.account != before
    assert account.history().last().values["version"] == 2


def test_one_account_of_a_kind_is_in_use():
    first = SmtpFactory.create()
    with pytest.raises(IntegrityError, match="connection_ready_once"), transaction.atomic():
        SmtpFactory.create()

    with first.locked():
        first.pause(by=ADA)
    with pytest.raises(NoConnection, match="No smtp connection"):
        Connection.ready("smtp")
    second = SmtpFactory.create()

    assert Connection.ready("smtp") == second
