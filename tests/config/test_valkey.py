import asyncio
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from channels_redis.core import RedisChannelLayer
from kombu import Connection

from config.embedded.processes import wait_gone
from config.embedded.valkey import Valkey

pytestmark = pytest.mark.slow


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(tmp_path)
    server.start()
    yield server
    server.stop()


def take(squatter: socket.socket, port: int) -> None:
    """Bind the port as soon as the kernel has buried the one who had it."""
    for _ in range(100):
        try:
            squatter.bind(("127.0.0.1", port))
        except OSError:
            time.sleep(0.05)
        else:
            return


def kill(server: Valkey) -> None:
    process = server.process()
    assert process
    process.kill()
    assert wait_gone(process, 5)


def test_one_address_serves_redis_kombu_and_channels(valkey: Valkey) -> None:
    async def echo() -> object:
        layer = RedisChannelLayer(hosts=[valkey.url()])
        await layer.send("bell", {"type": "ring"})
        heard = await layer.receive("bell")
        await layer.flush()
        return heard

    with redis.Redis.from_url(valkey.url()) as client:
        assert client.ping()
    with Connection(valkey.url()) as connection, connection.SimpleQueue("work") as doorbells:
        doorbells.put({"ring": 1})
        assert doorbells.get(timeout=5).payload == {"ring": 1}
    assert asyncio.run(echo()) == {"type": "ring"}


def test_without_the_password_it_says_nothing(valkey: Valkey) -> None:
    address = valkey.url().replace(valkey.password, "guess")

    with redis.Redis.from_url(address) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()


def test_starting_it_again_adopts_the_one_that_runs(valkey: Valkey) -> None:
    before = valkey.process()

    again = Valkey(valkey.home.parent)
    again.start()

    assert again.process() == before
    assert again.url() == valkey.url()


def test_after_a_kill_it_starts_at_the_same_address_with_the_same_keys(valkey: Valkey) -> None:
    with redis.Redis.from_url(valkey.url()) as client:
        client.config_set("appendfsync", "always")
        client.set("kept", "yes")
    before = valkey.url()
    kill(valkey)

    valkey.start()

    assert valkey.url() == before
    with redis.Redis.from_url(valkey.url()) as client:
        assert client.get("kept") == b"yes"


def test_a_port_that_somebody_took_meanwhile_is_left_to_them(valkey: Valkey) -> None:
    before = valkey.url()
    port = int((valkey.home / "port").read_text())
    kill(valkey)
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        take(squatter, port)
        squatter.listen()

        valkey.start()

    assert valkey.url() != before
    with redis.Redis.from_url(valkey.url()) as client:
        assert client.ping()


def test_files_it_cannot_read_are_put_aside_since_it_holds_no_truth(valkey: Valkey) -> None:
    kill(valkey)
    for file in (valkey.home / "appendonlydir").iterdir():
        file.write_text("written by another version\n")

    valkey.start()

    with redis.Redis.from_url(valkey.url()) as client:
        assert client.ping()
    assert list(valkey.home.glob("appendonlydir.unreadable-*"))
