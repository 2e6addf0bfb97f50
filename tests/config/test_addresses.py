import json
import multiprocessing
import stat
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import Fernet

from config.embedded.addresses import (
    Addresses,
    Misconfigured,
    addresses,
    announce,
    kept_secret,
    retract,
    secret,
)

A_FERNET_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
RUNNING = Addresses(
    database_url="postgresql://app@db/pilothouse_demo",
    owner_url="postgresql://owner@db/pilothouse_demo",
    redis_url="redis://redis:1/0",
    redis_prefix="pilothouse-demo:",
    demo=True,
)


def test_where_nothing_runs_the_addresses_are_ones_that_nobody_answers(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = addresses(tmp_path)

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(found.database_url, connect_timeout=2)
    assert not found.demo


def test_a_running_house_says_where_it_is_until_it_stops(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    announce(tmp_path, RUNNING)
    assert addresses(tmp_path) == RUNNING

    retract(tmp_path)

    assert addresses(tmp_path) != RUNNING


def test_the_environment_wins_over_a_running_house(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    announce(tmp_path, RUNNING)
    bare.setenv("DATABASE_URL", "postgresql://me:pw@elsewhere:5432/own")
    bare.setenv("REDIS_URL", "redis://elsewhere:6379/0")

    found = addresses(tmp_path)

    assert found.owner_url == found.database_url == "postgresql://me:pw@elsewhere:5432/own"
    assert (found.redis_url, found.demo) == ("redis://elsewhere:6379/0", False)
    assert found.redis_prefix == "pilothouse:"


def test_a_half_written_note_of_a_running_house_is_no_note(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "services.json").write_text('{"database_url": "post')

    assert "127.0.0.1:1/" in addresses(tmp_path).database_url


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("DATABASE_URL", "mysql://u:hush@db/x"),
        ("DATABASE_URL", "postgresql://u:hush@db:5432/"),
        ("DATABASE_URL", "postgresql://u:hush@db:port/x"),
        ("DATABASE_URL", "just words"),
        ("DATABASE_OWNER_URL", "http://u:hush@db/x"),
        ("REDIS_URL", "u:hush@redis:6379"),
        ("REDIS_URL", "redis://:hush@redis:99999999/0"),
        ("REDIS_URL", "redis:///0"),
    ],
)
def test_a_malformed_address_is_one_line_that_names_the_variable_and_no_password(
    bare: pytest.MonkeyPatch, tmp_path: Path, name: str, url: str
) -> None:
    bare.setenv(name, url)

    with pytest.raises(Misconfigured) as refused:
        addresses(tmp_path)

    said = str(refused.value)
    assert said.startswith(f"{name} is malformed")
    assert "\n" not in said
    assert "hush" not in said


@pytest.mark.parametrize(
    ("company", "prefix"), [("demo", "pilothouse-demo:"), ("own", "pilothouse:")]
)
def test_two_companies_on_one_redis_do_not_meet(
    bare: pytest.MonkeyPatch, tmp_path: Path, company: str, prefix: str
) -> None:
    bare.setenv("COMPANY", company)
    assert addresses(tmp_path).redis_prefix == prefix

    bare.setenv("REDIS_PREFIX", "mine:")

    assert addresses(tmp_path).redis_prefix == "mine:"


def test_an_encrypted_redis_has_its_certificate_checked_unless_told_otherwise(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare.setenv("REDIS_URL", "rediss://:pw@redis:6380/0")
    assert addresses(tmp_path).redis_url.endswith("?ssl_cert_reqs=required")

    bare.setenv("REDIS_SSL_CERT_REQS", "none")

    assert addresses(tmp_path).redis_url.endswith("?ssl_cert_reqs=none")


def test_processes_that_ask_at_once_get_the_same_secret(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(6) as pool:
        got = pool.starmap(kept_secret, [(tmp_path, f"KEY_{n % 3}") for n in range(60)], 1)

    kept = json.loads((tmp_path / "secrets.json").read_text())
    assert set(got) == set(kept.values())
    assert len(kept) == 3


def test_only_its_owner_may_read_the_secrets(tmp_path: Path) -> None:
    kept_secret(tmp_path, "SECRET_KEY")

    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_damaged_file_of_secrets_is_not_silently_replaced(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secrets.json").write_text("{")

    with pytest.raises(Misconfigured, match=r"secrets\.json cannot be read"):
        secret(tmp_path, "SECRET_KEY")


def test_a_deployment_does_not_invent_a_secret_per_process(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare.setenv("DATABASE_URL", "postgresql://app@db/pilothouse")

    with pytest.raises(Misconfigured, match="SECRET_KEY is not set"):
        secret(tmp_path, "SECRET_KEY")

    assert not (tmp_path / "secrets.json").exists()


def test_the_key_made_for_connections_encrypts(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    safe = Fernet(secret(tmp_path, "CONNECTION_KEY"))

    assert safe.decrypt(safe.encrypt(b"words")) == b"words"


@pytest.mark.parametrize("key", ["short", "é" * 44, A_FERNET_KEY[:-3]])
def test_a_malformed_key_for_connections_is_refused_at_the_start(
    bare: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    bare.setenv("CONNECTION_KEY", key)

    with pytest.raises(Misconfigured, match="CONNECTION_KEY in the environment is malformed"):
        secret(tmp_path, "CONNECTION_KEY")
