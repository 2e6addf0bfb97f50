"""Make the database ready for this version."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.embedded.release import ReleaseFailed, migrate, prepared


class Command(BaseCommand):
    help = "Create what the database lacks and migrate it, as its owner (DATABASE_OWNER_URL)."
    requires_system_checks = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Prepare and migrate, one release at a time."""
        since = monotonic()

        def say(what: str) -> None:
            self.stdout.write(f"  ✓ {what} ({monotonic() - since:.1f} s)")
            self.stdout.flush()

        try:
            with prepared(settings.DATABASE_OWNER_URL, settings.SERVICES.database_url, say):
                if migrate(settings.DATABASE_OWNER_URL):
                    raise CommandError("The migrations failed; what they said is above.")
        except ReleaseFailed as error:
            raise CommandError(str(error)) from error
        say("The tables are up to date")
