"""What was asked of whom, and what it took."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models, transaction

from apps.core.models import Record
from apps.gateway.contracts import Provider, Reply, Tier

MAX_ERROR = 2000


class ModelCall(Record):
    """One question to one provider, by its digests: what was said lies with the step."""

    answer_type = models.CharField(max_length=200)
    tier = models.CharField(max_length=8)
    provider = models.CharField(max_length=64)
    question_digest = models.CharField(max_length=64, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField()
    ms = models.FloatField()
    tokens_in = models.PositiveIntegerField(null=True)
    tokens_out = models.PositiveIntegerField(null=True)
    cost_micros = models.BigIntegerField(default=0)
    run = models.CharField(max_length=64, blank=True, db_index=True)
    step = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-started_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(tier__in=[tier.value for tier in Tier]),
                name="model_call_tier_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_digest="") ^ models.Q(error=""),
                name="model_call_has_an_answer_or_an_error",
            ),
            models.CheckConstraint(
                condition=models.Q(cost_micros__gte=0, ms__gte=0),
                name="model_call_cost_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_type} by {self.provider}"

    @classmethod
    def note(
        cls,
        *,
        answer_type: str,
        by: Provider,
        reply: Reply | None,
        question_digest: str,
        answer_digest: str,
        error: str,
        started_at: datetime,
        ms: float,
        run: str,
        step: str,
    ) -> Self:
        """Write down a call, answered or failed; without a reply its cost is not known."""
        with transaction.atomic():
            return cls.objects.create(
                answer_type=answer_type,
                tier=by.tier.value,
                provider=by.name,
                question_digest=question_digest,
                answer_digest=answer_digest,
                started_at=started_at,
                ms=ms,
                tokens_in=reply.tokens_in if reply else None,
                tokens_out=reply.tokens_out if reply else None,
                cost_micros=reply.cost_micros if reply else 0,
                run=run,
                step=step,
                error=error.replace("\x00", "")[:MAX_ERROR],
            )
