"""Mail lying in files: single messages, folders of them, and mboxes."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_FROM = re.compile(rb"^From [^\r\n]*\d{4}|^From \S+")
_STUFFED = re.compile(rb"(?m)^>(>*From )")


def split_mbox(path: Path) -> Iterator[bytes]:
    """Yield each message of an mbox, one at a time in memory."""
    with path.open("rb") as file:
        lines: list[bytes] = []
        blank, started = True, False
        for line in file:
            if blank and _FROM.match(line):
                if started:
                    yield _message(lines)
                lines, started = [], True
            else:
                lines.append(line)
            blank = not line.strip()
        if started:
            yield _message(lines)


def read_paths(paths: Iterable[Path]) -> Iterator[tuple[str, bytes | OSError]]:
    """Yield (where it lay, its bytes) for each mail; an unreadable file yields its error."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path)


def _folder(path: Path) -> Iterator[tuple[str, bytes | OSError]]:
    try:
        inside = sorted(one for one in path.rglob("*") if one.suffix.lower() == ".eml")
    except OSError as error:
        yield str(path), error
        return
    for one in inside:
        yield from _file(one)


def _file(path: Path) -> Iterator[tuple[str, bytes | OSError]]:
    try:
        with path.open("rb") as file:
            is_mbox = file.read(5) == b"From "
        if not is_mbox:
            yield str(path), path.read_bytes()
            return
        for number, message in enumerate(split_mbox(path), start=1):
            yield f"{path}#{number}", message
    except OSError as error:
        yield str(path), error


def _message(lines: list[bytes]) -> bytes:
    return _STUFFED.sub(rb"\1", b"".join(lines).removesuffix(b"\n"))
