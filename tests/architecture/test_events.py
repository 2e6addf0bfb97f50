"""Every event kind is a noun and a verb in the past, and whoever listens is told sometime."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from apps.bus import registry
from apps.bus.models import Subject
from tests.architecture.tree import dotted, sources

KIND = re.compile(r"^([a-z]+(?:_[a-z]+)*)\.([a-z]+(?:_[a-z]+)*)$")
IRREGULAR = {
    "held", "known", "lost", "paid", "read", "sent", "set_aside", "withdrawn", "woken",
    "written_off",
}  # fmt: skip
TELLERS = {"record", "_tell", "append"}


def kinds(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and kind of each fact that is told in a file; `{}` where it is computed."""
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        owner, _, verb = dotted(node.func).rpartition(".")
        if verb not in TELLERS or (verb == "append" and owner not in {"Event", "cls"}):
            continue
        if owner and (kind := _written(node.args[0])) is not None:
            yield node.lineno, kind


def misnamed(path: str, text: str, nouns: set[str]) -> list[str]:
    """Return the kinds that are not a known noun and a verb in the past."""
    found = []
    for line, kind in kinds(text):
        match = KIND.match(kind.replace("{}", "ed"))
        if not match or match[1] not in nouns or not _is_past(match[2]):
            found.append(f"{path}:{line}: {kind}")
    return found


def unheard(listening: set[str], told: set[str]) -> set[str]:
    """Return the kinds that somebody waits for and nobody tells."""
    patterns = [re.escape(kind).replace(r"\{\}", "[a-z_]+") for kind in told]
    return {kind for kind in listening if not any(re.fullmatch(p, kind) for p in patterns)}


def _written(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values]
        return "".join(parts)
    return None


def _is_past(verb: str) -> bool:
    words = {verb, *verb.split("_")}
    return bool(words & IRREGULAR) or any(word.endswith("ed") for word in words)


def nouns() -> set[str]:
    """Return the nouns of the house."""
    return {model.noun() for model in apps.get_models() if issubclass(model, Subject)}


def test_every_event_kind_is_a_noun_of_ours_and_a_verb_in_the_past():
    known = nouns()

    assert [p for path, text in sources("apps") for p in misnamed(path, text, known)] == []


def test_whoever_listens_listens_to_something_that_is_told():
    told = {kind for _, text in sources("apps") for _, kind in kinds(text)}

    assert len(told) > 50
    ours = {
        kind
        for kind, heard in registry._subscribers.items()
        if any(
            str(function.__module__).startswith("apps.") and "test" not in name
            for name, function in heard.items()
        )
    }
    assert unheard(ours, told) == set()


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("self.record('door.closed', by=by)", 0),
        ("self.record('door.set_aside', by=by)", 0),
        ("self._tell(f'door.{verb}', by)", 0),
        ("Event.append('door.opened', subject=s)", 0),
        ("found.append('door')", 0),
        ("record(open_project)", 0),
        ("self.record('door.close', by=by)", 1),
        ("self.record('door', by=by)", 1),
        ("self.record('Door.closed', by=by)", 1),
        ("self.record('window.closed', by=by)", 1),
        ("self.record(f'{noun}.closed', by=by)", 1),
        ("Event.append('door.opening', subject=s)", 1),
    ],
)
def test_the_check_finds_a_kind_that_is_misnamed(call, found):
    assert len(misnamed("door.py", call, {"door"})) == found


def test_the_check_finds_who_waits_for_nothing():
    told = {"door.closed", "step.{}"}

    assert unheard({"door.closed", "step.failed"}, told) == set()
    assert unheard({"door.shut"}, told) == {"door.shut"}
