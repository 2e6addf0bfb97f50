"""`manage.py diagrams`: the state machines as `docs/state-machines.md`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.core import diagrams


class Command(BaseCommand):
    """Writes the page, or says how it differs from the models. Needs no database."""

    help = "Write docs/state-machines.md from the models."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the wish only to compare, and another file."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; 1 if it differs"
        )
        parser.add_argument("--file", type=Path, help="another file than the house's own")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write, or compare."""
        path: Path = options["file"] or settings.BASE_DIR / "docs" / "state-machines.md"
        wanted = diagrams.page()
        if not options["check"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted)
            self.stdout.write(f"Wrote {path}")
            return
        known = path.read_text() if path.exists() else ""
        if found := diagrams.differences(known, wanted):
            raise CommandError(
                f"{path} is not what the models say: {', '.join(found)}."
                " Write it with: manage.py diagrams"
            )
