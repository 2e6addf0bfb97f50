import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.guards import append_only, not_append_only

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """A table with one row."""
    run("create table test_shelf (book text)")
    run("insert into test_shelf values ('Emma')")


def run(statement: str) -> None:
    """Run a statement in a savepoint."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement", ["update test_shelf set book = 'x'", "delete from test_shelf"]
)
def test_a_guarded_table_refuses_changes_even_to_its_owner(shelf, statement):
    run(append_only("test_shelf"))

    with pytest.raises(ProgrammingError, match="test_shelf is append-only"):
        run(statement)


def test_a_guarded_table_may_be_added_to(shelf):
    run(append_only("test_shelf"))

    run("insert into test_shelf values ('Persuasion')")


@pytest.mark.parametrize("right", ["update", "delete", "truncate"])
def test_a_guard_takes_the_right_from_the_applications_role(shelf, right):
    asked = f"select has_table_privilege('pilothouse_app', 'test_shelf', '{right}')"
    run("grant all on test_shelf to pilothouse_app")

    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert cursor.fetchone() == (True,)
        run(append_only("test_shelf"))
        cursor.execute(asked)
        assert cursor.fetchone() == (False,)


def test_a_guard_can_be_taken_off_by_a_migration_back(shelf):
    run(append_only("test_shelf"))

    run(not_append_only("test_shelf"))

    run("delete from test_shelf")
