"""A company of one's own begins with a first rule and a first template."""

import pytest
from django.urls import reverse

from apps.records.models import PricingRule, Template

RULE = {
    "name": "logo-eur", "service": "logo", "currency": "EUR", "unit": "item",
    "base_minor": "140000", "unit_minor": "60000", "included_quantity": "1",
    "minimum_minor": "0", "rush_percent": "0", "rush_days": "0", "low_percent": "10",
    "high_percent": "20",
}  # fmt: skip
TEMPLATE = {
    "name": "proposal",
    "kind": "proposal_mail",
    "subject": "Yours",
    "body": "Hi {name}",
}


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


def test_the_first_rule_is_drafted_in_the_admin(at_desk):
    answer = at_desk.post(reverse("admin:records_pricingrule_add"), RULE)

    assert answer.status_code == 302
    rule = PricingRule.objects.get()
    assert (str(rule), rule.state, rule.base_minor) == ("logo-eur v1", "draft", 140_000)


def test_a_rule_that_cannot_price_is_refused(at_desk):
    answer = at_desk.post(reverse("admin:records_pricingrule_add"), {**RULE, "currency": "XXX"})

    assert answer.status_code == 200
    assert not PricingRule.objects.exists()


def test_the_first_template_is_drafted_in_the_admin(at_desk):
    answer = at_desk.post(reverse("admin:records_template_add"), TEMPLATE)

    assert answer.status_code == 302
    assert str(Template.objects.get()) == "proposal v1"


def test_a_template_with_a_stray_brace_is_refused(at_desk):
    answer = at_desk.post(
        reverse("admin:records_template_add"), {**TEMPLATE, "body": "Hi {name"}
    )

    assert answer.status_code == 200
    assert not Template.objects.exists()
