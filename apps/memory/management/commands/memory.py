"""`manage.py memory search QUERY [--client ID] [--json]`: look something up as a flow would."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from apps.memory.contracts import Hit, Policy, Scope
from apps.memory.recall import recall


class Command(BaseCommand):
    """Looks something up in memory."""

    help = "Look something up in memory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the query and where to look."""
        search = parser.add_subparsers(dest="verb", required=True).add_parser("search")
        search.add_argument("query")
        where = search.add_mutually_exclusive_group()
        where.add_argument("--client", type=UUID, help="look at this client's passages")
        where.add_argument(
            "--type", default="message", help="look at every source of this type"
        )
        search.add_argument("--policy", choices=[p.value for p in Policy], default="generative")
        search.add_argument("-k", type=int, default=10)
        search.add_argument("--json", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Search, and print the quoted lines with their sources."""
        client = options["client"]
        scope = Scope.client(client) if client else Scope.everything(options["type"])
        hits = recall(options["query"], policy=options["policy"], scope=scope, k=options["k"])
        if options["json"]:
            self.stdout.write(json.dumps([asdict(hit) for hit in hits], indent=2))
            return
        for hit in hits:
            self.stdout.write(_line(hit))
        if not hits:
            self.stdout.write("Nothing found.")


def _line(hit: Hit) -> str:
    score = "exact" if hit.score is None else f"{hit.score:.2f}"
    # A mail's control characters are not for the terminal.
    quoted = "".join(c if c.isprintable() else " " for c in hit.line)
    return f"{score:>5}  {quoted}  [{hit.source_type} {hit.source_id}]"
