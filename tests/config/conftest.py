from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.embedded.postgres import SUPERUSER, Postgres
from config.embedded.roles import furnish, make_database, make_roles
from tests.config.house import RunningHouse

NAMES = (
    "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "REDIS_PREFIX", "REDIS_SSL_CERT_REQS",
    "COMPANY", "PILOTHOUSE_VAR", "SECRET_KEY", "CONNECTION_KEY",
)  # fmt: skip


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment of somebody who has set nothing."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A cluster of its own, with roles and the database `house`."""
    cluster = Postgres(tmp_path_factory.mktemp("pg"), fsync=False)
    cluster.start()
    make_roles(cluster.url(SUPERUSER, "postgres"))
    make_database(cluster.url(SUPERUSER, "postgres"), "house")
    furnish(cluster.url(SUPERUSER, "house"))
    yield cluster
    cluster.stop()


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Callable[..., RunningHouse]]:
    """Start houses; whatever a test leaves running is ended."""
    houses: list[RunningHouse] = []

    def start(*arguments: str, **options: object) -> RunningHouse:
        houses.append(RunningHouse(tmp_path / "var", arguments, **options))  # type: ignore[arg-type]
        return houses[-1]

    yield start
    for house in houses:
        house.clean_up()
