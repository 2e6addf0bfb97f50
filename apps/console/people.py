"""Who may read the console, who may decide there, and how the owner comes to be."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction

from apps.core.errors import PilothouseError

OWNER = "owner"
DECIDE = "commits.decide_command"
READ = "commits.view_command"


class NobodyOfThatName(PilothouseError):
    """There is nobody of that name here."""


class NameNeeded(PilothouseError):
    """Several people may enter here. Say who: --user NAME."""


def may_read(user: Any) -> bool:
    """Return whether the person sees the console: staff, or granted to read or decide."""
    if not (user.is_authenticated and user.is_active):
        return False
    return bool(user.is_staff or user.has_perm(READ) or user.has_perm(DECIDE))


def may_decide(user: Any) -> bool:
    """Return whether the person may decide held commands."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(DECIDE))


def who_enters(name: str) -> User:
    """Return the person a link is for; the first one ever becomes the owner."""
    people = get_user_model().objects
    with transaction.atomic():
        if not people.exists():
            return people.create_superuser(name or OWNER, password=None)
    if name:
        found = people.filter(username=name, is_active=True).first()
        if found is None:
            raise NobodyOfThatName(f"There is nobody called {name!r} here.")
        return found
    owners = list(people.filter(is_superuser=True, is_active=True)[:2])
    if len(owners) != 1:
        raise NameNeeded
    return owners[0]
