"""The one-time links by which a person enters."""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction

from apps.bus.models import Subject
from apps.core import clock
from apps.core.actor import Actor, person
from apps.core.canonical import sha256
from apps.core.clock import DatabaseNow
from apps.core.errors import PilothouseError
from apps.core.models import Record

LIFETIME = timedelta(hours=24)


class LinkUsed(PilothouseError):
    """This link was used, or its 24 hours are over. Get another: manage.py login_link."""


class LoginToken(Subject, Record):
    """A link that lets one person in once; only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link of {self.user} until {self.expires_at}"

    @classmethod
    def issue(cls, user: User, *, by: Actor) -> str:
        """Return the secret of a new link for the person."""
        secret = secrets.token_urlsafe(32)
        with transaction.atomic():
            token = cls(
                user=user, hash=sha256(secret.encode()), expires_at=clock.now() + LIFETIME
            )
            token.save(force_insert=True)
            token.record("login_token.issued", by=by, user=user.get_username())
        return secret

    @classmethod
    def holder(cls, secret: str) -> Any:
        """Return whom the link would let in; raise LinkUsed."""
        token = cls._open(secret).select_related("user").first()
        if token is None:
            raise LinkUsed
        return token.user

    @classmethod
    def use(cls, secret: str, *, password: str = "") -> Any:
        """Return the person the link lets in, this once, with a new password if one is given.

        Raise LinkUsed.
        """
        with transaction.atomic():
            # One guarded statement: of two who come at once, one gets in.
            if not cls._open(secret).update(used_at=DatabaseNow()):
                raise LinkUsed
            token = cls.objects.select_related("user").get(hash=sha256(secret.encode()))
            by = person(token.user.get_username())
            token.record("login_token.used", by=by)
            if password:
                token.user.set_password(password)
                token.user.save(update_fields=["password"])
        return token.user

    @classmethod
    def _open(cls, secret: str) -> models.QuerySet["LoginToken"]:
        return cls.objects.filter(
            hash=sha256(secret.encode()),
            used_at=None,
            expires_at__gt=DatabaseNow(),
            user__is_active=True,
        )
