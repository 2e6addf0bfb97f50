"""Judging a command: gather the facts, ask the rules, keep the judgment."""

from typing import Any
from uuid import UUID

from apps.policies import registry
from apps.policies.contracts import Ruling
from apps.policies.judge import rule_on
from apps.policies.models import Judgment, Policy


def judge(*, command: UUID, kind: str, known: dict[str, Any]) -> Ruling:
    """Return the ruling on a command; the facts are frozen in the Judgment row."""
    facts = registry.gather(known)
    active = Policy.objects.filter(state=Policy.State.ACTIVE).order_by("name")
    ruling = rule_on(facts, [policy.as_rule() for policy in active])
    Judgment.keep(ruling, command=command, kind=kind, inputs=facts)
    return ruling
