"""The operator's accounts at other systems, with their secrets encrypted."""

import json
from typing import Any, ClassVar, Self

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models, transaction

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.errors import PilothouseError
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record


class NoConnection(PilothouseError):
    """No connection of that kind is ready. Add one in Records, Connections."""


class WrongKey(PilothouseError):
    """The secret was encrypted with another CONNECTION_KEY."""


class Connection(Subject, StateMachine, Record):
    """The operator's account at another system; its version grows with every change."""

    class State(models.TextChoices):
        READY = "ready"
        PAUSED = "paused"

    state = StateField(default=State.READY, choices=State.choices)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    settings = models.JSONField(default=dict)
    secret = models.BinaryField(default=bytes, help_text="encrypted with CONNECTION_KEY")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(state="ready"), name="connection_ready_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"

    @classmethod
    def open(
        cls,
        *,
        kind: str,
        name: str,
        settings: dict[str, Any],
        secret: dict[str, str],
        by: Actor,
    ) -> Self:
        """Add an account, ready for use."""
        connection = cls(kind=kind, name=name, settings=settings, secret=_encrypted(secret))
        with transaction.atomic():
            connection.save(force_insert=True)
            connection.record("connection.opened", by=by, kind=kind)
        return connection

    @classmethod
    def ready(cls, kind: str) -> Self:
        """Return the account of a kind that is in use; raise NoConnection."""
        found = cls.objects.filter(kind=kind, state=cls.State.READY).first()
        if found is None:
            raise NoConnection(f"No {kind} connection is ready.")
        return found

    @transition(state, source=State.READY, target=State.PAUSED)
    def pause(self, *, by: Actor) -> None:
        """Take it out of use."""
        self.record("connection.paused", by=by)

    @transition(state, source=State.PAUSED, target=State.READY)
    def resume(self, *, by: Actor) -> None:
        """Put it into use again."""
        self.record("connection.resumed", by=by)

    def change(
        self, *, by: Actor, settings: dict[str, Any], secret: dict[str, str] | None = None
    ) -> None:
        """Change the account; commands approved for the version before are held again."""
        with self.locked() as row:
            row.settings = settings
            if secret is not None:
                row.secret = _encrypted(secret)
            row.version += 1
            row.record("connection.changed", by=by, version=row.version)

    def secrets(self) -> dict[str, str]:
        """Return the secrets in the clear; raise WrongKey."""
        if not self.secret:
            return {}
        try:
            clear = Fernet(settings.CONNECTION_KEY).decrypt(bytes(self.secret))
        except InvalidToken:
            raise WrongKey from None
        found: dict[str, str] = json.loads(clear)
        return found

    @property
    def account(self) -> str:
        """The account and its version, as a command's digest covers them."""
        return f"{self.kind}:{self.id}:v{self.version}"


def _encrypted(secret: dict[str, str]) -> bytes:
    if not secret:
        return b""
    return Fernet(settings.CONNECTION_KEY).encrypt(json.dumps(secret).encode())
