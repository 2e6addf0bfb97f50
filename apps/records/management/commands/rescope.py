"""`manage.py rescope PROJECT SERVICE...`: say which services a project is about."""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from apps.core.actor import system
from apps.records.contracts import SERVICES
from apps.records.models import Project


class Command(BaseCommand):
    """Says which services of the catalogue a project is about."""

    help = "Say which services a project is about; an estimate that waits for it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the project and the services."""
        parser.add_argument("project")
        parser.add_argument("services", nargs="+", metavar="SERVICE")

    def handle(self, *_: Any, **options: Any) -> None:
        """Rescope."""
        unknown = [s for s in options["services"] if s not in SERVICES]
        if unknown:
            raise CommandError(
                f"Not in the catalogue: {', '.join(unknown)}. {', '.join(SERVICES)}"
            )
        try:
            project = Project.objects.get(id=options["project"])
        except (Project.DoesNotExist, ValidationError):
            raise CommandError(f"No project {options['project']}.") from None
        with project.locked():
            project.rescope(options["services"], by=system(f"shell:{getuser()}"))
        self.stdout.write(f"{project}: {', '.join(options['services'])}")
