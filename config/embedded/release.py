"""Before a new version works: its extension, its roles and its tables."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from config.embedded.addresses import APP_ROLE
from config.embedded.roles import grant_defaults, has_vector, role_exists

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
RELEASE_LOCK = 0x50494C4F54  # "PILOT"


class ReleaseFailed(RuntimeError):
    """The database could not be made ready for this version."""


@contextmanager
def prepared(owner_url: str, app_url: str, say: Callable[[str], None]) -> Iterator[None]:
    """Have the extension and the application's role, and be the only release meanwhile."""
    try:
        connection = psycopg.connect(owner_url, autocommit=True)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise ReleaseFailed(f"The database cannot be reached as its owner: {reason}") from error
    with connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [RELEASE_LOCK])
        ensure_vector(connection)
        say("The extension vector is there")
        say(ensure_app_role(connection, owner_url, app_url))
        yield


def ensure_vector(connection: psycopg.Connection) -> None:
    """Have pgvector in the database, or say who must install it."""
    if has_vector(connection):
        return
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.Error as error:
        reason = str(error).splitlines()[0]
        raise ReleaseFailed(
            f"This database has no extension vector, and {connection.info.user} may not "
            f"create it ({reason}). A superuser must run: CREATE EXTENSION vector;"
        ) from error


def ensure_app_role(connection: psycopg.Connection, owner_url: str, app_url: str) -> str:
    """Have the application's role with its default rights; return what to know about it."""
    owner, app = role_of(owner_url), role_of(app_url)
    if owner == app:
        return (
            f"One role, {owner}, owns the tables and works on them: only a trigger keeps the "
            f"journal. Set DATABASE_OWNER_URL, and DATABASE_URL for the role {APP_ROLE}."
        )
    if not role_exists(connection, app):
        _create_role(connection, app, unquote(urlsplit(app_url).password or ""))
    grant_defaults(connection, owner=owner, to=app)
    if app != APP_ROLE:
        return f"{app} works as the application; the journal refuses only {APP_ROLE} by right"
    return f"{app} works as the application, {owner} owns the tables"


def migrate(owner_url: str, *, env: dict[str, str] | None = None) -> int:
    """Migrate as the owner, in a process whose settings take the owner's address."""
    return subprocess.run(
        [sys.executable, str(MANAGE), "migrate", "--noinput"],
        check=False,
        env={**os.environ, **(env or {}), "DATABASE_URL": owner_url},
    ).returncode


def role_of(url: str) -> str:
    """Return the role that an address names."""
    return unquote(urlsplit(url).username or "")


def _create_role(connection: psycopg.Connection, role: str, password: str) -> None:
    try:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(password or None)
            )
        )
    except psycopg.errors.InsufficientPrivilege as error:
        raise ReleaseFailed(
            f"There is no role {role}, and {connection.info.user} may not create it. "
            f"As a superuser run: CREATE ROLE {role} LOGIN PASSWORD '...';"
        ) from error
