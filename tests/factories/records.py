"""The books: one minimal valid row of each."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from apps.core.origin import Trust
from apps.records import models

SOMEWHEN = "2026-03-02T09:00:00Z"


class ClientFactory(DjangoModelFactory):
    class Meta:
        model = models.Client

    name = factory.Sequence(lambda n: f"Client {n}")


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    name = "Ana Weber"
    email = factory.Sequence(lambda n: f"ana{n}@client.example")


class ConversationFactory(DjangoModelFactory):
    class Meta:
        model = models.Conversation

    subject = "A new website"


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = models.Message

    conversation = factory.SubFactory(ConversationFactory)
    message_id = factory.Sequence(lambda n: f"<{n}@client.example>")
    from_address = "ana@client.example"
    trust = Trust.STRANGER
    raw = b"Subject: A new website\r\n\r\nHello"
    raw_sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.raw or b"").hexdigest())


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = models.Project

    client = factory.SubFactory(ClientFactory)
    name = "A new website"


class ArtifactFactory(DjangoModelFactory):
    class Meta:
        model = models.Artifact

    title = "Proposal.pdf"
    media_type = "application/pdf"
    content = b"%PDF-1.4"
    size = factory.LazyAttribute(lambda o: len(o.content or b""))
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.content or b"").hexdigest())
    trust = Trust.OPERATOR


class DeliverableFactory(DjangoModelFactory):
    class Meta:
        model = models.Deliverable

    project = factory.SubFactory(ProjectFactory)
    title = "Landing page"


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = models.Agreement

    project = factory.SubFactory(ProjectFactory)
    title = "Terms of work"


class EstimateFactory(DjangoModelFactory):
    class Meta:
        model = models.Estimate

    project = factory.SubFactory(ProjectFactory)
    version = factory.Sequence(lambda n: n + 1)
    currency = "EUR"
    low_minor = 300_000
    likely_minor = 400_000
    high_minor = 500_000


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = models.Proposal

    project = factory.SubFactory(ProjectFactory)
    number = factory.Sequence(lambda n: f"P-2020-{n + 1:04d}")
    version = factory.Sequence(lambda n: n + 1)
    title = "A new website"
    amount_minor = 420_000
    currency = "EUR"


class InvoiceFactory(DjangoModelFactory):
    class Meta:
        model = models.Invoice

    client = factory.SubFactory(ClientFactory)
    amount_minor = 420_000
    currency = "EUR"


class PaymentFactory(DjangoModelFactory):
    class Meta:
        model = models.Payment

    client = factory.SubFactory(ClientFactory)
    amount_minor = 420_000
    currency = "EUR"
    idempotency_key = factory.Sequence(lambda n: f"payment-{n}")


class PricingRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.PricingRule

    name = factory.Sequence(lambda n: f"rule-{n}")
    version = 1
    service = "website-design"
    currency = "EUR"
    base_minor = 120_000


class TemplateFactory(DjangoModelFactory):
    class Meta:
        model = models.Template

    name = factory.Sequence(lambda n: f"template-{n}")
    version = 1
    kind = "proposal_mail"
    subject = "Proposal {number}"
    body = "Dear {name}"


class CounterFactory(DjangoModelFactory):
    class Meta:
        model = models.Counter

    series = factory.Sequence(lambda n: f"T-{n}")
    value = 1
