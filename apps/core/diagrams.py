"""The state machines as a page: what the models say, drawn."""

import inspect
from collections.abc import Iterator
from itertools import groupby

from apps.core.fsm import StateMachine, edges, initial_states, machines, states

HEAD = """# State machines

Written by `manage.py diagrams` from the models; `manage.py diagrams --check` compares.
"""


def page() -> str:
    """Return the whole page: a section per machine, grouped by app."""
    parts = [HEAD]
    for app, models in groupby(machines(), key=lambda model: model._meta.app_label):
        parts.append(f"## {app}\n")
        parts += [section(model) for model in models]
    return "\n".join(parts)


def section(model: type[StateMachine]) -> str:
    """Return a machine's heading, docstring and diagram."""
    drawn = "\n".join(f"    {line}" for line in diagram(model))
    says = inspect.getdoc(model) or ""
    return f"### {model.__name__}\n\n{says}\n\n```mermaid\nstateDiagram-v2\n{drawn}\n```\n"


def diagram(model: type[StateMachine]) -> Iterator[str]:
    """Yield the arrows of a machine, in the order in which its states are declared."""
    order = states(model)
    arrows = sorted(edges(model), key=lambda e: (order.index(e[0]), order.index(e[2]), e[1]))
    for state in initial_states(model):
        yield f"[*] --> {state}"
    for source, verb, target in arrows:
        yield f"{source} --> {target}: {verb}"
    for state in order:
        if state not in {source for source, _, _ in arrows}:
            yield f"{state} --> [*]"


def differences(known: str, wanted: str) -> list[str]:
    """Return the headings of the sections in which two pages differ."""
    have, want = _sections(known), _sections(wanted)
    found = [name for name in {**want, **have} if have.get(name) != want.get(name)]
    return found or (["the order of the sections"] if known != wanted else [])


def _sections(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    group = name = "the head"
    for line in text.splitlines():
        if line.startswith("## "):
            group = name = line[3:]
        elif line.startswith("### "):
            name = f"{group}.{line[4:]}"
        found[name] = found.get(name, "") + line + "\n"
    return found
