"""Every machine of the books: where it begins, where it can go, what the journal hears."""

import pytest
from django.db import IntegrityError, transaction

from apps.bus.models import Event
from apps.core.actor import person
from apps.core.fsm import TransitionNotAllowed, edges, initial_states, machines
from apps.records.models import PricingRule
from tests.factories import records as make

ADA = person("ada")
MACHINES = [m for m in machines() if m._meta.app_label == "records"]
LIVES = {
    "Client": "activate lapse activate archive",
    "Contact": "know archive know",
    "Conversation": "wait reopen resolve reopen",
    "Artifact": "purge",
    "Project": "scope propose scope propose activate deliver close",
    "Deliverable": "start submit request_changes start submit deliver accept",
    "Agreement": "offer sign end",
    "Estimate": "adopt supersede",
    "Proposal": "attach send accept",
    "Invoice": "issue send pay_partially write_off pay",
    "Payment": "complete refund_partially refund",
    "PricingRule": "revise activate retire",
    "Template": "revise publish retire",
    "Message": "set_aside read",
}
SAYS = {
    "Project.activate": {"price_minor": 1, "currency": "EUR"},
    "Invoice.pay_partially": {"amount_minor": 1},
    "Payment.refund_partially": {"amount_minor": 1},
    "Message.set_aside": {"kind": "newsletter"},
    "Template.revise": {"subject": "", "body": "b"},
    "Message.read": {"kind": "inquiry"},
}
named = pytest.mark.parametrize("machine", MACHINES, ids=lambda m: m.__name__)


def build(machine, **fields):
    return getattr(make, f"{machine.__name__}Factory").create(**fields)


def verb_of(row, verb):
    says = dict(SAYS.get(f"{type(row).__name__}.{verb}", {}))
    if verb == "attach":
        says["pdf"] = make.ArtifactFactory.create()
    if verb == "revise" and isinstance(row, PricingRule):
        says["rule"] = row.as_rule()
    return lambda: getattr(row, verb)(by=ADA, **says)


@named
def test_every_state_can_be_reached(machine):
    reached, before = set(initial_states(machine)), None
    while reached != before:
        before = set(reached)
        reached |= {target for source, _, target in edges(machine) if source in before}

    assert reached == set(machine.State.values)


@named
def test_no_transition_starts_from_anywhere(machine):
    assert all(source in machine.State.values for source, _, _ in edges(machine))


@named
@pytest.mark.django_db
def test_a_life_is_told_verb_by_verb(machine):
    row = build(machine)
    verbs = LIVES[machine.__name__].split()

    for verb in verbs:
        with row.locked():
            verb_of(row, verb)()

    told = list(row.history())
    noun = "".join(f"_{c.lower()}" if c.isupper() else c for c in machine.__name__).strip("_")
    assert [event.kind.split(".")[0] for event in told] == [noun] * len(verbs)
    assert all(event.actor == ADA for event in told)


@named
@pytest.mark.django_db
def test_the_database_refuses_a_state_the_machine_does_not_have(machine):
    row = build(machine)

    with pytest.raises(IntegrityError), transaction.atomic():
        machine._base_manager.filter(pk=row.pk).update(state="elsewhere")


@named
@pytest.mark.django_db
def test_the_database_allows_each_state_of_the_machine(machine):
    condition = next(
        c.condition for c in machine._meta.constraints if c.name.endswith("_state_is_known")
    )

    assert set(condition.children[0][1]) == set(machine.State.values)


@named
@pytest.mark.django_db
def test_a_verb_that_does_not_fit_the_state_changes_nothing(machine):
    row = build(machine)
    possible = {verb for source, verb, _ in edges(machine) if source == row.state}
    elsewhere = sorted({verb for _, verb, _ in edges(machine)} - possible)

    for verb in elsewhere:
        with pytest.raises(TransitionNotAllowed), row.locked():
            verb_of(row, verb)()

    assert row.history().count() == 0


@named
@pytest.mark.django_db
def test_a_failed_block_leaves_neither_state_nor_event(machine):
    row = build(machine)
    verb = LIVES[machine.__name__].split()[0]

    with pytest.raises(RuntimeError), row.locked():
        verb_of(row, verb)()
        raise RuntimeError

    assert machine._base_manager.get(pk=row.pk).state == initial_states(machine)[0]
    assert Event.objects.filter(subject_id=str(row.pk)).count() == 0


def test_all_machines_of_the_books_are_looked_at():
    assert {machine.__name__ for machine in MACHINES} == set(LIVES)
    assert PricingRule in MACHINES
