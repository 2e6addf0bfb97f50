"""A real SMTP server that does as it is told: it takes, refuses, breaks off and keeps bytes."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.embedded.ports import free_port


@dataclass(frozen=True)
class Taken:
    """One mail as it arrived: every byte of it, and who it was said to be from and to."""

    content: bytes
    sender: str
    recipients: tuple[str, ...]


@dataclass
class MailServer:
    """What the server does next, and what it has taken.

    `refuses` holds the answer to MAIL, RCPT, DATA or DOT. `drops` is where the connection
    breaks: "before data", "in the mail", "after the dot" (the mail is taken, the answer never
    comes). `stalls` is how many seconds pass between taking a mail and answering.
    """

    refuses: dict[str, str] = field(default_factory=dict)
    drops: str = ""
    stalls: float = 0.0
    answers: str = "250 Kept"
    taken: list[Taken] = field(default_factory=list)
    visits: int = 0
    port: int = field(default_factory=free_port)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Begin a mail."""
        self.visits += 1
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.refuses.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Hear of a recipient."""
        envelope.rcpt_tos.append(address)
        return self.refuses.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail before answering; it has come with its final dot."""
        if "DOT" in self.refuses:
            return self.refuses["DOT"]
        content = bytes(envelope.original_content or b"")
        self.taken.append(Taken(content, envelope.mail_from or "", tuple(envelope.rcpt_tos)))
        await asyncio.sleep(self.stalls)
        if self.drops == "after the dot":
            server.transport.abort()
        return self.answers

    @contextmanager
    def open(self) -> Iterator["MailServer"]:
        """Listen within the block."""
        server = _Scripted(self, hostname="127.0.0.1", port=self.port)
        server.start()
        try:
            yield self
        finally:
            server.stop()


class _Scripted(Controller):
    def factory(self) -> SMTP:
        return _Session(self.handler, decode_data=False, data_size_limit=None)


class _Session(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        script: MailServer = self.event_handler
        if "DATA" in script.refuses:
            await self.push(script.refuses["DATA"])
        elif script.drops == "before data":
            self.transport.abort()
        elif script.drops == "in the mail":
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)
