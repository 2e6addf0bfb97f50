"""What the connectors fill: who sends mail, and how a mail's dead letter is replayed."""

import os
from pathlib import Path
from uuid import UUID

from apps.bus.registry import replays
from apps.commits.contracts import Performer
from apps.commits.registry import performs
from apps.connectors.email import smtp
from apps.connectors.email.files import read_paths
from apps.connectors.email.ingest import How, ingest
from apps.core.errors import PilothouseError
from apps.core.health import check
from apps.records.commands import SendProposal


class StillDead(PilothouseError):
    """The mail still cannot be read."""


performs(SendProposal, Performer(perform=smtp.send, reconcile=smtp.find, account=smtp.account))


@replays("mail")
def replay_mail(letter: UUID, payload: bytes) -> str:
    """Read the mail again, perhaps edited; raise StillDead where it still cannot be read."""
    read = ingest(payload, where=f"dead letter {letter}")
    if read.how is How.DEAD or read.message is None:
        raise StillDead(read.letter.error if read.letter else "")
    return f"message:{read.message.id}"


@replays("file")
def replay_file(_letter: UUID, payload: bytes) -> str:
    """Read the file at that path again."""
    read = 0
    for found, raw in read_paths([Path(os.fsdecode(payload))]):
        where = os.fsencode(found).decode("utf-8", "backslashreplace")
        if isinstance(raw, OSError):
            raise StillDead(f"{raw.strerror or type(raw).__name__}: {where}")
        ingest(raw, where=where)
        read += 1
    return f"file:{read}"


@check("mail can be sent")
def mail_can_be_sent() -> tuple[bool, str]:
    """Say whether there is an account to send from."""
    account = smtp.account()
    return bool(account), account or "no SMTP connection: add one before you approve a mail"
