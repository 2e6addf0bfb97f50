"""`manage.py audit verify|export`: whether the journal is as it was written."""

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.bus import seal
from apps.bus.management.terminal import as_json
from apps.bus.subscribers import heads_file


class Command(BaseCommand):
    """Seals what is not sealed, then verifies every seal, or exports the newest."""

    help = "Verify the journal's seals, or export the head of their chain."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify", help="name the first broken event, if any")
        verify.add_argument("--heads", type=Path, help="the file of exported heads")
        export = verbs.add_parser(
            "export", help="append the head to a file outside the database"
        )
        export.add_argument("--to", type=Path, help="another file than the house's own")
        for verb in verbs.choices.values():
            verb.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_: Any, **options: Any) -> None:
        """Seal first, so that what was just written is covered too."""
        seal.seal()
        if options["verb"] == "verify":
            self._verify(options["heads"] or heads_file(), as_json=options["as_json"])
        else:
            self._export(options["to"] or heads_file(), as_json=options["as_json"])

    def _verify(self, heads: Path, *, as_json: bool) -> None:
        try:
            exported = seal.exported_heads(heads)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{heads} cannot be read: {error}") from error
        found = seal.verify(exported)
        if as_json:
            told = asdict(found) | {"whole": not found.broken, "exported_heads": len(exported)}
            self.stdout.write(_json(told))
        elif not found.broken:
            unsealed = f", {found.unsealed} not yet sealed" if found.unsealed else ""
            known = f"{len(exported)} exported head{'s' * (len(exported) != 1)}"
            events = f"{found.sealed} events sealed{unsealed}"
            self.stdout.write(f"The journal is whole: {events}; {known} in place.")
        if found.broken:
            raise CommandError(f"The journal is broken: {found.broken}.")

    def _export(self, path: Path, *, as_json: bool) -> None:
        try:
            head = seal.export_head(path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error}") from error
        if as_json:
            self.stdout.write(_json({"head": head, "file": str(path)}))
        else:
            says = f"Exported {head} to {path}" if head else "There is nothing to export yet."
            self.stdout.write(says)


_json = as_json
