"""Rules, in force."""

from typing import Any

from apps.core.actor import person
from apps.policies.contracts import Verdict
from apps.policies.models import Policy

ADA = person("ada")


def condition(fact: str, question: str, value: object) -> dict[str, Any]:
    """Return one condition as it is written in a row."""
    return {"fact": fact, "is": question, "value": value}


def policy_in_force(
    verdict: Verdict = Verdict.ALLOW,
    *conditions: dict[str, Any],
    name: str = "rule",
    obligations: dict[str, Any] | None = None,
) -> Policy:
    """Draft a rule and put it in force."""
    policy = Policy.draft(
        name=name, conditions=list(conditions), verdict=verdict, obligations=obligations, by=ADA
    )
    with policy.locked():
        policy.activate(by=ADA)
    return policy
