"""Numbers without gaps: a counter row moves in the transaction that uses its number."""

from typing import ClassVar

from django.db import connection, models

from apps.core.errors import PilothouseError

NEXT = """
insert into records_counter (series, value) values (%s, 1)
on conflict (series) do update set value = records_counter.value + 1
returning value
"""


class NoTransaction(PilothouseError):
    """A number is taken in the transaction that uses it, or a rollback would leave a gap."""


class Counter(models.Model):
    """The last number given in a series."""

    series = models.CharField(max_length=32, primary_key=True)
    value = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(value__gte=1), name="counter_is_positive")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.value}"

    @classmethod
    def number(cls, prefix: str, year: int) -> str:
        """Take the next number of a year, as in P-2026-0001; others wait until this commits."""
        if not connection.in_atomic_block:
            raise NoTransaction
        series = f"{prefix}-{year}"
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [series])
            return f"{series}-{cursor.fetchone()[0]:04d}"
