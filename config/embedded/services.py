"""The services of one house: those the environment does not give are started here."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from config.embedded.addresses import (
    APP_ROLE,
    OWNER_ROLE,
    Addresses,
    addresses,
    announce,
    redis_prefix_of,
    retract,
)
from config.embedded.postgres import SUPERUSER, Postgres
from config.embedded.roles import furnish, make_database, make_roles
from config.embedded.valkey import Valkey

DATABASE_OF = {"demo": "pilothouse_demo", "own": "pilothouse"}

Progress = Callable[[str], None]


@contextmanager
def services(
    var: Path, *, company: str, fsync: bool = True, progress: Progress = lambda _: None
) -> Iterator[Addresses]:
    """Run what the company needs while the block lasts, and tell commands where it is."""
    found = addresses(var)
    with ExitStack() as stack:
        stack.callback(retract, var)
        if not os.environ.get("DATABASE_URL"):
            postgres = Postgres(var, fsync=fsync)
            stack.callback(postgres.stop)
            found = start_postgres(postgres, found, company)
            progress("Postgres 18 with pgvector")
        if not os.environ.get("REDIS_URL"):
            valkey = Valkey(var)
            stack.callback(valkey.stop)
            valkey.start()
            found = replace(found, redis_url=valkey.url())
            progress("Valkey")
        prefix = os.environ.get("REDIS_PREFIX") or redis_prefix_of(company)
        found = replace(found, redis_prefix=prefix, demo=company == "demo")
        announce(var, found)
        yield found


def start_postgres(postgres: Postgres, found: Addresses, company: str) -> Addresses:
    """Start the cluster with both roles and the company's database; return its addresses."""
    postgres.start()
    name = DATABASE_OF[company]
    make_roles(postgres.url(SUPERUSER, "postgres"))
    make_database(postgres.url(SUPERUSER, "postgres"), name)
    furnish(postgres.url(SUPERUSER, name))
    return replace(
        found,
        database_url=postgres.url(APP_ROLE, name),
        owner_url=postgres.url(OWNER_ROLE, name),
    )


def revive(var: Path, *, fsync: bool = True) -> list[str]:
    """Start again whichever of our services died; return the names of those."""
    revived = []
    if not os.environ.get("DATABASE_URL"):
        postgres = Postgres(var, fsync=fsync)
        if postgres.process() is None:
            postgres.start()
            revived.append("Postgres")
    if not os.environ.get("REDIS_URL"):
        valkey = Valkey(var)
        if valkey.process() is None:
            valkey.start()
            revived.append("Valkey")
    return revived
