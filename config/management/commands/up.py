"""Run the whole house on this machine."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand

from config.embedded.supervisor import House, Wish


class Command(BaseCommand):
    help = "Start Postgres, Valkey and every process of the Procfile; Ctrl-C stops them all."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be wished for."""
        parser.add_argument("--company", choices=["demo", "own"])
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or None)
        parser.add_argument("--procfile", type=Path, default=settings.BASE_DIR / "Procfile")

    def handle(self, *_: Any, **wish: Any) -> None:
        """Run until asked to stop."""
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        house = House(
            wish=Wish(
                var=settings.VAR.resolve(),
                base=settings.BASE_DIR,
                procfile=wish["procfile"],
                company=wish["company"],
                port=wish["port"],
            ),
            known=frozenset(get_commands()),
        )
        try:
            code = house.run()
        except RuntimeError as error:
            if wish["traceback"]:
                raise
            self.stderr.write(str(error))
            code = 1
        let_go_of_closed_terminal()
        sys.exit(code)


def let_go_of_closed_terminal() -> None:
    """Keep Python's last flush from turning an orderly end into a failure."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
