#!/usr/bin/env python
"""Pilothouse at the command line."""

import os
import sys
from pathlib import Path

NOT_RUNNING = "Pilothouse is not running here. Start it with: make run"


def main() -> int:
    """Run one command; what a person can mend is one line, not a traceback."""
    load_env_file(Path(__file__).resolve().parent / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
    if sys.argv[1:2] == ["up"]:
        # All processes of `up` share this directory and so may share secrets made in it.
        os.environ.setdefault("PILOTHOUSE_VAR", str(Path(__file__).resolve().parent / "var"))
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if "--traceback" in sys.argv:
            raise
        return complain(str(error))
    except OperationalError as error:
        if "--traceback" in sys.argv or not is_unreachable(error):
            raise
        return complain(unreachable(error))
    return 0


def load_env_file(path: Path) -> None:
    """Take from `.env` what the environment does not already say."""
    if not path.exists():
        return
    from honcho.environ import parse

    for name, value in parse(path.read_text()).items():
        os.environ.setdefault(name, value)


def is_unreachable(error: Exception) -> bool:
    """Tell a database that cannot be reached from one that refused a statement."""
    return getattr(error.__cause__, "sqlstate", None) is None


def unreachable(error: Exception) -> str:
    """Say it for a house that is not running, or for a deployment's database."""
    if not os.environ.get("DATABASE_URL"):
        return NOT_RUNNING
    reason = str(error).strip().splitlines()[0]
    return f"The database that DATABASE_URL names cannot be reached: {reason}"


def complain(message: str) -> int:
    """Say it on stderr and fail."""
    sys.stderr.write(f"{message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
