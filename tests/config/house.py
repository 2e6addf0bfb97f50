"""A house of its own for a test: `manage.py up` in a directory of its own, really running."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psutil

BASE = Path(__file__).resolve().parents[2]
PROCFILE = """\
release: false
web: python -m http.server ${PORT} --bind 127.0.0.1
sink: exec sleep 1000
worker: echo "working for $COMPANY" && exec sleep 1000
"""
PATIENCE = 60
REAL = "config.settings.base"
INHERITED = ("PATH", "HOME", "TMPDIR", "PYTHONPATH")


def environment(var: Path, **given: str) -> dict[str, str]:
    """Return an environment that knows nothing but this directory."""
    names = (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
        "REDIS_PREFIX",
        "COMPANY",
        "PORT",
    )
    nothing = dict.fromkeys((*names, "PUBLIC_URL", "SECRET_KEY", "CONNECTION_KEY"), "")
    return {
        **{name: os.environ[name] for name in INHERITED if name in os.environ},
        **nothing,
        "DJANGO_SETTINGS_MODULE": "tests.config.house_settings",
        "PILOTHOUSE_VAR": str(var),
        **given,
    }


def manage(var: Path, *arguments: str, **given: str) -> "subprocess.CompletedProcess[str]":
    """Run one command of manage.py to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE,
        env=environment(var, **given),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@dataclass
class RunningHouse:
    """One `manage.py up` and what it has said so far."""

    var: Path
    arguments: tuple[str, ...] = ()
    procfile: str = PROCFILE
    given: dict[str, str] = field(default_factory=dict)
    log_is_closed: bool = False
    is_real: bool = False

    def __post_init__(self) -> None:
        self.var.mkdir(exist_ok=True)
        if self.is_real:
            self.given = {**self.given, "DJANGO_SETTINGS_MODULE": REAL}
            self.procfile = (BASE / "Procfile").read_text()
        else:
            (self.var / "demo.seeded").touch()  # a bare house has no books to fill
        plan = self.var / "Procfile"
        plan.write_text(self.procfile)
        self.log = self.var / "up.log"
        with self._output() as log:
            self.up = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--procfile", str(plan), *self.arguments],
                cwd=BASE,
                env=environment(self.var, **self.given),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _output(self) -> IO[str]:
        if not self.log_is_closed:
            return self.log.open("w")
        # Nobody reads: as after a terminal was closed, every line fails.
        reading, writing = os.pipe()
        os.close(reading)
        return os.fdopen(writing, "w")

    def wait_until_answering(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not any("http.server" in " ".join(p.cmdline()) for p in self.processes()):
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def said(self) -> str:
        return self.log.read_text()

    def wait_for(self, words: str, *, times: int = 1) -> str:
        """Wait until it has said the words; fail with the whole log."""
        deadline = time.monotonic() + PATIENCE
        while self.said().count(words) < times:
            assert time.monotonic() < deadline, f"never said {words!r}:\n{self.said()}"
            assert self.up.poll() is None, f"ended before saying {words!r}:\n{self.said()}"
            time.sleep(0.05)
        return self.said()

    def wait_until_running(self) -> str:
        return self.wait_for("Ctrl-C stops it")

    def services(self) -> dict[str, str]:
        return dict(json.loads((self.var / "services.json").read_text()))

    def processes(self) -> list[psutil.Process]:
        """Return what runs for this house beside `up`: its crew and its services."""
        return [p for p in psutil.process_iter() if p.pid != self.up.pid and self._owns(p)]

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop as a terminal would, and return its exit code."""
        if self.up.poll() is None:
            self.up.send_signal(number)
        return self.up.wait(30)

    def kill_everything(self) -> None:
        """End the house as a power cut would."""
        for process in (psutil.Process(self.up.pid), *self.processes()):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.up.wait(10)

    def clean_up(self) -> None:
        if self.up.poll() is None:
            self.end(signal.SIGTERM)
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def _owns(self, process: psutil.Process) -> bool:
        try:
            marked = process.environ().get("PILOTHOUSE_UP") == str(self.var)
            return marked or Path(process.cwd()).is_relative_to(self.var)
        except psutil.Error:
            return False
