"""Where Postgres and Redis are: the environment says, else the running `up`, else nowhere."""

import base64
import binascii
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

OWNER_ROLE = "pilothouse_owner"
APP_ROLE = "pilothouse_app"
# Imports must work without services (mypy, makemigrations --check): nothing listens on port 1.
NOWHERE = "127.0.0.1:1"
FERNET_BYTES = 32


class Misconfigured(ImproperlyConfigured):
    """A variable of the environment says something that cannot be."""


@dataclass(frozen=True)
class Addresses:
    """Where this company's database and Redis are, and whether the company is the demo."""

    database_url: str
    owner_url: str
    redis_url: str
    redis_prefix: str
    demo: bool


def addresses(var: Path) -> Addresses:
    """Answer from the environment first, then from what a running `up` wrote under `var`."""
    given = os.environ.get("DATABASE_URL", "")
    running = _running(var)
    if given and running.get("database_url") != given:
        running = {}  # that `up` serves another database than ours
    demo = (os.environ.get("COMPANY") or running.get("company", "own")) == "demo"
    prefix = redis_prefix_of("demo" if demo else "own")
    nowhere = f"postgresql://{APP_ROLE}@{NOWHERE}/pilothouse"
    database = given or running.get("database_url", nowhere)
    owner = os.environ.get("DATABASE_OWNER_URL") or given or running.get("owner_url", database)
    redis = os.environ.get("REDIS_URL") or running.get("redis_url", f"redis://{NOWHERE}/0")
    return Addresses(
        database_url=check_database_url("DATABASE_URL", database),
        owner_url=check_database_url("DATABASE_OWNER_URL", owner),
        redis_url=with_certificates(check_redis_url("REDIS_URL", redis)),
        redis_prefix=os.environ.get("REDIS_PREFIX") or prefix,
        demo=demo,
    )


def redis_prefix_of(company: str) -> str:
    """Keep two companies apart that share one Redis."""
    return "pilothouse-demo:" if company == "demo" else "pilothouse:"


def announce(var: Path, found: Addresses) -> None:
    """Tell commands started beside this `up` where its services are."""
    company = "demo" if found.demo else "own"
    write_private(var / "services.json", json.dumps(asdict(found) | {"company": company}))


def retract(var: Path) -> None:
    """Say that nothing runs here any more."""
    (var / "services.json").unlink(missing_ok=True)


def secret(var: Path, name: str) -> str:
    """Return the secret from the environment, else the one generated once for this `var`."""
    if value := os.environ.get(name, ""):
        return _checked(name, value, "the environment")
    store = var / "secrets.json"
    deployed = bool(os.environ.get("DATABASE_URL")) and "PILOTHOUSE_VAR" not in os.environ
    if deployed and not store.exists():
        raise Misconfigured(
            f"{name} is not set, and DATABASE_URL is: a deployment's processes must share one. "
            f"Set it in the environment; .env.example says how to make one."
        )
    return _checked(name, kept_secret(var, name), str(store))


def kept_secret(var: Path, name: str) -> str:
    """Return the secret kept in `var/secrets.json`, made now if it is the first to ask."""
    store = var / "secrets.json"
    if name in (known := _secrets(store)):
        return known[name]
    with locked(var / "secrets.lock"):
        # Another process may have made it between our look and our lock.
        known = _secrets(store)
        if name not in known:
            made = base64.urlsafe_b64encode(secrets.token_bytes(FERNET_BYTES)).decode()
            known[name] = made if name == "CONNECTION_KEY" else secrets.token_urlsafe(48)
            write_private(store, json.dumps(known, indent=1))
    return known[name]


def check_database_url(name: str, url: str) -> str:
    """Return the URL if it names a Postgres database, or say which variable is wrong."""
    parts = _parts(name, url)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path.strip("/")) == 0:
        raise Misconfigured(
            f"{name} is malformed: expected postgresql://user:password@host:5432/database, "
            f"got {_without_password(url)!r}."
        )
    return url


def check_redis_url(name: str, url: str) -> str:
    """Return the URL if it names a Redis, or say which variable is wrong."""
    parts = _parts(name, url)
    if parts.scheme not in {"redis", "rediss"} or not parts.hostname:
        raise Misconfigured(
            f"{name} is malformed: expected redis://:password@host:6379/0, "
            f"got {_without_password(url)!r}."
        )
    return url


def with_certificates(url: str) -> str:
    """Say in a rediss:// address whether the server's certificate is checked; kombu insists."""
    if not url.startswith("rediss://") or "ssl_cert_reqs=" in url:
        return url
    checked = os.environ.get("REDIS_SSL_CERT_REQS") or "required"
    return f"{url}{'&' if '?' in url else '?'}ssl_cert_reqs={checked}"


def write_private(path: Path, text: str) -> None:
    """Replace the file in one step by one that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file's exclusive lock, waiting for it; the kernel frees it when we die."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _running(var: Path) -> dict[str, str]:
    try:
        return {k: str(v) for k, v in json.loads((var / "services.json").read_text()).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _secrets(store: Path) -> dict[str, str]:
    try:
        return {k: str(v) for k, v in json.loads(store.read_text()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise Misconfigured(
            f"{store} cannot be read: {error}. Restore it from a backup."
        ) from error


def _checked(name: str, value: str, where: str) -> str:
    if name == "CONNECTION_KEY" and not _is_fernet_key(value):
        raise Misconfigured(
            f"CONNECTION_KEY in {where} is malformed: expected 32 bytes in base64, "
            f"as `openssl rand -base64 32` prints them."
        )
    return value


def _is_fernet_key(value: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(value)) == FERNET_BYTES
    except (binascii.Error, ValueError):
        return False


def _parts(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading the port is what checks it
    except ValueError as error:
        # The error quotes what it took for a port, which may be a piece of a password.
        raise Misconfigured(
            f"{name} is malformed: its host or port cannot be read; a password with /, # or @ "
            f"must be percent-encoded."
        ) from error
    return parts


def _without_password(url: str) -> str:
    _, at, after = url.rpartition("@")
    return f"...@{after}" if at else url
