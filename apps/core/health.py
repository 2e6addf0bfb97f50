"""Health: an app says how it is with `@check`, `manage.py doctor` asks them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One answer of a check: whether it is well, and what the operator should know or do."""

    name: str
    ok: bool
    says: str


Check = Callable[[], tuple[bool, str]]

_checks: dict[str, Check] = {}


def check(
    name: str,
) -> Callable[[Callable[[], tuple[bool, str]]], Callable[[], tuple[bool, str]]]:
    """Register a health check; it returns (well, what to know)."""

    def register(ask: Check) -> Check:
        _checks[name] = ask
        return ask

    return register


def examine() -> Iterator[Finding]:
    """Yield the finding of every check; a check that raises is a finding, not a crash."""
    for name, ask in sorted(_checks.items()):
        try:
            ok, says = ask()
        except Exception as error:  # noqa: BLE001 - a broken check is itself the finding
            ok, says = False, f"{type(error).__name__}: {error}"
        yield Finding(name, ok, says)
