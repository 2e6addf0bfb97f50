"""The invariants that no policy row can relax."""

from apps.policies.contracts import Verdict
from apps.policies.registry import Facts, policy


@policy("money never leaves without a human signature")
def money_needs_a_person(facts: Facts) -> Verdict | None:
    """Hold whatever moves money out."""
    return Verdict.HOLD if facts.get("money_out") else None


@policy("an inferred recipient, amount, date or name waits for you")
def inferred_vitals_wait(facts: Facts) -> Verdict | None:
    """Hold whatever has an inferred amount, recipient, date or legal name."""
    return Verdict.HOLD if facts.get("inferred_vitals") else None
