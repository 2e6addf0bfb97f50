"""Column types that Django does not bring."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:
    TextField = models.TextField


class RegConfigField(TextField):
    """The name of a Postgres text search configuration."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        """Return the column's type."""
        return "regconfig"
