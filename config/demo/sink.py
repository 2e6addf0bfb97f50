"""A local SMTP server that keeps what it is given in a folder, and passes nothing on."""

import hashlib
import json
import socket
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.embedded.addresses import locked


class Keeper:
    """Stores each accepted mail as its exact bytes; the file is there before the answer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail."""
        content = envelope.original_content or b""
        name = f"{time.time_ns()}-{hashlib.sha256(content).hexdigest()[:12]}"
        told = {"from": envelope.mail_from, "to": envelope.rcpt_tos}
        (self.folder / f"{name}.json").write_text(json.dumps(told))
        partial = self.folder / f"{name}.part"
        partial.write_bytes(content)
        partial.rename(self.folder / f"{name}.eml")
        return "250 Kept in the demo's outbox"


def sink(var: Path) -> Controller:
    """Return the sink of a house, not yet started."""
    folder = outbox(var)
    settings: dict[str, Any] = {"data_size_limit": 64 * 1024 * 1024, "decode_data": False}
    return Controller(Keeper(folder), hostname="127.0.0.1", port=sink_port(var), **settings)


def outbox(var: Path) -> Path:
    """Return the folder in which the sink keeps mail."""
    folder = var / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sink_port(var: Path) -> int:
    """Return the house's sink port, chosen once: held commands are bound to the connection."""
    file = outbox(var) / "port"
    with locked(var / "sink.lock"):
        if not file.exists():
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                file.write_text(str(probe.getsockname()[1]))
        return int(file.read_text())
