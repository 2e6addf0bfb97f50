"""Every state machine of the house: no state is lost, and no transition is silent."""

import ast
import inspect
import io
import textwrap
from collections.abc import Iterable

import pytest
from django.core.management import call_command

from apps.core.fsm import edges, initial_states, machines, states
from tests.architecture.tree import dotted, problems

TELLS = {"self.record", "self._tell"}

# Where a row may rest for good. A machine that is not here has no such state.
FINAL = {
    "bus.DeadLetter": {"replayed", "discarded"},
    "commits.Command": {
        "denied", "rejected", "superseded", "expired", "withdrawn", "cancelled", "performed",
    },
    "conductor.Run": {"succeeded", "cancelled"},
    "policies.Policy": {"retired"},
    "records.Agreement": {"declined", "ended"},
    "records.Artifact": {"purged"},
    "records.Client": {"archived"},
    "records.Deliverable": {"accepted"},
    "records.Estimate": {"superseded"},
    "records.Invoice": {"paid", "void"},
    "records.Message": {"read", "sent"},
    "records.Payment": {"failed", "cancelled", "refunded"},
    "records.PricingRule": {"retired"},
    "records.Project": {"closed", "lost"},
    "records.Proposal": {"accepted", "declined", "expired", "withdrawn", "superseded"},
    "records.Template": {"retired"},
}  # fmt: skip

ids = [model._meta.label for model in machines()]
every_machine = pytest.mark.parametrize("model", machines(), ids=ids)


def unreachable(
    known: Iterable[str], first: Iterable[str], ways: Iterable[tuple[str, str, str]]
) -> set[str]:
    """Return the states that no row can come into."""
    reached, ways = set(first), list(ways)
    while more := {target for source, _, target in ways if source in reached} - reached:
        reached |= more
    return set(known) - reached


def ends(known: Iterable[str], ways: Iterable[tuple[str, str, str]]) -> set[str]:
    """Return the states without a way out."""
    return set(known) - {source for source, _, target in ways if source != target}


def silent(source: str, noun: str) -> list[str]:
    """Return the transitions of a class that record no fact about their noun."""
    body = ast.parse(textwrap.dedent(source)).body[0]
    assert isinstance(body, ast.ClassDef)
    verbs = [
        one
        for one in body.body
        if isinstance(one, ast.FunctionDef)
        and any(dotted(getattr(d, "func", d)) == "transition" for d in one.decorator_list)
    ]
    return [
        verb.name for verb in verbs if not any(_tells(node, noun) for node in _always(verb))
    ]


def unbounded(path: str, text: str) -> list[str]:
    """Return the transitions that may come from anywhere, and django-fsm's other escapes."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and dotted(node.func).endswith("transition")):
            continue
        for keyword in node.keywords:
            constants = [
                n.value for n in ast.walk(keyword.value) if isinstance(n, ast.Constant)
            ]
            if keyword.arg == "on_error" or (
                keyword.arg == "source" and {"*", "+"} & {*constants}
            ):
                found.append(f"{path}:{node.lineno}: {keyword.arg}")
    return found


def _always(verb: ast.FunctionDef) -> list[ast.expr]:
    # What stands at the method's own level or in a `with`: behind an `if` it may not happen.
    found, bodies = [], [verb.body]
    while bodies:
        for one in bodies.pop():
            if isinstance(one, ast.Expr):
                found.append(one.value)
            elif isinstance(one, ast.With):
                bodies.append(one.body)
    return found


def _tells(node: ast.expr, noun: str) -> bool:
    if not (isinstance(node, ast.Call) and dotted(node.func) in TELLS and node.args):
        return False
    kind = node.args[0]
    return isinstance(kind, ast.Constant) and str(kind.value).startswith(f"{noun}.")


@every_machine
def test_every_state_can_be_reached(model):
    assert unreachable(states(model), initial_states(model), edges(model)) == set()


@every_machine
def test_every_transition_is_between_states_that_are_declared(model):
    used = {state for source, _, target in edges(model) for state in (source, target)}

    assert used | set(initial_states(model)) <= set(states(model))


@every_machine
def test_every_state_without_a_way_out_is_known_to_be_final(model):
    assert ends(states(model), edges(model)) == FINAL.get(model._meta.label, set())


@every_machine
def test_every_transition_records_a_fact_about_its_noun(model):
    assert silent(inspect.getsource(model), model.noun()) == []


@every_machine
def test_every_state_is_protected_and_has_a_docstring(model):
    assert model._meta.get_field("state").protected
    assert inspect.getdoc(model)


def test_final_states_are_named_for_machines_that_exist():
    assert set(FINAL) <= set(ids)


def test_no_transition_comes_from_anywhere():
    assert problems(unbounded, "apps", "tests") == []


def test_the_diagrams_are_as_the_models_are():
    call_command("diagrams", check=True, stdout=io.StringIO())


WAYS = [("open", "close", "shut"), ("lost", "find", "open")]


def test_the_check_finds_a_state_that_cannot_be_reached():
    assert unreachable(["open", "shut", "lost"], ["open"], WAYS) == {"lost"}
    assert unreachable(["open", "shut", "lost"], ["lost"], WAYS) == set()


def test_the_check_finds_a_state_without_a_way_out():
    assert ends(["open", "shut", "lost"], WAYS) == {"shut"}
    assert ends(["open"], [("open", "stir", "open")]) == {"open"}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("self.record('door.closed', by=by)", []),
        ("self._tell('door.closed', by)", []),
        ("with locked():\n            self.record('door.closed', by=by)", []),
        ("pass", ["close"]),
        ("self.record('window.closed', by=by)", ["close"]),
        ("other.record('door.closed', by=by)", ["close"]),
        ("if by:\n            self.record('door.closed', by=by)", ["close"]),
        ("self.recorded('door.closed', by=by)", ["close"]),
    ],
    ids=[
        "told",
        "tell",
        "within",
        "nothing",
        "other-noun",
        "other-row",
        "perhaps",
        "other-verb",
    ],
)
def test_the_check_finds_a_transition_that_tells_nothing(body, found):
    source = f"""
class Door:
    @transition(state, source=OPEN, target=SHUT)
    def close(self, *, by):
        {body}

    def knock(self):
        pass
"""
    assert silent(source, "door") == found


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("source=State.OPEN, target=State.SHUT", 0),
        ("source=[State.OPEN], target=State.SHUT", 0),
        ("source='*', target=State.SHUT", 1),
        ("source=['*'], target=State.SHUT", 1),
        ("source='+', target=State.SHUT", 1),
        ("source=State.OPEN, target=State.SHUT, on_error=State.LOST", 1),
    ],
)
def test_the_check_finds_a_transition_from_anywhere(arguments, found):
    text = f"@transition(state, {arguments})\ndef close(self): ...\n"

    assert len(unbounded("door.py", text)) == found
