"""What the books apply themselves, in the receipt's transaction."""

from apps.commits.contracts import CommandType, Proof, Refused
from apps.commits.registry import applies
from apps.core.actor import Actor, ActorKind
from apps.records.commands import UpdatePricingRule
from apps.records.models import PricingRule


@applies(UpdatePricingRule)
def update_pricing_rule(command: CommandType, actor: str) -> Proof:
    """Activate the drafted rule if it still says what was approved."""
    if not isinstance(command, UpdatePricingRule):
        raise TypeError(command)
    kind, _, name = actor.partition(":")
    rule = PricingRule.objects.filter(pk=command.rule_id).first()
    if rule is None:
        raise Refused(f"There is no pricing rule {command.rule_id}.")
    with rule.locked():
        if rule.state != PricingRule.State.DRAFT or rule.as_rule() != command.rule:
            raise Refused(
                f"{rule} is {rule.state} and may say something else than was approved."
            )
        rule.activate(by=Actor(ActorKind(kind), name))
    return Proof(reference=f"pricing_rule:{rule.id}", said=f"{rule} is active")
