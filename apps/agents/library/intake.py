"""`proposals.intake`: what a mail wants of the studio."""

from apps.agents.contracts import Context
from apps.agents.library.reading import read
from apps.agents.registry import agent
from apps.gateway.registry import rules
from apps.records.contracts import Brief
from apps.records.received import MessageReceived


@agent("proposals.intake", may=("ask",), pace="batch")
def intake(ctx: Context, message: MessageReceived) -> Brief:
    """Read a mail; leave empty what it does not say; check every quote."""
    brief = ctx.ask(Brief, message)
    return verified(brief, message.mail.text)


@rules(Brief)
def read_by_rules(message: MessageReceived) -> Brief:
    """Read without a model: the honest floor."""
    return read(message.mail, own=message.own, sent_on=message.sent_on)


def verified(brief: Brief, text: str) -> Brief:
    """Return the brief with every quote found in the text, or its value downgraded."""
    single = ("contact_name", "contact_email", "company", "budget", "deadline")
    found = {n: getattr(brief, n).verified(text) for n in single if getattr(brief, n)}
    found["services"] = tuple(value.verified(text) for value in brief.services)
    found["deliverables"] = tuple(value.verified(text) for value in brief.deliverables)
    found["parts"] = tuple(value.verified(text) for value in brief.parts)
    return brief.model_copy(update=found)
