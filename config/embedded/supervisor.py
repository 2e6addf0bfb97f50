"""`manage.py up`: one house on one machine, from an empty directory to a log-in link."""

import fcntl
import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any

from config.embedded.addresses import Addresses, addresses, kept_secret
from config.embedded.crew import Crew, crew_of
from config.embedded.ports import FIRST_CHOICE, choose_port
from config.embedded.processes import end_orphans
from config.embedded.release import prepared
from config.embedded.services import DATABASE_OF, revive, services
from config.embedded.steps import StepFailed, Steps, Stopped, Subcommands, tell
from config.embedded.valkey import Valkey

MARK = "PILOTHOUSE_UP"
REVIVE_EVERY = 2.0
ANSWER_WITHIN = 90.0
ANSWER_TIMEOUT = 5.0


class AlreadyRunning(RuntimeError):
    """Another `up` runs this house."""


class GaveUp(RuntimeError):
    """A process of the crew does not stay up."""


@dataclass
class Wish:
    """What the operator asked `up` for."""

    var: Path
    base: Path
    procfile: Path
    company: str | None = None
    port: int | None = None


@dataclass
class House:
    """A house being started, running, or stopping."""

    wish: Wish
    known: frozenset[str]
    steps: Steps = field(default_factory=Steps)
    is_stopping: bool = False
    crew: Crew | None = None

    def run(self) -> int:
        """Run until asked to stop; return the exit code."""
        with only_one(self.wish.var) as lock, self._interruptible():
            if count := end_orphans((MARK, str(self.wish.var))):
                self.steps.done(f"Ended {count} processes that a killed start left behind")
            port = choose_port(self.wish.port)
            if self.wish.port is None and port != FIRST_CHOICE:
                self.steps.done(f"Port {FIRST_CHOICE} is taken; using {port}")
            url = os.environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port}"
            write_lock(lock, url)
            try:
                while self._run_company(remembered_company(self.wish), port, url):
                    self.steps = Steps()
            except Stopped:
                pass
        tell(f"Pilothouse has stopped. Its data stays in {self.wish.var}")
        return 0

    def _run_company(self, company: str, port: int, url: str) -> bool:
        """Run one company's house; say whether another company is to follow."""
        which = "the demo studio" if company == "demo" else "your company"
        tell(f"Starting Pilothouse, {which}:")
        with services(self.wish.var, company=company, progress=self.steps.done) as found:
            kept_secret(self.wish.var, "CONNECTION_KEY")
            env = self._environment(company, port, url)
            commands = Subcommands(self.wish.base, env, self._is_stopping)
            self._ready(found, commands)
            self.crew = Crew(self._processes(company), env, self.wish.base)
            self.crew.start()
            try:
                self._await_answer(port)
                announce_url(url, self._login_link(commands), self.wish.var)
                return self._keep(company)
            finally:
                self.crew.stop()
                self.crew = None

    def _ready(self, found: Addresses, commands: Subcommands) -> None:
        as_owner = {
            "DATABASE_URL": found.owner_url,
            "REDIS_URL": found.redis_url,
            "REDIS_PREFIX": found.redis_prefix,
        }
        if os.environ.get("DATABASE_URL"):
            with prepared(found.owner_url, found.database_url, self.steps.done):
                commands.run("migrate", "--noinput", "--skip-checks", env=as_owner)
        else:
            commands.run("migrate", "--noinput", "--skip-checks", env=as_owner)
        self.steps.done("Tables up to date")
        seeded = self.wish.var / "demo.seeded"
        if found.demo and "seed_demo" in self.known and not seeded.exists():
            self._seed(commands, seeded)

    def _seed(self, commands: Subcommands, seeded: Path) -> None:
        try:
            commands.run("seed_demo")
        except StepFailed as error:
            # An empty studio is better than none; the next start tries again.
            tell(f"  ✗ The demo studio stays empty: {error}")
            return
        seeded.touch()
        self.steps.done("The demo studio has its clients and its past projects")

    def _environment(self, company: str, port: int, url: str) -> dict[str, str]:
        programs = str(Path(sys.executable).parent)
        return {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PILOTHOUSE_VAR": str(self.wish.var),
            "COMPANY": company,
            "PORT": str(port),
            "PUBLIC_URL": url,
            "PYTHONUNBUFFERED": "1",
            MARK: str(self.wish.var),
        }

    def _processes(self, company: str) -> dict[str, str]:
        crew = crew_of(self.wish.procfile)
        if company == "demo" and "sink" in self.known:
            crew.setdefault("sink", "python manage.py sink")
        return crew

    def _await_answer(self, port: int) -> None:
        deadline = time.monotonic() + ANSWER_WITHIN
        while not answers(port):
            self._turn(0.2)
            if time.monotonic() > deadline:
                self.steps.done("The web process does not answer yet; its log above says why")
                return
        self.steps.done("The web process answers")

    def _login_link(self, commands: Subcommands) -> str:
        if "login_link" not in self.known:
            return ""
        said = commands.run("login_link", is_vital=False).strip().splitlines()
        return said[-1] if said else ""

    def _keep(self, company: str) -> bool:
        """Look after the house; return when another company is wanted."""
        look = time.monotonic()
        while True:
            self._turn(0.2)
            if time.monotonic() - look < REVIVE_EVERY:
                continue
            look = time.monotonic()
            self._revive()
            if is_stale(addresses(self.wish.var), self.wish.var):
                return True
            if (
                not os.environ.get("DATABASE_URL")
                and wanted_company(self.wish.var, company) != company
            ):
                return True

    def _turn(self, seconds: float) -> None:
        if self.is_stopping:
            raise Stopped
        if self.crew:
            self.crew.turn(seconds)
            if self.crew.gave_up:
                raise GaveUp(
                    f"The process {self.crew.gave_up!r} ended again and again, so Pilothouse "
                    f"has stopped. Its last lines above say why."
                )

    def _revive(self) -> None:
        try:
            revived = revive(self.wish.var)
        except (RuntimeError, OSError) as error:
            revived = []
            self._say(f"a service died and could not be started again: {error}")
        for name in revived:
            self._say(f"{name} had died and was started again")

    def _say(self, text: str) -> None:
        if self.crew:
            self.crew.say(text)

    def _is_stopping(self) -> bool:
        return self.is_stopping

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Turn the first request to stop into an orderly end, the second into a hasty one."""

        def stop(_number: int, _frame: FrameType | None) -> None:
            if self.is_stopping and self.crew:
                self.crew.kill()
            self.is_stopping = True

        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = [signal.signal(number, stop) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)


@contextmanager
def only_one(var: Path) -> Iterator[IO[str]]:
    """Hold the house's lock, or say who holds it; the kernel frees it when we die."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise AlreadyRunning(already(lock.read())) from error
        write_lock(lock, "")
        yield lock
        lock.truncate(0)


def write_lock(lock: IO[str], url: str) -> None:
    """Say in the lock who we are and where we answer."""
    lock.seek(0)
    lock.truncate()
    lock.write(json.dumps({"pid": os.getpid(), "url": url}))
    lock.flush()


def already(written: str) -> str:
    """Say who holds the lock."""
    try:
        holder: dict[str, Any] = json.loads(written)
    except ValueError:
        return "Pilothouse is already starting here."
    if not holder["url"]:
        return f"Pilothouse is already starting here (pid {holder['pid']})."
    return f"Pilothouse is already running here: {holder['url']} (pid {holder['pid']})"


def remembered_company(wish: Wish) -> str:
    """Return the company to open: the one asked for, else the last one, else the demo."""
    if os.environ.get("DATABASE_URL"):
        # A database that was given is nobody's playground unless that is said.
        return wish.company or os.environ.get("COMPANY") or "own"
    asked, wish.company = wish.company, None
    if asked:
        (wish.var / "company").write_text(f"{asked}\n")
        return asked
    return wanted_company(wish.var, os.environ.get("COMPANY") or "demo")


def wanted_company(var: Path, otherwise: str) -> str:
    """Return what `var/company` names, if it names a company."""
    try:
        named = (var / "company").read_text().strip()
    except OSError:
        named = ""
    if named in DATABASE_OF:
        return named
    (var / "company").write_text(f"{otherwise}\n")
    return otherwise


def is_stale(known: Addresses, var: Path) -> bool:
    """Say whether our Valkey had to move, so that everybody must hear its new address."""
    return not os.environ.get("REDIS_URL") and Valkey(var).url() != known.redis_url


def answers(port: int) -> bool:
    """Say whether HTTP is spoken at the port, whatever the answer."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=ANSWER_TIMEOUT).close()
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True


def announce_url(url: str, link: str, var: Path) -> None:
    """Print the one thing the operator is waiting for."""
    rows = ["Pilothouse is running.", "", f"Open      {url}"]
    if link:
        rows += ["Log in    with the link below; it works once."]
    rows += ["", f"Ctrl-C stops it. What it knows stays in {var}."]
    width = max(len(row) for row in rows)
    tell(f"\n  ┌{'─' * (width + 4)}┐")
    for row in rows:
        tell(f"  │  {row.ljust(width)}  │")
    tell(f"  └{'─' * (width + 4)}┘")
    tell(f"\n  {link}\n" if link else "")
