from datetime import UTC, datetime

import factory

from apps.gateway.models import ModelCall


class ModelCallFactory(factory.django.DjangoModelFactory):
    """A call that a rule answered."""

    class Meta:
        model = ModelCall

    answer_type = "tests.Answer"
    tier = "rules"
    provider = "rules"
    question_digest = "0" * 64
    answer_digest = "1" * 64
    started_at = datetime(2026, 5, 8, tzinfo=UTC)
    ms = 0.2
