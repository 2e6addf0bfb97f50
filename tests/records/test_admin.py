"""The books in the admin: everything is read, only drafts are written, by a person."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.actor import person
from apps.core.fsm import machines
from apps.records.models import PricingRule, Template
from tests.factories import records as make

pytestmark = pytest.mark.django_db
MACHINES = [m for m in machines() if m._meta.app_label == "records"]
FIELDS = {
    "service": "logo", "currency": "EUR", "unit": "item", "base_minor": 5, "unit_minor": 1,
    "included_quantity": 1, "minimum_minor": 0, "rush_percent": 0, "rush_days": 0,
    "low_percent": 10, "high_percent": 20,
}  # fmt: skip


def url(row_or_model, page):
    meta = row_or_model._meta
    args = [] if isinstance(row_or_model, type) else [row_or_model.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def act(client, model, name, *rows):
    data = {"action": name, "_selected_action": [str(row.pk) for row in rows]}
    return client.post(url(model, "changelist"), data, follow=True)


@pytest.fixture
def browser(client, ada):
    client.force_login(ada)
    return client


@pytest.mark.parametrize("model", MACHINES, ids=lambda m: m.__name__)
def test_a_list_asks_the_same_number_of_questions_for_many_rows(
    model, browser, django_assert_num_queries
):
    build = getattr(make, f"{model.__name__}Factory")
    build.create()
    browser.get(url(model, "changelist"))
    with CaptureQueriesContext(connection) as one:
        browser.get(url(model, "changelist"))
    build.create_batch(5)

    with django_assert_num_queries(len(one)):
        page = browser.get(url(model, "changelist"))

    assert page.status_code == 200


@pytest.mark.parametrize("model", MACHINES, ids=lambda m: m.__name__)
def test_a_row_can_be_read_and_its_state_not_be_written(model, browser):
    row = getattr(make, f"{model.__name__}Factory").create()

    page = browser.get(url(row, "change"))
    browser.post(url(row, "change"), {"state": "archived"})

    assert page.status_code == 200
    assert model._base_manager.get(pk=row.pk).state == row.state
    assert not admin.site._registry[model].has_delete_permission(page.wsgi_request)


def test_mallory_sees_nothing(client, mallory):
    client.force_login(mallory)

    assert client.get(url(make.ClientFactory.create(), "change")).status_code == 302


def test_a_draft_rule_is_revised_by_a_person(browser):
    row = make.PricingRuleFactory.create()

    browser.post(url(row, "change"), FIELDS)

    row.refresh_from_db()
    assert (row.service, row.base_minor) == ("logo", 5)
    event = row.history().get()
    assert (event.kind, event.actor) == ("pricing_rule.revised", person("ada"))


def test_a_rule_that_cannot_price_is_not_kept(browser):
    row = make.PricingRuleFactory.create()

    page = browser.post(url(row, "change"), {**FIELDS, "currency": "XXX"})

    assert "Unknown currency" in page.content.decode()
    assert row.history().count() == 0


@pytest.mark.parametrize("state", ["active", "retired"])
def test_a_rule_in_force_is_copied_and_not_edited(browser, state):
    row = make.PricingRuleFactory.create(state=state)

    refused = browser.post(url(row, "change"), FIELDS)
    act(browser, PricingRule, "copy_as_new_version", row)

    row.refresh_from_db()
    assert (refused.status_code, row.base_minor) == (403, 120_000)
    assert PricingRule.objects.get(name=row.name, state="draft").version == 2


def test_a_draft_rule_is_activated_only_through_a_commit_point(browser):
    row = make.PricingRuleFactory.create()

    page = act(browser, PricingRule, "propose_to_activate", row)

    row.refresh_from_db()
    assert row.state == "draft"
    assert "is held" in page.content.decode()


def test_a_template_is_revised_and_published(browser):
    row = make.TemplateFactory.create()

    browser.post(url(row, "change"), {"subject": "New {number}", "body": "Hello {name}"})
    act(browser, Template, "publish", row)

    row.refresh_from_db()
    assert (row.subject, row.state) == ("New {number}", "published")
    assert [e.kind for e in row.history()] == ["template.revised", "template.published"]


def test_a_stray_brace_is_shown_to_the_person(browser):
    row = make.TemplateFactory.create()

    page = browser.post(url(row, "change"), {"subject": "", "body": "Hello {name"})

    assert "is no placeholder" in page.content.decode()
    assert row.history().count() == 0
