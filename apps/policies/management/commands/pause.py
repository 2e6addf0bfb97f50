"""`manage.py pause [SCOPE] --why ...`: stop all work, or that of one flow."""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.actor import system
from apps.core.fsm import TransitionNotAllowed
from apps.policies.models import Switch


class Command(BaseCommand):
    """Pauses all work, or all of one flow."""

    help = "Pause all work, or all of one flow."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the scope and the reason."""
        parser.add_argument("scope", nargs="?", default=Switch.ALL)
        parser.add_argument("--why", default="")

    def handle(self, *_: Any, **options: Any) -> None:
        """Pause."""
        try:
            with Switch.of(options["scope"]).locked() as switch:
                switch.pause(by=system(f"shell:{getuser()}"), why=options["why"])
        except TransitionNotAllowed:
            raise CommandError(f"{options['scope']} is paused already.") from None
        self.stdout.write(f"Paused: {options['scope']}. Go on with: manage.py resume")
