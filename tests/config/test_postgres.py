import os
import stat
from pathlib import Path

import psycopg
import pytest

from config.embedded.addresses import APP_ROLE, OWNER_ROLE
from config.embedded.postgres import SUPERUSER, Postgres, PostgresFailed
from config.embedded.processes import wait_gone

pytestmark = pytest.mark.slow


def test_the_application_may_work_on_the_owners_tables_but_make_none(
    postgres: Postgres,
) -> None:
    with psycopg.connect(postgres.url(OWNER_ROLE, "house")) as owner:
        owner.execute("create table work (id bigserial primary key, v vector(2))")

    with psycopg.connect(postgres.url(APP_ROLE, "house"), autocommit=True) as app:
        app.execute("insert into work (v) values ('[1,2]')")
        app.execute("update work set v = '[2,1]'")

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine (id int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("drop table work")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("truncate work")


def test_neither_role_is_a_superuser(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url(SUPERUSER, "house")) as superuser:
        found = superuser.execute("select rolname from pg_roles where rolsuper").fetchall()

    assert found == [(SUPERUSER,)]


def test_only_this_user_reaches_the_socket_and_there_is_no_other_way_in(
    postgres: Postgres,
) -> None:
    with psycopg.connect(postgres.url(SUPERUSER, "house")) as superuser:
        listening = superuser.execute("show listen_addresses").fetchone()

    assert listening == ("",)
    assert stat.S_IMODE((postgres.home / "run").stat().st_mode) == 0o700
    assert (postgres.cluster / "pg_hba.conf").read_text() == "local all all peer map=house\n"


def test_letters_beyond_ascii_have_a_lower_case(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url(APP_ROLE, "house")) as app:
        found = app.execute(
            "select lower('ÄÖ'), to_tsvector('simple', 'ÄRGER')::text"
        ).fetchone()

    assert found == ("äö", "'ärger':1")


def test_starting_it_again_adopts_the_one_that_runs(postgres: Postgres) -> None:
    before = postgres.process()

    again = Postgres(postgres.home.parent, fsync=False)
    again.start()

    assert again.process() == before
    assert again.url(APP_ROLE, "house") == postgres.url(APP_ROLE, "house")


def test_after_a_kill_it_starts_with_the_same_rows(postgres: Postgres) -> None:
    with psycopg.connect(postgres.url(OWNER_ROLE, "house")) as owner:
        owner.execute("create table kept as select 42 as answer")
    process = postgres.process()
    assert process
    process.kill()
    assert wait_gone(process, 5)

    postgres.start()

    with psycopg.connect(postgres.url(APP_ROLE, "house")) as app:
        assert app.execute("select answer from kept").fetchone() == (42,)


def test_a_lock_whose_process_number_now_belongs_to_another_program_is_stale(
    postgres: Postgres,
) -> None:
    postgres.stop()
    lock = (
        f"{os.getpid()}\n{postgres.cluster}\n1\n5432\n{postgres.home / 'run'}\n\n 1 1\nready\n"
    )
    (postgres.cluster / "postmaster.pid").write_text(lock)
    (postgres.home / "run" / ".s.PGSQL.5432.lock").write_text(lock)

    postgres.start()

    with psycopg.connect(postgres.url(APP_ROLE, "house")) as app:
        assert app.execute("select 1").fetchone() == (1,)


def test_a_cluster_half_made_before_a_crash_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "postgres" / "data.new-1"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    cluster = Postgres(tmp_path, fsync=False)

    cluster.start()
    cluster.stop()

    assert not half.exists()
    assert (cluster.cluster / "PG_VERSION").exists()


def test_a_deep_directory_is_no_obstacle_to_the_socket(tmp_path: Path) -> None:
    cluster = Postgres(tmp_path / ("deep" * 20) / ("and deeper, with a ' " * 4), fsync=False)

    cluster.start()

    try:
        with psycopg.connect(cluster.url(SUPERUSER, "postgres")) as superuser:
            assert superuser.execute("select 1").fetchone() == (1,)
    finally:
        cluster.stop()


def test_a_cluster_of_another_version_is_left_alone(tmp_path: Path) -> None:
    cluster = Postgres(tmp_path, fsync=False)
    cluster.cluster.mkdir(parents=True)
    (cluster.cluster / "PG_VERSION").write_text("15\n")

    with pytest.raises(PostgresFailed, match="made by Postgres 15 and this is 18"):
        cluster.start()
