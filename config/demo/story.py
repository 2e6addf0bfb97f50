"""The first story, played: from a client's mail to the mail that the client gets."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import authenticate, get_user_model

from apps.bus import seal
from apps.bus.models import Event
from apps.commits.models import Command
from apps.commits.services import decide
from apps.conductor.models import Run
from apps.connectors.email.ingest import How, ingest
from apps.core.origin import Origin
from apps.records.models import Message, Proposal
from config.demo import studio
from config.demo.sink import outbox, sink

T = TypeVar("T")

SECONDS = 60.0
OPTIONS = ("worker", "--queues", "work,effects", "--concurrency", "2", "--loglevel", "WARNING")
MAIL = studio.MAILS / "1-inquiry.eml"


class NotTold(RuntimeError):
    """A part of the story did not happen."""


def play() -> int:
    """Play the story; return 0 only if all of it really happened."""
    try:
        _story(_Teller())
    except NotTold as missing:
        print(f"\nThe story broke off: {missing}", file=sys.stderr)
        return 1
    return 0


class _Teller:
    """Prints chapters and facts; a fact that is none ends the story."""

    def __init__(self) -> None:
        self._chapter = 0

    def chapter(self, title: str) -> None:
        self._chapter += 1
        print(f"\n{self._bold(f'{self._chapter}. {title}')}", flush=True)

    def say(self, text: str) -> None:
        print(f"   {text}", flush=True)

    def quote(self, text: str) -> None:
        for line in text.splitlines():
            print(f"   | {line}", flush=True)

    def fact(self, text: str, *, is_so: bool) -> None:
        if not is_so:
            raise NotTold(text)
        print(f"   \N{CHECK MARK} {text}", flush=True)

    @staticmethod
    def _bold(text: str) -> str:
        return f"\033[1m{text}\033[0m" if sys.stdout.isatty() else text


def _story(tell: _Teller) -> None:
    box = outbox(settings.VAR)
    for old in box.glob("*.eml"):
        old.unlink()
    controller = sink(settings.VAR)
    controller.start()
    try:
        tell.chapter("A studio with prices, a template, and five past projects")
        studio.furnish(smtp_port=controller.port)
        tell.fact("the books are furnished; a local mail server waits", is_so=True)
        with _worker(tell):
            command = _held(tell)
            _read_by_operator(tell, command)
            _approved(tell, command)
            _arrived(tell, command, box)
        _told_by_the_journal(tell, command)
    finally:
        controller.stop()


def _held(tell: _Teller) -> Command:
    tell.chapter("A mail arrives")
    raw = MAIL.read_bytes()
    tell.quote(raw.decode().partition("\n\n")[2].strip())
    done = ingest(raw, where=MAIL.name)
    tell.fact("it is in the books", is_so=done.how is How.NEW and done.message is not None)
    again = ingest(raw, where=MAIL.name)
    tell.fact("the same mail again is the same message", is_so=again.how is How.KNOWN)

    tell.chapter("Three agents work on it, in a worker process")
    command = _until(lambda: Command.objects.filter(state=Command.State.HELD).first())
    run = Run.objects.get(id=command.run)
    for step in run.steps.order_by("created_at"):
        spent = (step.finished_at - step.started_at).total_seconds() * 1000
        tell.say(f"{step.name:<20} {step.outcome}  {spent:6.0f} ms")
    tell.fact("the run waits for a decision", is_so=run.waiting_for == Run.For.DECISION)
    return command


def _read_by_operator(tell: _Teller, command: Command) -> None:
    tell.chapter("What the mail says, with its words; what it costs, with the rules")
    text = Message.objects.get(direction=Message.Direction.IN).text
    for line in command.lines():
        tell.say(f"{line.label}: {line.value}   [{line.origin}]")
        if line.quote:
            tell.quote(" ".join(line.quote.split()))
            tell.fact("these words are in the mail", is_so=line.quote in text)
        elif line.because:
            tell.say(f"    because of {' '.join(line.because.split())}")
    origins = {line.origin for line in command.lines()}
    wanted = {Origin.STATED, Origin.INFERRED, Origin.COMPUTED, Origin.REMEMBERED}
    tell.fact("stated, inferred, computed and remembered values", is_so=wanted <= origins)

    tell.chapter("What the operator sees")
    tell.say(f"Effect:  {command.effect}")
    tell.say(f"To:      {', '.join(command.recipients)}")
    tell.say(f"Amount:  {command.amount()}")
    tell.say(f"Held:    {command.why}")
    tell.say(f"Digest:  {command.digest}")
    tell.quote(getattr(command.act(), "body", ""))
    time.sleep(1)
    tell.fact("nothing has left the house", is_so=not list(outbox(settings.VAR).glob("*.eml")))


def _approved(tell: _Teller, command: Command) -> None:
    tell.chapter("Ada approves, as a person with a login")
    password = secrets.token_urlsafe(16)
    get_user_model().objects.create_superuser("ada", "ada@studio.example", password)
    ada = authenticate(username="ada", password=password)
    if ada is None:
        raise NotTold("Ada could not log in")
    decided = decide(
        command_id=command.id, digest=command.digest, verb="approve", user=ada, channel="demo"
    )
    tell.say(f"It can be undone until {decided.commit_after:%H:%M:%S} UTC.")
    tell.fact("it is approved", is_so=decided.state == Command.State.APPROVED)


def _arrived(tell: _Teller, command: Command, box: Path) -> None:
    tell.chapter("The mail arrives")
    performed = Command.objects.filter(id=command.id, state=Command.State.PERFORMED)
    _until(performed.first)
    mails = [path.read_bytes() for path in box.glob("*.eml")]
    tell.fact("one mail arrived", is_so=len(mails) == 1)
    head, _, _ = mails[0].partition(b"\r\n\r\n")
    tell.quote(head.decode("ascii", "replace"))
    approved = bytes(Command.objects.get(id=command.id).content)
    same = mails[0].rstrip(b"\r\n") == approved.rstrip(b"\r\n")
    tell.fact("it is exactly the bytes that were approved", is_so=same)
    _until(Run.objects.filter(id=command.run, state=Run.State.SUCCEEDED).first)
    sent = Proposal.objects.get(state=Proposal.State.SENT)
    tell.fact(f"proposal {sent.number} is sent, over {sent.amount}", is_so=True)


def _told_by_the_journal(tell: _Teller, command: Command) -> None:
    tell.chapter("The journal")
    first = Event.objects.filter(kind="message.received").earliest("id")
    for event in Event.objects.filter(id__gte=first.id).order_by("id"):
        tell.say(f"{event.id:>4} {event.at:%H:%M:%S} {event.kind:<24} {event.actor}"[:110])
    kinds = set(command.history().values_list("kind", flat=True))
    verbs = ("proposed", "held", "approved", "dispatched", "performed")
    tell.fact(
        "every step of the command is in it", is_so={f"command.{v}" for v in verbs} <= kinds
    )
    seal.seal()
    verdict = seal.verify()
    tell.fact(f"{verdict.sealed} events are sealed and verified", is_so=not verdict.broken)


@contextmanager
def _worker(tell: _Teller) -> Iterator[None]:
    log = settings.VAR / "worker.log"
    with log.open("wb") as file:
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config.celery:app", *OPTIONS],
            stdout=file,
            stderr=subprocess.STDOUT,
            env=dict(os.environ),
            start_new_session=True,
        )
        tell.say(f"a worker process is started ({worker.pid})")
        try:
            yield
        finally:
            worker.send_signal(signal.SIGTERM)
            try:
                worker.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(worker.pid, signal.SIGKILL)


def _until(look: Callable[[], T | None]) -> T:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise NotTold(f"{SECONDS:.0f} s passed in vain; see {settings.VAR}/worker.log")
