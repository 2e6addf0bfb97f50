"""What the demo's own mail server received: files in a folder, nothing else."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from apps.console import letter

MOST: Final = 100


@dataclass(frozen=True)
class Received:
    """One mail that would have left the house."""

    name: str
    at: datetime
    content: bytes
    letter: letter.Letter | None


def folder() -> Path:
    """Return where the sink puts what it receives."""
    return Path(settings.VAR) / "outbox"


def received() -> list[Received]:
    """Return the newest mails, newest first."""
    files = sorted(folder().glob("*.eml"), key=_moment, reverse=True)
    return [_read(path) for path in files[:MOST]]


def find(name: str) -> Received | None:
    """Return one mail by its file's name; a name that is not in the folder is nothing."""
    paths = {path.name: path for path in folder().glob("*.eml")}
    return _read(paths[name]) if name in paths else None


def _moment(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name


def _read(path: Path) -> Received:
    content = path.read_bytes()
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Received(path.name, at, content, letter.read(content))
