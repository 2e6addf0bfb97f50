"""`manage.py seed_demo`: fill the demo studio's empty books."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.records.models import Client
from config.demo import studio
from config.demo.sink import sink_port


class Command(BaseCommand):
    """Fills the demo studio's books, once."""

    help = "Fill the demo studio's empty books."

    def handle(self, *_: Any, **__: Any) -> None:
        """Seed."""
        if not settings.DEMO:
            raise CommandError("This is not the demo studio: nothing was written.")
        if Client.objects.exists():
            self.stdout.write("The demo studio has its books already.")
            return
        studio.furnish(smtp_port=sink_port(settings.VAR))
        studio.receive_mails()
        self.stdout.write("The demo studio is open: four mails have arrived.")
