"""The services of a test run: real Postgres and Valkey under `var/test`, shared."""

import atexit
import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

import redis
from django.conf import settings

from config.embedded.addresses import (
    APP_ROLE,
    NOWHERE,
    OWNER_ROLE,
    Addresses,
    addresses,
    locked,
)
from config.embedded.postgres import SUPERUSER, Postgres
from config.embedded.roles import furnish, make_database, make_roles
from config.embedded.valkey import DATABASES, Valkey

VAR = Path(__file__).resolve().parents[1] / "var" / "test"


class StartedTooLate(RuntimeError):
    """Django read its settings before this: config/settings/test.py must start the services."""

    def __str__(self) -> str:
        return str(self.__doc__)


_held: list[IO[str]] = []
_started: list[Addresses] = []


def start() -> Addresses:
    """Have Postgres and Valkey running and say so in the environment; twice is once."""
    if _started:
        return _started[0]
    if settings.configured and NOWHERE in settings.REDIS_URL:
        raise StartedTooLate
    slot = _take_slot()
    with locked(VAR / "start.lock"):
        postgres, valkey = Postgres(VAR, fsync=False), Valkey(VAR)
        postgres.start()
        valkey.start()
        make_roles(superuser_url("postgres"), may_create_databases=True)
        furnish(superuser_url("template1"))
        name = "pilothouse" if slot == 0 else f"pilothouse_{slot}"
        make_database(superuser_url("postgres"), name)
    house = VAR / f"house-{slot}"
    shutil.rmtree(house, ignore_errors=True)
    house.mkdir()
    os.environ.update(
        DATABASE_URL=owner_url(name),
        DATABASE_OWNER_URL=owner_url(name),
        REDIS_URL=valkey.url(slot),
        REDIS_PREFIX=f"pilothouse-test-{slot}:",
        PILOTHOUSE_VAR=str(house),
        SECRET_KEY="for tests only, which is why it may be read here",
        COMPANY="own",
    )
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushdb()
    _started.append(addresses(house))
    atexit.register(stop)
    return _started[0]


def stop() -> None:
    """Let go of the services; the last run to leave stops them."""
    if not _started:
        return
    _started.clear()
    _held.pop().close()
    with locked(VAR / "start.lock"):
        if not _anyone_left():
            Valkey(VAR).stop()
            Postgres(VAR, fsync=False).stop()


def app_url(database: str) -> str:
    """Return the database's address as the application's role, which owns nothing."""
    return Postgres(VAR).url(APP_ROLE, database)


def owner_url(database: str) -> str:
    """Return the database's address as the owner, who migrates."""
    return Postgres(VAR).url(OWNER_ROLE, database)


def superuser_url(database: str) -> str:
    """Return the database's address as the superuser, who can go behind the triggers."""
    return Postgres(VAR).url(SUPERUSER, database)


def _take_slot() -> int:
    """Return a number no other run has: it names our database and our part of Valkey."""
    VAR.mkdir(parents=True, exist_ok=True)
    # Under the starting lock: a run that is leaving must see us, or we must see it gone.
    with locked(VAR / "start.lock"):
        for slot in range(DATABASES):
            if file := _try_slot(slot):
                _held.append(file)
                return slot
    raise RuntimeError(f"{DATABASES} test runs at once are too many.")


def _try_slot(slot: int) -> IO[str] | None:
    file = (VAR / f"slot-{slot}.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _anyone_left() -> bool:
    for slot in range(DATABASES):
        if not (VAR / f"slot-{slot}.lock").exists():
            continue
        file = _try_slot(slot)
        if file is None:
            return True
        file.close()
    return False
