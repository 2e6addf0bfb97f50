"""Who may do what in the database: an owner who migrates, an application that only works."""

import psycopg
from psycopg import sql

from config.embedded.addresses import APP_ROLE, OWNER_ROLE

# Rights on what the owner will create; the journal's own migration takes some of them back.
DEFAULT_RIGHTS = (
    "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES",
    "GRANT USAGE, SELECT ON SEQUENCES",
    "GRANT EXECUTE ON FUNCTIONS",
)


def make_roles(superuser_url: str, *, may_create_databases: bool = False) -> None:
    """Have the owner and the application's role, neither of them a superuser."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role in (OWNER_ROLE, APP_ROLE):
            if not role_exists(connection, role):
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        createdb = "CREATEDB" if may_create_databases else "NOCREATEDB"
        connection.execute(
            sql.SQL("ALTER ROLE {} NOSUPERUSER NOCREATEROLE " + createdb).format(
                sql.Identifier(OWNER_ROLE)
            )
        )
        connection.execute(
            sql.SQL("ALTER ROLE {} NOSUPERUSER NOCREATEROLE NOCREATEDB").format(
                sql.Identifier(APP_ROLE)
            )
        )


def make_database(superuser_url: str, name: str) -> bool:
    """Have the database, owned by the owner; say whether it is new."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_new = known.fetchone() is None
        if is_new:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(OWNER_ROLE)
                )
            )
    return is_new


def furnish(database_url: str, *, owner: str = OWNER_ROLE) -> None:
    """Have the vector extension and the application's default rights in this database."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        if not has_vector(connection):
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        grant_defaults(connection, owner=owner)


def grant_defaults(connection: psycopg.Connection, *, owner: str, to: str = APP_ROLE) -> None:
    """Give the application's role its rights on whatever `owner` creates from now on."""
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(to)))
    for rights in DEFAULT_RIGHTS:
        connection.execute(
            sql.SQL(
                "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public " + rights + " TO {}"
            ).format(sql.Identifier(owner), sql.Identifier(to))
        )


def role_exists(connection: psycopg.Connection, name: str) -> bool:
    """Say whether the server knows the role."""
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    return found.fetchone() is not None


def has_vector(connection: psycopg.Connection) -> bool:
    """Say whether this database has the vector extension."""
    found = connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'vector'")
    return found.fetchone() is not None
