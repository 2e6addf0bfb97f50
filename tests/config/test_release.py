import json
from pathlib import Path

import psycopg
import pytest

from config.embedded.addresses import APP_ROLE, OWNER_ROLE
from config.embedded.postgres import SUPERUSER, Postgres
from config.embedded.roles import make_database
from tests.config.house import manage

pytestmark = pytest.mark.slow


def superuser(cluster: Postgres, statement: str, database: str = "postgres") -> None:
    with psycopg.connect(cluster.url(SUPERUSER, database), autocommit=True) as connection:
        connection.execute(statement)


def test_a_release_migrates_as_the_owner_and_the_application_owns_nothing(
    postgres: Postgres, tmp_path: Path
) -> None:
    app = postgres.url(APP_ROLE, "house")

    done = manage(
        tmp_path,
        "release",
        DATABASE_URL=app,
        DATABASE_OWNER_URL=postgres.url(OWNER_ROLE, "house"),
        REDIS_URL="redis://127.0.0.1:1/0",
    )

    assert done.returncode == 0, done.stderr
    with psycopg.connect(app) as connection:
        owners = connection.execute(
            "select distinct tableowner from pg_tables where tablename like 'django%'"
        ).fetchall()
    assert owners == [(OWNER_ROLE,)]


def test_a_release_makes_the_applications_role_where_it_may(
    postgres: Postgres, tmp_path: Path
) -> None:
    superuser(postgres, "create role chief login createrole createdb")
    superuser(postgres, "create database deployed owner chief")
    superuser(postgres, "create extension vector", "deployed")

    done = manage(
        tmp_path,
        "release",
        DATABASE_URL=postgres.url("worker_of_chief", "deployed"),
        DATABASE_OWNER_URL=postgres.url("chief", "deployed"),
    )

    assert done.returncode == 0, done.stderr
    with psycopg.connect(postgres.url("worker_of_chief", "deployed")) as connection:
        assert connection.execute("select count(*) > 0 from django_migrations").fetchone() == (
            True,
        )


def test_a_release_that_may_not_install_vector_says_who_must(
    postgres: Postgres, tmp_path: Path
) -> None:
    make_database(postgres.url(SUPERUSER, "postgres"), "plain")

    done = manage(tmp_path, "release", DATABASE_URL=postgres.url(OWNER_ROLE, "plain"))

    assert done.returncode == 1
    assert "A superuser must run: CREATE EXTENSION vector;" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("role", "is_well"), [(APP_ROLE, True), (OWNER_ROLE, False), (SUPERUSER, False)]
)
def test_the_doctor_knows_a_role_that_could_undo_the_databases_promises(
    postgres: Postgres, tmp_path: Path, role: str, is_well: bool
) -> None:
    superuser(postgres, f"create table if not exists of_{OWNER_ROLE} ()", "house")
    superuser(postgres, f"alter table of_{OWNER_ROLE} owner to {OWNER_ROLE}", "house")

    done = manage(tmp_path, "doctor", "--json", DATABASE_URL=postgres.url(role, "house"))

    findings = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert findings["database role"]["ok"] is is_well
    assert role in findings["database role"]["says"]
    assert done.returncode == (0 if is_well else 1)
