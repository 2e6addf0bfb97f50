"""Connections in the admin: read there; secrets are never shown."""

from django.contrib import admin

from apps.connectors.models import Connection
from apps.core.admin import ReadOnlyAdmin


@admin.register(Connection)
class ConnectionAdmin(ReadOnlyAdmin):
    """The operator's accounts at other systems."""

    list_display = ("name", "kind", "state", "version")
