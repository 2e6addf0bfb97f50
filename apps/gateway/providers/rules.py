"""The first provider: deterministic code. It costs nothing and says only what it can know."""

from pydantic import BaseModel

from apps.gateway import registry
from apps.gateway.contracts import Reply, Tier


@registry.provider
class Rules:
    """Answers with the functions registered by `@rules`."""

    name = "rules"
    tier = Tier.RULES

    def answers(self, answer_type: type[BaseModel]) -> bool:
        """Whether a rule is registered for this type."""
        return registry.rule(answer_type) is not None

    def answer(self, answer_type: type[BaseModel], question: BaseModel) -> Reply:
        """Return what the rule says."""
        rule = registry.rule(answer_type)
        if rule is None:
            raise LookupError(f"No rule answers with {answer_type.__qualname__}.")
        return Reply(rule(question))
