"""Sending: which failures leave nothing behind, and which leave it open."""

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from apps.commits.contracts import Refused
from apps.connectors.email import smtp
from apps.connectors.email.smtp import SmtpSettings
from apps.connectors.subscribers import mail_can_be_sent
from apps.core.actor import person
from tests.factories.commits import SendLetter, proposed

pytestmark = pytest.mark.django_db
ADA = person("ada")


@pytest.fixture
def letter(account):
    """A letter for this account, held; sending is called by hand."""
    return proposed()


def send(command, content: bytes | None = None):
    return smtp.send(command.act(), content or bytes(command.content), command.id)


def refusal(command, content: bytes | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        send(command, content)
    return caught.value


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": ""},
        {"port": 0},
        {"port": 65_536},
        {"port": "smtp"},
        {"security": "ssl"},
        {"security": ""},
        {"pasword": "x"},
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong):
    right = {"host": "mail.example", "port": 587}
    assert SmtpSettings.model_validate(right).security == "starttls"

    with pytest.raises(ValidationError, match=next(iter(wrong))):
        SmtpSettings.model_validate(right | wrong)


def test_the_proof_is_the_message_id(letter, mailserver):
    proof = send(letter)

    assert proof.reference == f"<{letter.id}@studio.example>"
    assert mailserver.taken[0].content == bytes(letter.content)


def test_bytes_beyond_ascii_arrive_as_they_are(account, mailserver):
    command = proposed(SendLetter(body="Grüße, 4.200 €\n"))

    send(command)

    assert "Grüße, 4.200 €".encode() in mailserver.taken[0].content


def test_a_mail_under_another_key_is_not_sent(letter, mailserver):
    other = bytes(letter.content).replace(str(letter.id).encode(), b"somebody-elses")

    assert "not the command's key" in str(refusal(letter, other))
    assert mailserver.visits == 0


@pytest.mark.parametrize("end", [b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\r"])
def test_line_ends_that_servers_read_differently_are_not_sent(letter, mailserver, end):
    smuggled = bytes(letter.content) + end + b"MAIL FROM:<eve@x.example>\r\n"

    assert "line ends" in str(refusal(letter, smuggled))
    assert mailserver.visits == 0


def test_settings_that_became_wrong_refuse_before_anything_is_sent(letter, account):
    account.settings = {"host": "x", "port": 587, "proxy": 1}
    account.save()

    error = refusal(letter)

    assert error.permanent
    assert "settings are wrong: proxy" in str(error)


def test_a_secret_under_another_key_refuses_before_anything_is_sent(
    letter, account, settings, mailserver
):
    account.secret = Fernet(Fernet.generate_key()).encrypt(b"{}")
    account.save()

    assert "another CONNECTION_KEY" in str(refusal(letter))
    assert mailserver.visits == 0


def test_an_account_out_of_use_refuses_before_anything_is_sent(letter, account):
    with account.locked():
        account.pause(by=ADA)

    assert "No smtp connection is ready" in str(refusal(letter))


def test_a_server_without_the_asked_for_security_gets_no_mail(letter, account, mailserver):
    account.settings["security"] = "starttls"
    account.save()

    assert "STARTTLS" in str(refusal(letter))
    assert mailserver.visits == 0


@pytest.mark.parametrize("host", ["bad host", "a..b", "x" * 70, "no-such-host.invalid\r\nQUIT"])
def test_a_host_that_is_none_is_a_refusal(letter, account, host):
    account.settings["host"] = host
    account.save()

    refusal(letter)


def test_a_server_that_takes_no_login_refuses(letter, account, mailserver):
    account.settings["username"] = "ada"
    account.save()

    refusal(letter)
    assert mailserver.visits == 0


def test_broken_off_in_a_long_mail_nobody_received_it(letter, mailserver):
    mailserver.drops = "in the mail"
    long = bytes(letter.content) + b"a long line of a long letter\r\n" * 1_000_000

    error = refusal(letter, long)

    assert str(error).startswith("Broken off within the mail")
    assert (error.permanent, mailserver.taken) == (False, [])


def test_without_a_sent_folder_nothing_is_found(letter):
    assert smtp.find(letter.act(), letter.id) is None


def test_the_house_knows_whether_mail_can_be_sent(account):
    assert mail_can_be_sent() == (True, account.account)
    with account.locked():
        account.pause(by=ADA)
    assert mail_can_be_sent()[0] is False
