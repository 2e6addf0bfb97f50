"""The first story, told by its events: an inquiry, a held proposal, one mail."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.commits.models import Command
from apps.commits.services import decide
from apps.conductor.models import Run, Step
from apps.connectors.email.ingest import ingest
from apps.records.models import Message, Project, Proposal
from tests.workers import Postbox, Workers

MAILS = Path(__file__).resolve().parents[2] / "config" / "demo" / "mails"
INQUIRY = MAILS / "1-inquiry.eml"
NEWSLETTER = MAILS / "2-newsletter.eml"
NO_RULE = MAILS / "3-no-rule.eml"
STEPS = [
    "proposals.intake",
    "keep_brief",
    "open_project",
    "proposals.estimate",
    "keep_estimate",
    "proposals.draft",
    "keep_proposal",
    "commit_send_proposal",
    "settle_proposal",
]


@dataclass
class Story:
    """One mail's way through the house, with the workers that take it."""

    workers: Workers
    postbox: Postbox
    ada: Any

    def receive(self, mail: Path | bytes = INQUIRY) -> None:
        """Have a mail arrive."""
        raw = mail if isinstance(mail, bytes) else mail.read_bytes()
        ingest(raw, where="tests")

    def held(self) -> Command:
        """Wait for the command that waits for Ada."""
        return self.workers.until(
            lambda: Command.objects.filter(state=Command.State.HELD).first(),
            what="a command is held",
        )

    def decide(self, command: Command, verb: str = "approve", reason: str = "") -> None:
        """Have Ada decide what she has read."""
        decide(
            command_id=command.id,
            digest=command.digest,
            verb=verb,
            user=self.ada,
            channel="test",
            reason=reason,
        )

    def run(self) -> Run:
        return Run.objects.get()

    def ends(self, state: str = Run.State.SUCCEEDED) -> Run:
        """Wait until the only run has ended so."""
        ended = (Run.State.SUCCEEDED, Run.State.DEAD, Run.State.CANCELLED)
        run = self.workers.until(
            lambda: Run.objects.filter(state__in=ended).first(), what="the run ends"
        )
        assert run.state == state, f"{run.why}\n{self.workers.said()}"
        return run

    def waits(self, *, for_: str, on: str = "") -> Run:
        """Wait until the only run waits for something."""
        waiting = Run.objects.filter(state=Run.State.WAITING, waiting_for=for_)
        rows = waiting.filter(waiting_on=on) if on else waiting
        return self.workers.until(rows.first, what=f"the run waits for {on or for_}")

    def assert_told_once(self) -> None:
        """Check that each step was done once, and that one mail arrived as approved."""
        done = Step.objects.filter(outcome=Step.Outcome.DONE).order_by("created_at")
        command = Command.objects.get()
        assert list(done.values_list("name", flat=True)) == STEPS
        assert command.state == Command.State.PERFORMED
        assert Proposal.objects.get().state == Proposal.State.SENT
        assert Project.objects.get(conversation__isnull=False).state == Project.State.PROPOSED
        assert self.postbox.taken == [bytes(command.content)]
        sent = Message.objects.defer(None).get(direction=Message.Direction.OUT)
        assert bytes(sent.raw or b"") == bytes(command.content)
