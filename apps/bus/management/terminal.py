"""What shell commands share: safe output, rows by a prefix, the person at the keyboard."""

import getpass
import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final, TextIO, TypeVar

from django.contrib.auth import authenticate, get_user_model
from django.core.management.base import CommandError
from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast

R = TypeVar("R", bound=Model)

LEAST: Final = 4
LINK_FIRST: Final = " None is set yet: choose one by way of `manage.py login_link`."
# What a terminal would obey or not show: control, zero-width and bidirectional characters.
OBEYED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\U000e0000-\U000e0fff]"
)


def plain(text: object) -> str:
    """Return somebody's words with what a terminal would obey as code points."""
    return OBEYED.sub(lambda found: f"<U+{ord(found[0]):04X}>", str(text))


def as_json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return a value as JSON, in ASCII so that a terminal obeys nothing in it."""
    return json.dumps(value, indent=2, default=str)


def one_of(rows: QuerySet[R], prefix: str) -> R:
    """Return the row whose id begins so; raise CommandError for none or several."""
    wanted = prefix.strip().lower()
    if len(wanted) < LEAST:
        raise CommandError(f"Give at least {LEAST} characters of the id.")
    known = rows.annotate(id_text=Cast("pk", CharField()))
    found = list(known.filter(id_text__startswith=wanted)[:2])
    noun = rows.model._meta.verbose_name
    if not found:
        raise CommandError(f"There is no {noun} whose id begins with {plain(prefix)}.")
    if len(found) > 1:
        raise CommandError(f"Several begin with {plain(prefix)}. Give more of the id.")
    return found[0]


def is_terminal() -> bool:
    """Return whether somebody sits at the keyboard."""
    return sys.stdin.isatty()


def the_person(name: str, *, from_stdin: bool, stdin: TextIO | None = None) -> Any:
    """Return the person who gives the name's password; raise CommandError."""
    if not name:
        raise CommandError("Say who decides: --user NAME")
    if not (from_stdin or is_terminal()):
        raise CommandError(
            "Nobody is at the keyboard. Give the password with --password-stdin."
        )
    password = (
        (stdin or sys.stdin).readline().rstrip("\r\n")
        if from_stdin
        else getpass.getpass(f"Password of {name}: ")
    )
    user = authenticate(username=name, password=password)
    if user is None:
        known = get_user_model().objects.filter(username=name).first()
        more = "" if known is None or known.has_usable_password() else LINK_FIRST
        raise CommandError(f"That is not the password of {name}.{more}")
    return user
