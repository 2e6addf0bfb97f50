"""What is not done here: enqueueing in code, reading clocks, mocking, saving from outside."""

import ast
import re

import pytest

from tests.architecture.tree import calls, full, imported, problems

RELAY = "apps/bus/relay.py"
CLOCK = "apps/core/clock.py"
ENQUEUES = {"delay", "delay_on_commit", "apply_async", "apply_async_on_commit"}
CANVAS = {"chain", "group", "chord", "chunks", "signature", "subtask", "xmap", "xstarmap"}
LATER = {"countdown", "eta"}
CLOCKS = re.compile(
    r"^(datetime\.(datetime\.|date\.)?(now|utcnow|today)|django\.utils\.timezone\.(now|localdate|"
    r"localtime)|time\.(sleep|time|time_ns|monotonic|perf_counter|localtime|gmtime)|"
    r"asyncio\.sleep|django\.db\.models\.functions\.Now)$"
)
# With an argument they only convert.
CONVERTS = {"django.utils.timezone.localdate", "django.utils.timezone.localtime"}
DOMAIN = re.compile(r"/models(/|\.py)|/core/fsm\.py$|/migrations/")
ROWS = {"objects", "_base_manager", "_default_manager"}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}


def enqueues(path: str, text: str) -> list[str]:
    """Return where something but the relay's doorbell makes Celery work, or makes it later."""
    names, found = imported(text), []
    uses_celery = any(name.split(".")[0] == "celery" for name in names.values())
    for line, name, node in calls(text):
        owner, _, verb = name.rpartition(".")
        banned = owner and (verb in ENQUEUES or (verb == "send_task" and path != RELAY))
        banned = banned or (uses_celery and owner and verb in {"retry", "s", "si"})
        banned = banned or re.match(
            rf"celery\.(canvas\.)?({'|'.join(CANVAS)})$", full(name, names)
        )
        banned = banned or any(keyword.arg in LATER for keyword in node.keywords)
        if banned:
            found.append(f"{path}:{line}: {name}")
    return found + eager(path, text)


def eager(path: str, text: str) -> list[str]:
    """Return where tasks are to run in the caller."""
    tree, found = ast.parse(text), []
    for node in ast.walk(tree):
        said = {getattr(node, field, None) for field in ("id", "attr", "arg")}
        said |= {node.value} if isinstance(node, ast.Constant) else set()
        if any(isinstance(one, str) and one.lower().endswith(_EAGER) for one in said):
            found.append(f"{path}:{getattr(node, 'lineno', 0)}: eager tasks")
    return found


_EAGER = "_".join(["always", "eager"])  # noqa: FLY002 - whole, it would find itself


def reads_clock(path: str, text: str) -> list[str]:
    """Return where a clock is read, or slept by, outside `core.clock`."""
    if path == CLOCK:
        return []
    names = imported(text)
    return [
        f"{path}:{line}: {name}"
        for line, name, node in calls(text)
        if CLOCKS.match(full(name, names))
        and not (full(name, names) in CONVERTS and (node.args or node.keywords))
    ]


def mocks(path: str, text: str) -> list[str]:
    """Return where a test replaces something by a mock or a patch."""
    found = [
        f"{path}: {name}"
        for name in set(imported(text).values())
        if re.match(r"^(unittest\.mock|mock|pytest_mock|freezegun|time_machine)\b", name)
    ]
    for line, name, _ in calls(text):
        owner, _, verb = name.rpartition(".")
        if owner and verb in {"setattr", "delattr"}:
            found.append(f"{path}:{line}: {name}")
    arguments = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.arg)]
    return found + [f"{path}:{a.lineno}: mocker" for a in arguments if a.arg == "mocker"]


def saves(path: str, text: str) -> list[str]:
    """Return where something other than a model writes rows one by one."""
    if DOMAIN.search(path):
        return []
    found = []
    for line, name, node in calls(text):
        owner, _, verb = name.rpartition(".")
        creates = verb in WRITES and owner.rpartition(".")[2] in ROWS
        # `form.save()`, `buffer.save(path)`: a row's has nothing but keywords of its own.
        keywords = {keyword.arg for keyword in node.keywords}
        row = verb == "save" and not node.args
        row = row and keywords <= {"update_fields", "force_insert", "force_update", "using"}
        if owner and (creates or (row and owner != "super()")):
            found.append(f"{path}:{line}: {name}")
    return found


def test_nothing_but_the_relay_makes_celery_work():
    assert problems(enqueues, "apps", "config", "tests", "bench") == []


def test_only_core_reads_a_clock():
    assert problems(reads_clock, "apps") == []


def test_nothing_is_mocked():
    assert problems(mocks, "tests", "bench") == []


def test_only_models_save_rows():
    assert problems(saves, "apps") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("work.delay(1)", 1),
        ("work.apply_async(kwargs={})", 1),
        ("send(message, countdown=3)", 1),
        ("send(message, eta=then)", 1),
        ("app.send_task('bus.work')", 1),
        ("from celery import shared_task\nwork.retry()", 1),
        ("from celery import chain\nchain(a, b)", 1),
        ("from celery.canvas import group\ngroup(a, b)", 1),
        ("import celery\ncelery.chord([a])(b)", 1),
        ("from celery import shared_task\nwork.si(1)", 1),
        ("app.conf.task_" + _EAGER + " = True", 1),
        ("app.conf.update(task_" + _EAGER + "=True)", 1),
        ("CELERY_TASK_" + _EAGER.upper() + " = True", 1),
        ("settings['" + _EAGER + "'] = 1", 1),
        ("run.retry(by=ada)", 0),
        ("match.group()", 0),
        ("def delay(pause): ...\ndelay(3)", 0),
        ("from itertools import chain\nchain(a, b)", 0),
    ],
)
def test_the_check_finds_what_enqueues(text, found):
    assert len(enqueues("apps/door/tasks.py", text)) == found


def test_the_relay_alone_may_send_a_task():
    assert enqueues(RELAY, "app.send_task('bus.work')") == []
    assert enqueues(RELAY, "app.send_task('bus.work', countdown=3)") != []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from datetime import datetime\ndatetime.now()", 1),
        ("import datetime\ndatetime.datetime.now()", 1),
        ("import datetime as dt\ndt.datetime.utcnow()", 1),
        ("from datetime import date\ndate.today()", 1),
        ("from django.utils import timezone\ntimezone.now()", 1),
        ("from django.utils.timezone import now\nnow()", 1),
        ("from django.utils import timezone\ntimezone.localdate()", 1),
        ("import time\ntime.sleep(1)", 1),
        ("from time import sleep as rest\nrest(1)", 1),
        ("import time\ntime.time()", 1),
        ("from django.db.models.functions import Now\nNow()", 1),
        ("from django.utils import timezone\ntimezone.localdate(then)", 0),
        ("from apps.core import clock\nclock.now()", 0),
        ("from datetime import datetime\ndatetime.fromisoformat(x)", 0),
    ],
)
def test_the_check_finds_who_reads_a_clock(text, found):
    assert len(reads_clock("apps/door/models.py", text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from unittest import mock", 1),
        ("from unittest.mock import patch", 1),
        ("import unittest.mock", 1),
        ("def test_it(mocker): ...", 1),
        ("monkeypatch.setattr(door, 'open', shut)", 1),
        ("monkeypatch.setenv('A', 'b')", 0),
        ("setattr(door, 'open', True)", 0),
    ],
)
def test_the_check_finds_mocks(text, found):
    assert bool(mocks("tests/test_door.py", text)) is bool(found)


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("apps/door/views.py", "door.save()", 1),
        ("apps/door/tasks.py", "door.save(update_fields=['state'])", 1),
        ("apps/door/library/agent.py", "Door.objects.create(name='a')", 1),
        ("apps/door/services.py", "Door.objects.get_or_create(name='a')", 1),
        ("apps/door/models.py", "self.save()", 0),
        ("apps/door/models/doors.py", "cls.objects.create()", 0),
        ("apps/door/views.py", "image.save(buffer, format='png')", 0),
        ("apps/door/views.py", "Door.open(by=ada)", 0),
        ("apps/door/models_of_doors.py", "door.save()", 1),
    ],
)
def test_the_check_finds_who_saves(path, text, found):
    assert len(saves(path, text)) == found
