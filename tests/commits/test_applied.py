"""What is applied inside is applied in the transaction of its receipt, or not at all."""

import pytest

from apps.commits.executor import execute
from apps.commits.models import Receipt
from apps.policies.models import Switch
from apps.records.commands import UpdatePricingRule
from apps.records.models import PricingRule
from tests.factories import records as make
from tests.factories.commits import FlipSwitch, again, approved

pytestmark = pytest.mark.django_db


def test_a_pricing_rule_holds_with_its_receipt(ada):
    row = make.PricingRuleFactory.create()
    command = approved(ada, UpdatePricingRule.of(row))

    assert execute() == 1

    row.refresh_from_db()
    assert (row.state, again(command).state) == ("active", "performed")
    assert Receipt.objects.get().reference == f"pricing_rule:{row.id}"


def test_what_is_applied_inside_has_no_undo_window(ada, settings):
    settings.UNDO_SECONDS = 600
    command = approved(ada, FlipSwitch())

    execute()

    assert again(command).state == "performed"


def test_a_rule_that_is_not_the_approved_one_is_refused(ada):
    row = make.PricingRuleFactory.create()
    command = approved(ada, UpdatePricingRule.of(row))
    PricingRule.objects.filter(id=row.id).update(base_minor=1)

    execute()

    row.refresh_from_db()
    assert (row.state, again(command).state) == ("draft", "failed")
    assert "something else than was approved" in again(command).why


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        ("refused", "The switch is not yours."),
        ("broken", "RuntimeError: short ␀ circuit"),
        ("doubled", "IntegrityError"),
    ],
)
def test_what_cannot_be_applied_fails_and_leaves_nothing_half_done(ada, ends, why):
    command = approved(ada, FlipSwitch(ends=ends))

    assert [execute(), execute(), execute()] == [1, 0, 0]

    failed = again(command)
    assert failed.state == "failed"
    assert why in failed.why
    assert not Switch.objects.filter(scope="half-done").exists()
    assert Receipt.objects.count() == 0


def test_a_broken_one_does_not_stand_in_the_way_of_the_next(ada):
    broken, fine = approved(ada, FlipSwitch(ends="broken")), approved(ada, FlipSwitch())

    assert [execute(), execute(), execute()] == [1, 1, 0]

    assert (again(broken).state, again(fine).state) == ("failed", "performed")
    assert Switch.objects.get().scope == "half-done"


def test_what_the_applier_says_is_kept_however_odd(ada):
    command = approved(ada, FlipSwitch())

    execute()

    assert again(command).receipt.said == "made␀"


def test_the_rule_is_activated_by_whoever_proposed_it(ada):
    row = make.PricingRuleFactory.create()
    approved(ada, UpdatePricingRule.of(row))

    execute()

    assert row.history().get(kind="pricing_rule.activated").actor.id == "tests.letters"
