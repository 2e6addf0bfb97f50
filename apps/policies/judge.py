"""The judge: strictest wins; what no rule covers, or can be asked, waits for the operator."""

import logging
from collections.abc import Iterable
from typing import Any

from apps.policies import registry
from apps.policies.contracts import NotComparable, Rule, Ruling, Verdict

logger = logging.getLogger(__name__)


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
        verdict, reason = _insist(name, invariant, facts)
        if verdict is not None:
            verdicts.append((verdict, reason))
    strictest = Verdict.strictest(*(verdict for verdict, _ in verdicts))
    reasons = tuple(reason for verdict, reason in verdicts if verdict is strictest)
    obligations = {"undo_seconds": max(undo)} if undo else {}
    return Ruling(verdict=strictest, reasons=reasons, obligations=obligations)


def _answer(rule: Rule, facts: dict[str, Any]) -> tuple[Verdict | None, str]:
    unasked = ""
    for condition in rule.conditions:
        try:
            if not condition.holds(facts):
                return None, ""
        except (KeyError, NotComparable) as error:
            unasked = f"{rule.label} could not be asked: {error}"
    if unasked:
        return Verdict.strictest(rule.verdict, Verdict.HOLD), unasked
    return rule.verdict, rule.label


def _insist(
    name: str, invariant: registry.Invariant, facts: dict[str, Any]
) -> tuple[Verdict | None, str]:
    try:
        return invariant(facts), name
    except Exception as error:
        logger.exception("invariant %s could not be asked", name)
        return Verdict.HOLD, f"{name}: could not be asked: {error}"
