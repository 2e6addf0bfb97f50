"""The socket says that something changed; it tells nobody else, and nobody waits for it."""

import asyncio
import json
import time

import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from channels.layers import channel_layers
from django.contrib.auth.models import AnonymousUser

from apps.console.consumers import ConsoleConsumer
from apps.console.teller import Teller

PATH = "/ws/console/"


async def opened(user) -> ApplicationCommunicator:
    """Return a connected page of somebody."""
    scope = {"type": "websocket", "path": PATH, "headers": [], "subprotocols": [], "user": user}
    socket = ApplicationCommunicator(ConsoleConsumer.as_asgi(), scope)
    await socket.send_input({"type": "websocket.connect"})
    assert (await socket.receive_output(timeout=3))["type"] == "websocket.accept"
    return socket


async def left(socket: ApplicationCommunicator) -> None:
    """Close the page."""
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait(timeout=3)


async def closing_code(user) -> int:
    """Return the code with which somebody's page is closed."""
    socket = await opened(user)
    closed = await socket.receive_output(timeout=3)
    await left(socket)
    assert closed["type"] == "websocket.close"
    return closed["code"]


@pytest.mark.django_db(transaction=True)
def test_a_page_of_nobody_and_one_of_mallory_are_closed_with_4401(mallory):
    assert async_to_sync(closing_code)(AnonymousUser()) == 4401
    assert async_to_sync(closing_code)(mallory) == 4401


@pytest.mark.django_db(transaction=True)
def test_a_page_hears_what_changed_and_nothing_more(ada):
    async def hear():
        socket = await opened(ada)
        await asyncio.sleep(0.2)
        teller = Teller()
        teller.tell("command.held", "command", "1")
        said = await socket.receive_output(timeout=3)
        await left(socket)
        await asyncio.to_thread(teller.stop)
        return json.loads(said["text"])

    assert async_to_sync(hear)() == {"changed": "command.held", "subject": ["command", "1"]}


@pytest.mark.django_db(transaction=True)
def test_what_a_page_says_is_ignored(ada):
    async def say():
        socket = await opened(ada)
        await socket.send_input({"type": "websocket.receive", "text": '{"verb": "approve"}'})
        quiet = await socket.receive_nothing(timeout=0.3)
        await left(socket)
        return quiet

    assert async_to_sync(say)()


def test_without_redis_nobody_waits_and_nothing_is_raised(settings):
    away = {"hosts": ["redis://127.0.0.1:1/0"], "prefix": "away"}
    layer = {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": away}
    settings.CHANNEL_LAYERS = {"default": layer}
    channel_layers.backends = {}
    teller = Teller()

    started = time.monotonic()
    for number in range(3000):
        teller.tell("command.held", "command", str(number))
    told = time.monotonic() - started
    teller.stop()

    assert told < 0.5
    assert time.monotonic() - started < 3
