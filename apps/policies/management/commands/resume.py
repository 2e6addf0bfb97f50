"""`manage.py resume [SCOPE]`: let paused work go on."""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.bus import work
from apps.core.actor import system
from apps.core.fsm import TransitionNotAllowed
from apps.policies.models import Switch


class Command(BaseCommand):
    """Lets paused work go on."""

    help = "Let paused work go on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the scope."""
        parser.add_argument("scope", nargs="?", default=Switch.ALL)

    def handle(self, *_: Any, **options: Any) -> None:
        """Resume, and ring whoever has work."""
        try:
            with Switch.of(options["scope"]).locked() as switch:
                switch.resume(by=system(f"shell:{getuser()}"))
        except TransitionNotAllowed:
            raise CommandError(f"{options['scope']} is not paused.") from None
        work.sweep()
        self.stdout.write(f"Running: {options['scope']}.")
