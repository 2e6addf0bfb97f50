"""The account at the mail server is entered in the admin, its password never shown."""

import pytest
from django.urls import reverse

from apps.connectors.models import Connection

FORM = {
    "name": "Post office",
    "host": "smtp.mail.example",
    "port": "587",
    "security": "starttls",
    "username": "ada",
    "password": "correct horse",
}


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


def test_an_account_is_added_with_its_password_encrypted(at_desk):
    answer = at_desk.post(reverse("admin:connectors_connection_add"), FORM)

    assert answer.status_code == 302
    account = Connection.ready("smtp")
    assert account.secrets() == {"password": "correct horse"}
    assert b"correct horse" not in bytes(account.secret)


def test_a_change_keeps_the_password_that_is_not_typed_again(at_desk):
    at_desk.post(reverse("admin:connectors_connection_add"), FORM)
    account = Connection.ready("smtp")
    page = reverse("admin:connectors_connection_change", args=[account.id])

    at_desk.post(page, {**FORM, "host": "mx.mail.example", "password": ""})

    account = Connection.ready("smtp")
    assert (account.settings["host"], account.version) == ("mx.mail.example", 2)
    assert account.secrets() == {"password": "correct horse"}
    assert b"correct horse" not in at_desk.get(page).content


@pytest.mark.parametrize("wrong", [{"port": "0"}, {"host": ""}, {"security": "magic"}])
def test_what_reaches_no_server_is_refused_in_words(at_desk, wrong):
    answer = at_desk.post(reverse("admin:connectors_connection_add"), {**FORM, **wrong})

    assert answer.status_code == 200
    assert b"error" in answer.content.lower()
    assert not Connection.objects.exists()


def test_mallory_adds_no_account(client, mallory):
    client.force_login(mallory)

    client.post(reverse("admin:connectors_connection_add"), FORM)

    assert not Connection.objects.exists()
