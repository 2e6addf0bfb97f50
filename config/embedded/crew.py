"""The Procfile's processes, with one log, restarted when they die.

Honcho reads the Procfile, runs each process and prints its lines. Its Manager is not used: it
stops everything when one process ends, and a house should outlive the crash of one.
"""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, cast

import psutil
from honcho.colour import get_colours
from honcho.environ import parse_procfile
from honcho.printer import Message, Printer
from honcho.process import Process

ATTEMPTS = 6
LONGEST_DELAY = 30.0
LONG_ENOUGH = 60.0  # who ran this long has not failed to start
GRACE = 8.0
SHELLS = {"sh", "dash", "bash", "zsh", "ash", "busybox"}


class Line(Protocol):
    """What honcho puts into the queue: a line, a start or a stop."""

    type: str
    data: Any
    name: str


@dataclass
class Member:
    """One process of the crew and how it has been doing."""

    name: str
    command: str
    colour: str
    running: Process | None = None
    failures: int = 0
    started: float = 0.0
    start_again: float = 0.0
    is_asked_to_end: bool = False

    @property
    def child(self) -> "subprocess.Popen[bytes] | None":
        """The operating system's process, once honcho has started it."""
        return cast("subprocess.Popen[bytes] | None", getattr(self.running, "_child", None))


@dataclass
class Crew:
    """Runs the members, prints what they say, starts again who dies, stops all."""

    commands: Mapping[str, str]
    env: dict[str, str]
    cwd: Path
    gave_up: str = ""
    _members: dict[str, Member] = field(default_factory=dict)
    _said: "queue.Queue[Line]" = field(default_factory=queue.Queue)
    _printer: Any = None
    _stopping: bool = False

    def start(self) -> None:
        """Start every member."""
        colours = get_colours()
        self._printer = Printer(sys.stdout, width=max(len(n) for n in (*self.commands, "up")))
        for name, command in self.commands.items():
            self._members[name] = Member(name, command, next(colours))
            self._launch(self._members[name])

    def turn(self, seconds: float) -> None:
        """Print what was said, bury the dead and start them again, for about this long."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._hear(min(left, 0.1))
            for member in self._members.values():
                self._look_after(member)

    def stop(self) -> None:
        """Ask all to end, wait a little, and end the rest by force."""
        self._stopping = True
        deadline = time.monotonic() + GRACE
        while self._running() and time.monotonic() < deadline:
            for member in self._running():
                ask_to_end(member)
            self.turn(0.1)
        for member in self._running():
            self.say(f"{member.name} did not end in {GRACE:.0f} s and is killed")
        self.kill()
        deadline = time.monotonic() + GRACE
        while self._running() and time.monotonic() < deadline:
            self.turn(0.1)

    def kill(self) -> None:
        """End all at once."""
        for member in self._running():
            kill_group(member)

    def say(self, text: str) -> None:
        """Print a line of our own among theirs."""
        now = datetime.fromtimestamp(time.time(), UTC).astimezone()
        self._print(Message("line", text, now, "up", None))

    def _print(self, message: Line) -> None:
        with suppress(OSError):  # a closed terminal must not keep the crew from being stopped
            self._printer.write(message)

    def _running(self) -> list[Member]:
        return [member for member in self._members.values() if member.running]

    def _launch(self, member: Member) -> None:
        member.started = time.monotonic()
        member.running = Process(
            member.command, name=member.name, colour=member.colour, env=self.env, cwd=self.cwd
        )
        threading.Thread(target=member.running.run, args=(self._said,), daemon=True).start()

    def _hear(self, seconds: float) -> None:
        try:
            message = self._said.get(timeout=seconds)
        except queue.Empty:
            return
        member = self._members[message.name]
        if message.type == "line":
            self._print(message)
        elif message.type == "stop":
            member.running = None
            if not self._stopping:
                self._count_failure(member, message.data["returncode"])

    def _look_after(self, member: Member) -> None:
        if member.child is not None and member.child.poll() is not None:
            # Its children may hold our pipe open, and then the end of its output never comes.
            kill_group(member)
        due = member.running is None and time.monotonic() >= member.start_again
        if due and not self._stopping and not self.gave_up:
            self._launch(member)

    def _count_failure(self, member: Member, code: int) -> None:
        if time.monotonic() - member.started > LONG_ENOUGH:
            member.failures = 0
        member.failures += 1
        if member.failures > ATTEMPTS:
            self.gave_up = member.name
            return
        delay = min(LONGEST_DELAY, 2.0 ** (member.failures - 1))
        member.start_again = time.monotonic() + delay
        self.say(f"{member.name} ended with code {code}; starting it again in {delay:.0f} s")


def crew_of(procfile: Path) -> dict[str, str]:
    """Return the commands of the Procfile, without the release phase."""
    processes: dict[str, str] = dict(parse_procfile(procfile.read_text()).processes)
    processes.pop("release", None)
    return processes


def ask_to_end(member: Member) -> None:
    """Send SIGTERM to the program; a shell that stands before it would not pass it on."""
    if member.child is None or member.is_asked_to_end:
        return
    member.is_asked_to_end = True
    try:
        leader = psutil.Process(member.child.pid)
        asked = leader.children() if leader.name() in SHELLS else [leader]
        for process in asked or [leader]:
            process.terminate()
    except psutil.Error:
        return


def kill_group(member: Member) -> None:
    """End the process and all it started."""
    if member.child is None:
        return
    try:
        os.killpg(member.child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
