"""`manage.py agents list|try|eval`: what agents there are, what one answers, how well."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from pydantic import BaseModel, TypeAdapter, ValidationError

from apps.agents.context import HouseContext
from apps.agents.evaluation import answers, mistakes, scores
from apps.agents.registry import Agent, UnknownAgent, agents, named
from apps.bus.management.terminal import as_json as spelled
from apps.bus.management.terminal import plain
from apps.core.errors import PilothouseError


class Command(BaseCommand):
    """Lists the agents, or runs one by itself: no run, no worker, nothing is kept."""

    help = "List the agents, or try one on values given as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        lists = verbs.add_parser("list", help="what each takes, gives and may do")
        lists.add_argument("--json", action="store_true", dest="as_json")
        tries = verbs.add_parser("try", help="run one, and print its answer as JSON")
        tries.add_argument("name")
        tries.add_argument("values", metavar="JSON", help='its one value, or {"Type": value}')
        tries.add_argument("--json", action="store_true", help="it always is")
        evals = verbs.add_parser("eval", help="have intake read a folder of mails")
        evals.add_argument("name", choices=["proposals.intake"])
        evals.add_argument("--mail", type=Path, required=True, help="a folder of .eml files")
        evals.add_argument("--own", action="append", required=True, help="a domain of ours")
        evals.add_argument("--labels", type=Path, help="print precision and recall instead")
        evals.add_argument("--mistakes", action="store_true", help="and where it is wrong")
        evals.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do what the verb says."""
        if options["verb"] == "eval":
            self._evaluate(**options)
        elif options["verb"] == "try":
            self._try(options["name"], options["values"])
        elif options["as_json"]:
            self.stdout.write(spelled([_told(agent) for agent in _sorted()]))
        else:
            for agent in _sorted():
                takes = ", ".join(map(_spelled, agent.takes))
                may = ", ".join(agent.may) or "nothing else"
                self.stdout.write(f"{agent.name}: ({takes}) -> {_spelled(agent.gives)}")
                self.stdout.write(f"    may {may}")

    def _evaluate(
        self, *, mail: Path, own: list[str], labels: Path | None, as_json: bool, **options: Any
    ) -> None:
        if not mail.is_dir():
            raise CommandError(f"{mail} is no folder.")
        given = answers(mail, own)
        if labels is None:
            self.stdout.write(spelled(given))
            return
        try:
            wanted = json.loads(labels.read_text())
        except (OSError, json.JSONDecodeError) as error:
            raise CommandError(f"{labels} holds no labels: {error}") from None
        found = scores(given, wanted)
        if as_json:
            told = {f: {"precision": s.precision, "recall": s.recall} for f, s in found.items()}
            self.stdout.write(spelled(told))
            return
        for field, score in found.items():
            shares = f"precision {score.precision:.2f}  recall {score.recall:.2f}"
            counts = f"{score.right} right, {score.stated} stated, {score.expected} expected"
            self.stdout.write(f"{field:14} {shares}  ({counts})")
        if options["mistakes"]:
            for name, field, wrong, missed in mistakes(given, wanted):
                self.stdout.write(plain(f"{name}: {field}: stated {wrong}, expected {missed}"))

    def _try(self, name: str, text: str) -> None:
        try:
            agent = named(name)
            answer = agent.function(HouseContext(agent, step="try"), *_values(agent, text))
        except UnknownAgent as error:
            raise CommandError(str(error)) from None
        except PilothouseError as error:
            raise CommandError(f"{type(error).__name__}: {plain(error)}") from error
        self.stdout.write(spelled({type(answer).__name__: _plain(answer)}))


def _values(agent: Agent, text: str) -> list[Any]:
    """Return what the agent takes, by type; raise CommandError saying what is missing."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise CommandError(f"That is not JSON: {error}") from None
    names = [_spelled(wanted) for wanted in agent.takes]
    if len(names) == 1 and not (isinstance(given, dict) and set(given) == set(names)):
        given = {names[0]: given}
    if not isinstance(given, dict) or set(given) != set(names):
        raise CommandError(f"{agent.name} takes a JSON object with: {', '.join(names)}.")
    return [_value(wanted, given[_spelled(wanted)]) for wanted in agent.takes]


def _value(wanted: type, given: Any) -> Any:
    try:
        return TypeAdapter(wanted).validate_python(given, strict=False)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        places = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in found[:5])
        raise CommandError(f"Not a {_spelled(wanted)}: {places}") from None


def _sorted() -> list[Agent]:
    return [agent for _, agent in sorted(agents().items())]


def _told(agent: Agent) -> dict[str, Any]:
    return {
        "name": agent.name,
        "takes": [_spelled(wanted) for wanted in agent.takes],
        "gives": _spelled(agent.gives),
        "may": list(agent.may),
        "pace": agent.pace,
        "criticality": agent.criticality,
    }


def _plain(answer: Any) -> Any:
    return answer.model_dump(mode="json") if isinstance(answer, BaseModel) else answer


def _spelled(some: type) -> str:
    return some.__name__
