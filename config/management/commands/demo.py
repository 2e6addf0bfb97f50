"""`manage.py demo`: the first story in the terminal, with real parts and nothing outside."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

import psycopg
import redis
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.embedded.postgres import SUPERUSER, Postgres
from config.embedded.roles import furnish, make_database
from config.embedded.services import DATABASE_OF, services


class Command(BaseCommand):
    """Plays the first story; exits 0 only if all of it really happened."""

    help = "Play the first story: a mail, a proposal, a decision, a mail that arrived."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what the command tells itself once the services run."""
        parser.add_argument("--play", action="store_true", help="the services run already")

    def handle(self, *_: Any, **options: Any) -> None:
        """Start the services, then play in a process that knows where they are."""
        if options["play"]:
            # Imported here: the story needs the books, and those need the services.
            from config.demo.story import play  # noqa: PLC0415

            sys.exit(play())
        if os.environ.get("DATABASE_URL"):
            raise CommandError("The demo plays on services of its own: unset DATABASE_URL.")
        for line in self._played():
            self.stdout.write(line)

    def _played(self) -> Any:
        yield "Starting an embedded Postgres and Valkey ..."
        with services(settings.VAR, company="demo", fsync=False) as found:
            name = DATABASE_OF["demo"]
            postgres = Postgres(settings.VAR)
            with psycopg.connect(postgres.url(SUPERUSER, "postgres"), autocommit=True) as admin:
                admin.execute(f'drop database if exists "{name}" with (force)')
            make_database(postgres.url(SUPERUSER, "postgres"), name)
            furnish(postgres.url(SUPERUSER, name))
            with redis.Redis.from_url(found.redis_url) as client:
                client.flushdb()
            env = {
                **os.environ,
                "PILOTHOUSE_VAR": str(settings.VAR),
                "COMPANY": "demo",
                "UNDO_SECONDS": "2",
                "LOG_LEVEL": "WARNING",
            }
            manage = [sys.executable, "manage.py"]
            yield "Making the tables ..."
            as_owner = {**env, "DATABASE_URL": found.owner_url, "REDIS_URL": found.redis_url}
            subprocess.run([*manage, "migrate", "-v0"], env=as_owner, check=True)
            played = subprocess.run([*manage, "demo", "--play"], env=env, check=False)
        if played.returncode:
            raise SystemExit(played.returncode)
