"""`manage.py ingest PATH...`: mail from files, folders and mboxes into the books."""

import json
import os
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from apps.bus.management.terminal import plain
from apps.bus.models import DeadLetter
from apps.connectors.email.files import read_paths
from apps.connectors.email.ingest import READER, How, Ingested, ingest


class Command(BaseCommand):
    """Reads mail from .eml files, folders and mboxes; a bad one never stops the next."""

    help = "Read mail from .eml files, folders or mboxes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the paths."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--json", action="store_true", help="one JSON object a mail")

    def handle(self, *_: Any, **options: Any) -> None:
        """Ingest each mail; exit 1 when one of them became a dead letter."""
        counts: Counter[str] = Counter()
        for found, raw in read_paths(options["paths"]):
            # A file's name is bytes; what of it is no UTF-8 is shown escaped.
            where = os.fsencode(found).decode("utf-8", "backslashreplace")
            done = self._one(found, where, raw)
            counts[done.how] += 1
            self.stdout.write(self._line(where, done, as_json=options["json"]))
        if not options["json"]:
            told = ", ".join(f"{n} {how}" for how, n in sorted(counts.items()))
            self.stdout.write(told or "No mail found there.")
        if counts[How.DEAD]:
            raise SystemExit(1)

    def _one(self, found: str, where: str, raw: bytes | OSError) -> Ingested:
        if isinstance(raw, OSError):
            why = f"{raw.strerror or type(raw).__name__}: {where}"
            letter = DeadLetter.bury(
                kind="file", origin=where, error=why, payload=os.fsencode(found), by=READER
            )
            return Ingested(How.DEAD, letter=letter)
        return ingest(raw, where=where)

    def _line(self, where: str, done: Ingested, *, as_json: bool) -> str:
        ident = str((done.message or done.letter or done).id)  # type: ignore[union-attr]
        error = done.letter.error if done.letter else ""
        if as_json:
            told = {"file": where, "how": done.how, "id": ident, "error": error}
            return json.dumps(told)
        line = f"{done.how:6} {plain(where)}"
        return line + (f"\n       {plain(error)}" if error else f" -> {ident}")
