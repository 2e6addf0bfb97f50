"""Real Celery workers on the test's database, a mail server that keeps bytes, and patience."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection

from config.embedded.ports import free_port
from tests import embedded

BASE = Path(__file__).resolve().parents[1]
NOWHERE_URL = "redis://127.0.0.1:1/0"
PATIENCE = 40.0
LEASE_SECONDS = 2.0

T = TypeVar("T")


class NeverHappened(AssertionError):
    """What a test waited for did not come; the message holds what the workers said."""


def environment(**given: str) -> dict[str, str]:
    """Return the environment of a process of this house, in the application's role."""
    name = connection.settings_dict["NAME"]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "DATABASE_URL": embedded.app_url(name),
        "DATABASE_OWNER_URL": embedded.owner_url(name),
        "RUN_LEASE_SECONDS": str(LEASE_SECONDS),
        "SWEEP_SECONDS": "0.3",
        "UNDO_SECONDS": "0",
        **given,
    }


def manage(*arguments: str, **given: str) -> "subprocess.Popen[str]":
    """Start a command of manage.py in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE,
        env=environment(**given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def managed(*arguments: str, **given: str) -> str:
    """Run a command of manage.py to its good end; return what it said."""
    process = manage(*arguments, **given)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    return said


@dataclass
class Crew:
    """One Celery worker with its children: a process group, killed as one."""

    log: Path
    process: "subprocess.Popen[bytes]"

    @classmethod
    def start(cls, log: Path, *, concurrency: int = 2, **given: str) -> "Crew":
        command = [
            *(sys.executable, "-m", "celery", "--quiet", "--app", "config.celery:app"),
            *("worker", "--queues", "work,effects", "--concurrency", str(concurrency)),
            *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
        ]
        with log.open("wb") as said:
            process = subprocess.Popen(
                command,
                cwd=BASE,
                env=environment(**given),
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        return cls(log, process)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """End the whole group at once, as the power would."""
        if self.is_alive:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def owns(self, pid: int) -> bool:
        """Whether a living process is one of this group."""
        try:
            return os.getpgid(pid) == self.process.pid
        except ProcessLookupError:
            return False


@dataclass
class Workers:
    """The crews of one test, and what they said."""

    folder: Path
    crews: list[Crew] = field(default_factory=list)

    def start(self, *, concurrency: int = 2, **given: str) -> Crew:
        """Have one crew more."""
        log = self.folder / f"crew-{len(self.crews)}.log"
        crew = Crew.start(log, concurrency=concurrency, **given)
        self.crews.append(crew)
        return crew

    def kill(self) -> None:
        """Kill every crew."""
        for crew in self.crews:
            crew.kill()

    def of(self, pid: int) -> Crew:
        """Return the crew that a process belongs to."""
        return next(crew for crew in self.crews if crew.owns(pid))

    def said(self) -> str:
        """Return the end of every log."""
        return "\n".join(
            f"--- {crew.log.name}\n{crew.log.read_text(errors='replace')[-6000:]}"
            for crew in self.crews
        )

    def until(self, happened: Callable[[], T], *, what: str, seconds: float = PATIENCE) -> T:
        """Return the first truthy answer; raise NeverHappened with the logs after a while."""
        try:
            return until(happened, what=what, seconds=seconds)
        except NeverHappened as never:
            raise NeverHappened(f"{never}\n{self.said()}") from None


def until(happened: Callable[[], T], *, what: str, seconds: float = PATIENCE) -> T:
    """Return the first truthy answer; raise NeverHappened after a while."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := happened():
            return answer
        time.sleep(0.03)
    raise NeverHappened(f"It did not happen within {seconds:.0f} s: {what}.")


class Postbox:
    """A local SMTP server that keeps the exact bytes of what it accepts."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.port = free_port()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the mail before answering."""
        self.taken.append(bytes(envelope.original_content or b""))
        self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
        return "250 Kept"

    @contextmanager
    def open(self) -> Iterator["Postbox"]:
        """Take mail within the block."""
        settings: dict[str, Any] = {"decode_data": False}
        server = Controller(self, hostname="127.0.0.1", port=self.port, **settings)
        server.start()
        try:
            yield self
        finally:
            server.stop()


class Gate:
    """A place in the database where a worker stops, so that it can be killed just there.

    What is inserted under an armed name waits, in the transaction that it belongs to, until the
    gate is opened; whoever was killed meanwhile never commits.
    """

    KEY = 47_110

    def __enter__(self) -> "Gate":
        self._sql("create table tests_gate (name text primary key)")
        self._sql(
            "create function tests_gate() returns trigger language plpgsql as $$ begin"
            " if exists (select from tests_gate"
            "  where name = coalesce(to_jsonb(new)->>'name', tg_table_name)) then"
            f" perform pg_advisory_xact_lock({self.KEY}); end if; return new; end $$"
        )
        for table in ("conductor_step", "commits_command", "commits_receipt"):
            self._sql(
                f"create trigger tests_gate before insert on {table}"
                " for each row execute function tests_gate()"
            )
        self.close()
        return self

    def __exit__(self, *_: object) -> None:
        self.open()
        self._sql("drop function tests_gate cascade")
        self._sql("drop table tests_gate")

    def arm(self, *names: str) -> None:
        """Stop whoever inserts one of these from now on."""
        self._sql("delete from tests_gate")
        for name in names:
            self._sql("insert into tests_gate values (%s)", name)

    def open(self) -> None:
        """Let go whoever stands there."""
        self._sql("select pg_advisory_unlock(%s)", self.KEY)

    def close(self) -> None:
        """Stop the next one; waits until the last one is gone."""
        self._sql("select pg_advisory_lock(%s)", self.KEY)

    def holds(self) -> bool:
        """Whether somebody stands there."""
        waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
        return bool(self._sql(f"{waiting} and objid = %s", self.KEY)[0][0])

    def _sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []
