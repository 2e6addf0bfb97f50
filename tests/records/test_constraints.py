"""What the database refuses, whoever asks."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from apps.records.models import Counter
from tests.factories import records as make

pytestmark = pytest.mark.django_db
SHA = "0" * 64
WHEN = make.SOMEWHEN
REFUSED = {
    "client_currency_is_iso": ("Client", {"currency": "eur"}),
    "client_has_a_name": ("Client", {"name": ""}),
    "contact_has_an_email": ("Contact", {"email": ""}),
    "contact_email_is_lower_case": ("Contact", {"email": "Ana@client.example"}),
    "message_has_an_id": ("Message", {"message_id": ""}),
    "message_direction_fits_state": ("Message", {"direction": "out"}),
    "message_inbound_has_digest": ("Message", {"raw_sha256": ""}),
    "message_trust_is_known": ("Message", {"trust": "friend"}),
    "message_set_aside_has_kind": ("Message", {"state": "set_aside"}),
    "artifact_size_is_not_negative": ("Artifact", {"size": -1}),
    "artifact_has_content_or_is_purged": ("Artifact", {"content": None}),
    "artifact_has_digest": ("Artifact", {"sha256": "beef"}),
    "artifact_trust_is_known": ("Artifact", {"trust": "friend"}),
    "project_has_a_name": ("Project", {"name": ""}),
    "project_currency_is_iso": ("Project", {"currency": "EU"}),
    "project_amounts_are_not_negative": ("Project", {"budget_low_minor": -1}),
    "project_budget_is_a_range": (
        "Project",
        {"budget_low_minor": 2, "budget_high_minor": 1},
    ),
    "project_price_has_currency": ("Project", {"price_minor": 1}),
    "project_closed_has_its_time": ("Project", {"state": "closed"}),
    "deliverable_has_a_title": ("Deliverable", {"title": ""}),
    "deliverable_quantity_is_positive": ("Deliverable", {"quantity": 0}),
    "agreement_has_a_title": ("Agreement", {"title": ""}),
    "agreement_signed_has_its_time": ("Agreement", {"state": "signed"}),
    "estimate_currency_is_iso": ("Estimate", {"currency": ""}),
    "estimate_amounts_are_not_negative": ("Estimate", {"low_minor": -1}),
    "estimate_is_a_range": ("Estimate", {"low_minor": 400_001}),
    "proposal_currency_is_iso": ("Proposal", {"currency": "€"}),
    "proposal_has_number_and_title": ("Proposal", {"number": ""}),
    "proposal_amount_is_not_negative": ("Proposal", {"amount_minor": -1}),
    "proposal_template_has_version": ("Proposal", {"template_name": "plain"}),
    "proposal_sent_has_its_time": ("Proposal", {"state": "sent"}),
    "invoice_currency_is_iso": ("Invoice", {"currency": ""}),
    "invoice_amount_is_positive": ("Invoice", {"amount_minor": 0}),
    "invoice_paid_is_within_amount": ("Invoice", {"paid_minor": 420_001}),
    "invoice_paid_is_paid_in_full": (
        "Invoice",
        {"state": "paid", "number": "INV-1", "issued_on": "2026-03-02"},
    ),
    "invoice_has_number_once_issued": ("Invoice", {"state": "issued"}),
    "invoice_is_due_after_issue": (
        "Invoice",
        {
            "state": "issued",
            "number": "INV-1",
            "issued_on": "2026-03-02",
            "due_on": "2026-03-01",
        },
    ),
    "payment_currency_is_iso": ("Payment", {"currency": ""}),
    "payment_has_a_key": ("Payment", {"idempotency_key": ""}),
    "payment_amount_is_positive": ("Payment", {"amount_minor": 0}),
    "payment_refund_fits_state": ("Payment", {"refunded_minor": 1}),
    "pricing_rule_currency_is_iso": ("PricingRule", {"currency": ""}),
    "pricing_rule_amounts_are_not_negative": ("PricingRule", {"minimum_minor": -1}),
    "pricing_rule_low_is_not_below_nothing": ("PricingRule", {"low_percent": 101}),
    "pricing_rule_has_slugs": ("PricingRule", {"service": "Web Site"}),
    "pricing_rule_unit_is_known": ("PricingRule", {"unit": "yard"}),
    "template_has_name_and_body": ("Template", {"body": ""}),
    "template_kind_is_known": ("Template", {"kind": "poem"}),
    "counter_is_positive": ("Counter", {"value": 0}),
}
PAIRS = {
    "message_once_per_id": ("Message", {"message_id": "<1@client.example>"}),
    "estimate_once_per_version": ("Estimate", {"version": 1}),
    "estimate_one_current": ("Estimate", {"state": "current"}),
    "proposal_once_per_version": ("Proposal", {"version": 1}),
    "proposal_one_sent": ("Proposal", {"state": "sent", "sent_at": WHEN}),
    "pricing_rule_once_per_version": ("PricingRule", {"name": "design"}),
    "pricing_rule_one_active": ("PricingRule", {"state": "active"}),
    "template_once_per_version": ("Template", {"name": "plain"}),
    "template_one_published": ("Template", {"state": "published", "name": "plain"}),
    "records_contact_email": ("Contact", {"email": "ana@client.example"}),
    "records_proposal_number": ("Proposal", {"number": "P-2026-0001"}),
    "records_payment_idempotency_key": ("Payment", {"idempotency_key": "same"}),
    "records_invoice_number": (
        "Invoice",
        {"state": "issued", "number": "INV-1", "issued_on": "2026-03-02"},
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses_a_row_that_breaks_a_promise(name):
    model, fields = REFUSED[name]

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        getattr(make, f"{model}Factory").create(**fields)


@pytest.mark.parametrize("name", PAIRS)
def test_the_database_refuses_a_second_of_what_there_is_one(name):
    model, fields = PAIRS[name]
    factory = getattr(make, f"{model}Factory")
    if "project" in factory._meta.declarations:
        fields = {**fields, "project": make.ProjectFactory.create()}
    if name == "template_one_published":
        make.TemplateFactory.create(**fields, version=2)
    else:
        factory.create(**fields)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factory.create(**fields)


def test_every_promise_has_its_refusal_here():
    told = set(REFUSED) | set(PAIRS)
    promised = {
        constraint.name
        for model in (*make.DjangoModelFactory.__subclasses__(),)
        if model._meta.model and model._meta.model._meta.app_label == "records"
        for constraint in model._meta.model._meta.constraints
        if not constraint.name.endswith("_state_is_known")
    }

    assert promised <= told


def test_a_purged_file_keeps_no_bytes():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ArtifactFactory.create(state="purged")


def test_a_project_is_not_closed_without_its_state():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ProjectFactory.create(closed_at=WHEN)


def test_an_unknown_budget_end_is_allowed():
    project = make.ProjectFactory.create(budget_high_minor=500_000)

    assert project.budget_low_minor is None


def test_a_row_cannot_point_at_nothing():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ProjectFactory.create(client=None, client_id=uuid.uuid4())
        transaction.set_rollback(False)
        _check_now()


def test_a_counter_is_one_per_series():
    make.CounterFactory.create(series="P-2026")

    with pytest.raises(IntegrityError), transaction.atomic():
        Counter(series="P-2026", value=1).save(force_insert=True)


def _check_now():
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
