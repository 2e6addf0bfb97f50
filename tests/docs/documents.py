"""The documents, and what can be checked in them: code, commands, links."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    + [*(ROOT / "docs").rglob("*.md")]
)
FENCE = re.compile(
    r"(?:^<!-- (\w+) ?(\S*) -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"^(?:apps|config|tests|docs|requirements|bench)/[\w./-]*$|^\.env\.example$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its document, its mark (`runs`, `quotes PATH`), its language and text."""

    document: Path
    number: int
    mark: str
    of: str
    language: str
    text: str

    @property
    def path(self) -> str:
        """The file that the block says it is, in its first line."""
        first = self.text.splitlines()[0]
        return first.removeprefix("# ") if first.endswith(".py") else ""

    def __str__(self) -> str:
        return f"{self.document.relative_to(ROOT)}:{self.path or self.number}"


def blocks() -> list[Block]:
    """Return every fenced block of every document."""
    return [
        Block(document, number, *found.groups(default=""))
        for document in DOCUMENTS
        for number, found in enumerate(FENCE.finditer(document.read_text()))
    ]


def spans(document: Path) -> list[str]:
    """Return what a document says in code type, outside its blocks."""
    return SPAN.findall(FENCE.sub("", document.read_text()))


def links(document: Path) -> list[str]:
    """Return the addresses that a document links to."""
    return LINK.findall(FENCE.sub("", document.read_text()))


def shell_lines() -> list[str]:
    """Return each command line that a document prints to be typed."""
    lines = [ln for one in blocks() if one.language == "sh" for ln in one.text.splitlines()]
    return [line.partition("  #")[0].strip() for line in lines]


def mentions() -> list[str]:
    """Return each command that a document mentions in its text."""
    return [span for document in DOCUMENTS for span in spans(document) if " " in span]


def uses_of(program: str, lines: list[str]) -> list[str]:
    """Return what stands behind a program in these lines, each once."""
    told = (line.partition("<")[0].strip() for line in lines)
    found = (re.fullmatch(rf"(?:\S*/python )?{re.escape(program)} (.+)", line) for line in told)
    return sorted({one[1] for one in found if one})
