"""The repository as its own tests read it: files, and what is called in them."""

import ast
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {"var", "staticfiles", "node_modules", "__pycache__", "build", "dist"}
OURS = {".ci", ".env.example", ".gitignore", ".github"}
Check = Callable[[str, str], list[str]]


@cache
def files() -> list[Path]:
    """Return every file that belongs to the repository."""
    found: list[Path] = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if _is_ours(name)]
        found += [Path(folder, name) for name in names if _is_ours(name)]
    return sorted(found)


def sources(*tops: str) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each Python file under these folders."""
    for file in files():
        path = file.relative_to(ROOT).as_posix()
        if path.endswith(".py") and path.split("/")[0] in tops:
            yield path, file.read_text()


def problems(check: Check, *tops: str) -> list[str]:
    """Return what a check finds in the files under these folders."""
    return [found for path, text in sources(*tops) for found in check(path, text)]


def calls(text: str) -> Iterator[tuple[int, str, ast.Call]]:
    """Yield line, dotted name and node of each call: `run.steps.create`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            yield node.lineno, dotted(node.func), node


def dotted(node: ast.expr) -> str:
    """Return the name as written; what is not a name in it is `?`."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def imported(text: str) -> dict[str, str]:
    """Return local name -> full name of everything a file imports."""
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for one in node.names:
                name = one.asname or one.name.split(".")[0]
                found[name] = one.name if one.asname else name
                found[one.name] = one.name
        elif isinstance(node, ast.ImportFrom):
            for one in node.names:
                found[one.asname or one.name] = f"{node.module}.{one.name}"
    return found


def full(name: str, names: dict[str, str]) -> str:
    """Return a dotted name with its first part as imported."""
    first, _, rest = name.partition(".")
    known = names.get(first, first)
    return f"{known}.{rest}" if rest else known


def _is_ours(name: str) -> bool:
    return name not in NOT_OURS and (not name.startswith(".") or name in OURS)
