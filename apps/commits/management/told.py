"""A command as it is told at the shell: as JSON, and as the lines a person reads first."""

from collections.abc import Iterator
from typing import Any

from apps.bus.management.terminal import plain
from apps.commits.models import Command
from apps.core.origin import Origin

MARKS = {
    Origin.STATED: "stated",
    Origin.INFERRED: "INFERRED",
    Origin.COMPUTED: "computed",
    Origin.REMEMBERED: "remembered",
    Origin.OPERATOR: "you",
}


def row(command: Command) -> dict[str, Any]:
    """Return what a list says of a command."""
    amount = command.amount()
    return {
        "id": str(command.id),
        "state": command.state,
        "kind": command.kind,
        "effect": command.effect,
        "amount": str(amount) if amount else None,
        "recipients": command.recipients,
        "why": command.why,
        "inferred": inferred(command),
        "created_at": command.created_at.isoformat(),
        "expires_at": command.expires_at.isoformat(),
        "commit_after": command.commit_after.isoformat() if command.commit_after else None,
        "digest": command.digest,
    }


def sheet(command: Command) -> dict[str, Any]:
    """Return everything about a command."""
    decisions = command.decisions.order_by("id")
    return row(command) | {
        "intact": command.is_intact(),
        "trust": command.trust,
        "proposed_by": command.proposed_by,
        "flow": command.flow,
        "run": command.run,
        "account": command.account,
        "content_bytes": len(bytes(command.content)),
        "lines": [line.model_dump(mode="json") for line in command.lines()],
        "decisions": [
            {"verb": d.verb, "by": d.actor_id, "channel": d.channel, "at": d.at.isoformat(),
             "reason": d.reason}
            for d in decisions
        ],
    }  # fmt: skip


def inferred(command: Command) -> list[str]:
    """Return the labels of what nobody stated."""
    return [line.label for line in command.lines() if line.origin is Origin.INFERRED]


def listed(command: Command) -> str:
    """Return a command in two lines."""
    guessed = inferred(command)
    more = f"  [{len(guessed)} inferred: {', '.join(guessed)}]" if guessed else ""
    head = f"{str(command.id)[:8]}  {command.state:11}  {plain(command.effect)}{plain(more)}"
    return f"{head}\n          {plain(command.why)}" if command.why else head


def lines(command: Command) -> Iterator[str]:
    """Yield what a person reads before deciding: effect, values with origins, digest."""
    yield f"{command.state.upper()}: {plain(command.effect)}"
    if command.why:
        yield f"Why: {plain(command.why)}"
    if command.recipients:
        yield f"To: {plain(', '.join(command.recipients))}"
    if amount := command.amount():
        yield f"Amount: {amount}"
    yield ""
    ordered = sorted(command.lines(), key=lambda line: line.origin is not Origin.INFERRED)
    for line in ordered:
        yield f"  {MARKS[line.origin]:10}  {plain(line.label)}: {plain(line.value)}"
        if line.quote:
            yield f'              "{plain(line.quote)}"'
        if line.because:
            yield f"              {plain(line.because)}"
    yield ""
    yield f"Id: {command.id}"
    yield f"Digest: {command.digest}"
    yield f"Expires: {command.expires_at:%Y-%m-%d %H:%M} UTC"
    if not command.is_intact():
        yield "THE STORED BYTES ARE NOT THE ONES THAT WERE PROPOSED. It cannot be approved."
