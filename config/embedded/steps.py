"""What is done before the house runs: said as it happens, and stopped when asked."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

TAIL = 15
GOES_AWAY = 5.0


class Stopped(BaseException):
    """The operator asked to stop; not an error, and nothing may swallow it."""


class StepFailed(RuntimeError):
    """A command that the house needs to start has failed."""


def tell(text: str) -> None:
    """Print for the operator; a closed terminal must not keep the house from ending."""
    with suppress(OSError):
        print(text, flush=True)


@dataclass
class Steps:
    """Prints each thing done with the time it took."""

    since: float = field(default_factory=time.monotonic)

    def done(self, what: str) -> None:
        """Say that it is done."""
        now = time.monotonic()
        tell(f"  ✓ {what:<58} {now - self.since:5.1f} s")
        self.since = now


@dataclass
class Subcommands:
    """Runs manage.py's commands in processes of their own, whose settings see the services."""

    base: Path
    env: Mapping[str, str]
    is_stopping: Callable[[], bool]

    def run(
        self, *arguments: str, env: Mapping[str, str] | None = None, is_vital: bool = True
    ) -> str:
        """Return what the command printed; a vital one that fails raises its last lines."""
        with tempfile.TemporaryFile("w+") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=self.base,
                env={**self.env, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C at the terminal is ours to pass on
            )
            self._await(process)
            output.seek(0)
            said = output.read()
        if process.returncode == 0:
            return said
        if not is_vital:
            return ""
        last = "\n".join(f"    {line}" for line in said.splitlines()[-TAIL:])
        raise StepFailed(f"manage.py {' '.join(arguments)} failed:\n{last}")

    def _await(self, process: "subprocess.Popen[bytes]") -> None:
        while process.poll() is None:
            if self.is_stopping():
                process.terminate()
                try:
                    process.wait(GOES_AWAY)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                raise Stopped
            time.sleep(0.05)
