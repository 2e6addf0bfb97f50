"""The studio's own details."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Studio:
    """Who we are: the name and address we write under, our currency, our domains."""

    name: str
    email: str
    currency: str
    domains: tuple[str, ...]

    def owns(self, address: str) -> bool:
        """Whether an address is one of ours."""
        return address.rpartition("@")[2].lower() in self.domains


def studio() -> Studio:
    """Return the studio as the settings tell."""
    said: dict[str, Any] = settings.STUDIO
    return Studio(
        name=said["name"],
        email=said["email"],
        currency=said["currency"],
        domains=tuple(domain.lower() for domain in said["domains"]),
    )
