from pathlib import Path

import pytest

from tests.config.house import manage

pytestmark = pytest.mark.slow


def test_where_nothing_runs_a_command_says_how_to_start_it(tmp_path: Path) -> None:
    done = manage(tmp_path, "showmigrations")

    assert (done.returncode, done.stderr) == (
        1,
        "Pilothouse is not running here. Start it with: make run\n",
    )


def test_the_traceback_is_there_for_who_asks(tmp_path: Path) -> None:
    done = manage(tmp_path, "showmigrations", "--traceback")

    assert "Traceback" in done.stderr


def test_a_deployments_unreachable_database_is_not_called_a_house_to_start(
    tmp_path: Path,
) -> None:
    done = manage(tmp_path, "showmigrations", DATABASE_URL="postgresql://a@127.0.0.1:1/b")

    assert done.returncode == 1
    assert done.stderr.startswith("The database that DATABASE_URL names cannot be reached: ")


def test_a_malformed_address_is_one_line(tmp_path: Path) -> None:
    done = manage(tmp_path, "showmigrations", DATABASE_URL="nonsense")

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL is malformed")
    assert len(done.stderr.splitlines()) == 1


def test_what_needs_no_database_works_without_one(tmp_path: Path) -> None:
    done = manage(tmp_path, "check")

    assert done.returncode == 0, done.stderr
