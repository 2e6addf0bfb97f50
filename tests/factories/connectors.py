"""Accounts at other systems."""

import factory

from apps.connectors.models import Connection
from apps.core.actor import person


class SmtpFactory(factory.Factory):
    """A mail account on this machine, opened by Ada."""

    class Meta:
        model = Connection

    kind = "smtp"
    name = "Studio mail"
    port = 2525
    settings = factory.LazyAttribute(
        lambda o: {"host": "127.0.0.1", "port": o.port, "security": "none"}
    )
    secret: dict = {}
    by = person("ada")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("port", None)
        return model_class.open(*args, **kwargs)
