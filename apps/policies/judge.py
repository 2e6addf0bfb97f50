"""The judge: strictest wins; what no rule covers, or can be asked, waits for the operator."""

from collections.abc import Iterable
from typing import Any

from apps.policies import registry
from apps.policies.contracts import NotComparable, Rule, Ruling, Verdict


def rule_on(facts: dict[str, Any], rules: Iterable[Rule]) -> Ruling:
    """Return the ruling of rules and invariants on the facts. Pure but for the registry."""
    verdicts: list[tuple[Verdict, str]] = []
    undo: list[int] = []
    for rule in rules:
        verdict, reason = _answer(rule, facts)
        if verdict is None:
            continue
        verdicts.append((verdict, reason))
        if rule.obligations.undo_seconds is not None:
            undo.append(rule.obligations.undo_seconds)
    if not verdicts:
        verdicts.append((Verdict.HOLD, "no policy covers it"))
    for name, invariant in sorted(registry.invariants().items()):
        verdict = invariant(facts)
        if verdict is not None:
            verdicts.append((verdict, name))
    strictest = Verdict.strictest(*(verdict for verdict, _ in verdicts))
    reasons = tuple(reason for verdict, reason in verdicts if verdict is strictest)
    obligations = {"undo_seconds": max(undo)} if undo else {}
    return Ruling(verdict=strictest, reasons=reasons, obligations=obligations)


def _answer(rule: Rule, facts: dict[str, Any]) -> tuple[Verdict | None, str]:
    try:
        applies = all(condition.holds(facts) for condition in rule.conditions)
    except (KeyError, NotComparable) as error:
        unasked = f"{rule.label} could not be asked: {error}"
        return Verdict.strictest(rule.verdict, Verdict.HOLD), unasked
    return (rule.verdict, rule.label) if applies else (None, "")
