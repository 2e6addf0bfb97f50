"""`proposals.estimate`: what the work would cost, by the studio's rules."""

from apps.agents.contracts import Context, Wait
from apps.agents.proposals import EstimateDraft, ProjectOpened
from apps.agents.registry import agent
from apps.core.origin import Origin, Sourced
from apps.records.contracts import Brief
from apps.records.pricing import MissingRules, Wanted
from apps.records.pricing import estimate as price
from apps.records.received import MessageReceived
from apps.records.studio import studio

COUNTED = {
    "website-design": ("page",),
    "website-development": ("page",),
    "logo": ("logo",),
    "illustration": ("illustration", "drawing", "icon"),
    "blog-content": ("article", "post"),
    "social-media": ("post", "template", "banner"),
    "newsletter": ("newsletter", "edition"),
    "video": ("video", "clip", "film"),
    "photography": ("photo", "picture", "portrait"),
    "print": ("poster", "leaflet", "flyer", "brochure", "panel", "card"),
    "packaging": ("label", "can", "box", "package"),
    "presentation": ("presentation", "deck", "slide"),
    "translation": ("page", "text"),
}


@agent("proposals.estimate", may=("recall", "rules", "services"), pace="batch")
def estimate(
    ctx: Context, message: MessageReceived, brief: Brief, project: ProjectOpened
) -> EstimateDraft | Wait:
    """Price what is asked for by the rules in force; wait where a rule is missing."""
    services = tuple(s.value for s in brief.services) or ctx.services(project.project_id)
    if not services:
        return Wait(
            event="project.rescoped",
            reason="The mail names no service of the catalogue. Say which: manage.py rescope "
            f"{project.project_id} SERVICE...",
        )
    currency = _currency(brief)
    wanted = [Wanted(service=s, what=_label(s), quantity=_quantity(s, brief)) for s in services]
    days_left = (brief.deadline.value - message.sent_on).days if brief.deadline else None
    priced = price(wanted, ctx.rules(), currency.value, days_left=days_left)
    if isinstance(priced, MissingRules):
        return Wait(event="pricing_rule.activated", reason=str(priced))
    items = [item.value.what for item in brief.deliverables]
    asked = ", ".join([_label(s) for s in services] + items)
    return EstimateDraft(priced=priced, currency=currency, similar=ctx.recall(asked))


def _currency(brief: Brief) -> Sourced[str]:
    budget = brief.budget
    if budget and budget.value.currency:
        return Sourced[str](**{**dict(budget), "value": budget.value.currency})
    return Sourced(
        value=studio().currency, origin=Origin.INFERRED, because="the studio's own currency"
    )


def _quantity(service: str, brief: Brief) -> int | None:
    words = COUNTED.get(service, ())
    for item in (*brief.parts, *brief.deliverables):
        if any(word in item.value.what.lower() for word in words):
            return item.value.quantity
    return None


def _label(service: str) -> str:
    return service.replace("-", " ").capitalize()
