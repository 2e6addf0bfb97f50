"""The base of every row."""

import uuid

from django.db import models

from apps.core.clock import DatabaseNow


class Record(models.Model):
    """A row with a UUID and the database's time of its birth."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)

    class Meta:
        abstract = True
