"""`manage.py login_link [--user NAME]`: one URL that lets one person in, once."""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from apps.console.models import LoginToken
from apps.console.people import who_enters
from apps.core.actor import system
from apps.core.errors import PilothouseError


class Command(BaseCommand):
    """Prints a one-time link; the first person ever becomes the owner."""

    help = "Print a link that lets one person in, once, within 24 hours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the person's name."""
        parser.add_argument("--user", default="", help="who enters; default: the owner")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print exactly one line."""
        try:
            user = who_enters(options["user"])
        except PilothouseError as error:
            raise CommandError(str(error)) from error
        secret = LoginToken.issue(user, by=system(f"shell:{getuser()}"))
        path = reverse("console:enter", args=[secret])
        self.stdout.write(f"{settings.PUBLIC_URL.rstrip('/')}{path}")
