"""Commands: exact bytes, one recipient, no header but ours."""

import email
from datetime import UTC, datetime
from email.policy import default
from uuid import UUID

import pytest
from pydantic import ValidationError

from apps.commits.contracts import Refused
from apps.commits.registry import applier_of, type_of
from apps.core.actor import person
from apps.core.canonical import canonical, sha256
from apps.records.commands import (
    AttachmentChanged,
    NoTimeZone,
    SendProposal,
    UpdatePricingRule,
    is_message_id,
)
from apps.records.models import ContentPurged, PricingRule
from tests.factories import records as make

ADA = person("ada")
KEY = UUID("0f0e0d0c-0b0a-4908-8706-050403020100")
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PDF = b"%PDF-1.4 exactly these bytes"


def command(**changed):
    values = {
        "proposal_id": KEY,
        "number": "P-2026-0001",
        "to_name": "Zoë Müller-Østergård",
        "to": "ana@client.example",
        "from_name": "Łukasz at Studio",
        "from_": "hello@studio.example",
        "subject": "Your new website, proposal P-2026-0001",
        "body": "Dear Zoë,\n\nFrom here on, this is €4,200.\n.\nŁukasz\n",
        "amount_minor": 420_000,
        "currency": "EUR",
        "attachment_id": KEY,
        "attachment_name": "Proposal P-2026-0001.pdf",
        "attachment_sha256": sha256(PDF),
    }
    return SendProposal(**{**values, **changed})


@pytest.fixture
def attached(db):
    artifact = make.ArtifactFactory.create(content=PDF)
    return {"attachment_id": artifact.id}


def test_a_command_says_what_it_would_do():
    act = command()

    assert act.effect() == "Send proposal P-2026-0001 over €4,200.00 to ana@client.example"
    assert act.recipients() == ("ana@client.example",)
    assert str(act.amount()) == "€4,200.00"
    assert not act.reversible


def test_a_command_survives_being_stored():
    act = command(references=("<a@client.example>",))

    assert type_of("send_proposal").model_validate_json(canonical(act)) == act


def test_the_same_key_and_time_give_the_same_bytes(attached):
    act = command(**attached)

    assert act.compose(key=KEY, at=AT) == act.compose(key=KEY, at=AT)
    assert act.compose(key=KEY, at=AT) != act.compose(key=act.attachment_id, at=AT)


def test_the_message_reads_as_it_was_meant(attached):
    thread = ("<first@client.example>", f"<{'long' * 30}@client.example>")
    act = command(**attached, in_reply_to=thread[1], references=thread)

    raw = act.compose(key=KEY, at=AT)
    mail = email.message_from_bytes(raw, policy=default)

    assert mail["Message-ID"] == f"<{KEY}@studio.example>"
    assert mail["Date"].datetime == AT
    assert mail["In-Reply-To"] == thread[1]
    assert mail["References"].split() == list(thread)
    assert str(mail["To"]) == "Zoë Müller-Østergård <ana@client.example>"
    assert str(mail["From"]) == "Łukasz at Studio <hello@studio.example>"
    assert mail["Subject"] == act.subject
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == act.body
    [pdf] = list(mail.iter_attachments())
    assert (pdf.get_content(), pdf.get_filename()) == (PDF, act.attachment_name)
    assert pdf.get_content_type() == "application/pdf"


def test_the_bytes_are_fit_for_any_mail_server(attached):
    raw = command(**attached, body="ä" * 5000).compose(key=KEY, at=AT)

    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.count(b"\r\nTo: ") == 1
    assert b"Cc:" not in raw


def test_a_message_that_answers_nobody_has_no_thread(attached):
    raw = command(**attached).compose(key=KEY, at=AT)

    assert b"In-Reply-To" not in raw
    assert b"References" not in raw


@pytest.mark.parametrize(
    "bad", ["\n", "\r", "\r\nBcc: m@evil.example", "\x00", "\x0b", "\u2028"]
)
@pytest.mark.parametrize(
    "field", ["number", "to_name", "to", "from_name", "from_", "subject", "attachment_name"]
)
def test_no_header_can_be_smuggled_in(field, bad):
    good = getattr(command(), field)

    for text in (good + bad, bad + good):
        with pytest.raises(ValidationError):
            command(**{field: text})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "ana@",
        "@client.example",
        "a@client.example, m@evil.example",
        "a@client.example;m@evil.example",
        "Ana <ana@client.example>",
        "<ana@client.example>",
        "a b@client.example",
        '"a b"@client.example',
        "ana@client.example ",
        "ana@@client.example",
        ".ana@client.example",
        "ana@-client.example",
        "ana@client..example",
        "añ@client.example",
        "ana@localhost",
        "ana(comment)@client.example",
        f"{'a' * 250}@client.example",
    ],
)
def test_a_recipient_is_exactly_one_plain_address(address):
    with pytest.raises(ValidationError, match="exactly one plain address"):
        command(to=address)


@pytest.mark.parametrize(
    "bad", ["a@b", "<a b@c>", "<a@b> <c@d>", "<a@b>\r\nBcc: x", "<a@é>", "<<a@b>>", "<>"]
)
def test_a_thread_is_made_of_message_ids(bad):
    assert not is_message_id(bad)
    for field in ({"in_reply_to": bad}, {"references": (bad,)}):
        with pytest.raises(ValidationError, match="message id"):
            command(**field)


@pytest.mark.parametrize("name", ["../a.pdf", "a\\b.pdf", "a.exe", "a.pdf.exe"])
def test_an_attachment_has_a_plain_name(name):
    with pytest.raises(ValidationError, match="plain name"):
        command(attachment_name=name)


def test_text_that_is_no_text_is_refused():
    with pytest.raises(ValidationError, match="NUL"):
        command(body="a\x00b")


def test_other_bytes_than_the_named_ones_are_not_attached(db):
    artifact = make.ArtifactFactory.create(content=b"%PDF other")

    with pytest.raises(AttachmentChanged):
        command(attachment_id=artifact.id).compose(key=KEY, at=AT)


def test_purged_bytes_are_not_attached(db):
    artifact = make.ArtifactFactory.create(
        content=None, state="purged", sha256=sha256(PDF), size=1
    )

    with pytest.raises(ContentPurged):
        command(attachment_id=artifact.id).compose(key=KEY, at=AT)


def test_a_date_without_a_zone_is_refused(attached):
    with pytest.raises(NoTimeZone):
        command(**attached).compose(key=KEY, at=AT.replace(tzinfo=None))


def test_applying_a_rule_activates_exactly_what_was_approved(db):
    row = make.PricingRuleFactory.create(name="site", unit="page", unit_minor=15_000)
    act = UpdatePricingRule.of(row)

    proof = applier_of(act.kind)(act, "person:ada")

    row.refresh_from_db()
    assert row.state == "active"
    assert row.history().get().actor == ADA
    assert proof.reference == f"pricing_rule:{row.id}"
    assert act.effect() == (
        "Price website-design by site v1: €1,200.00, €150.00 for each page over 1"
    )


def test_a_rule_edited_after_the_approval_is_not_applied(db):
    row = make.PricingRuleFactory.create()
    act = UpdatePricingRule.of(row)
    PricingRule.objects.filter(pk=row.pk).update(base_minor=1)

    with pytest.raises(Refused, match="something else"):
        applier_of(act.kind)(act, "person:ada")

    row.refresh_from_db()
    assert row.state == "draft"


def test_a_rule_that_is_gone_is_not_applied(db):
    row = make.PricingRuleFactory.create()
    act = UpdatePricingRule.of(row)
    row.delete()

    with pytest.raises(Refused, match="no pricing rule"):
        applier_of(act.kind)(act, "person:ada")
