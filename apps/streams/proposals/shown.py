"""What the operator reads about a proposal: each value, and where it comes from."""

from apps.agents.proposals import EstimateDraft, ProjectOpened, ProposalDraft
from apps.commits.contracts import Shown
from apps.core.money import Money
from apps.core.origin import Origin, Sourced
from apps.records.contracts import Brief, BudgetRange


def lines(
    brief: Brief, project: ProjectOpened, drafted: EstimateDraft, draft: ProposalDraft
) -> tuple[Shown, ...]:
    """Return the lines, the vital ones first."""
    return (
        Shown.of("Recipient", project.contact_email, vital=True, field="to"),
        *_name(project),
        Shown.of("Client", project.client_name, vital=True),
        _price(drafted),
        Shown.of("Currency", drafted.currency, vital=True),
        *_asked(brief),
        *_parts(drafted),
        *_similar(drafted),
        Shown(
            label="Wording",
            value=draft.subject,
            origin=Origin.COMPUTED,
            because=f"template {draft.template} v{draft.template_version}",
            field="subject",
        ),
    )


def _name(project: ProjectOpened) -> tuple[Shown, ...]:
    if project.contact_name is None:
        return ()
    return (Shown.of("Contact", project.contact_name, field="to_name"),)


def _price(drafted: EstimateDraft) -> Shown:
    priced = drafted.priced
    rules = ", ".join(f"{line.rule} v{line.rule_version}" for line in priced.lines)
    low, high = (
        _money(minor, priced.currency) for minor in (priced.low_minor, priced.high_minor)
    )
    return Shown(
        label="Price",
        value=str(_money(priced.likely_minor, priced.currency)),
        origin=Origin.COMPUTED,
        because=f"rules {rules}; between {low} and {high}",
        vital=True,
    )


def _asked(brief: Brief) -> tuple[Shown, ...]:
    found = [Shown.of("Service", service) for service in brief.services]
    for item in (*brief.deliverables, *brief.parts):
        count = "" if item.value.quantity is None else f"{item.value.quantity} x "
        found.append(Shown.of("Deliverable", item, text=f"{count}{item.value.what}"))
    if brief.budget:
        found.append(Shown.of("Client's budget", brief.budget, text=_range(brief.budget)))
    if brief.deadline:
        said = f"{brief.deadline.value:%-d %B %Y}"
        found.append(Shown.of("Deadline", brief.deadline, text=said, vital=True))
    return tuple(found)


def _parts(drafted: EstimateDraft) -> tuple[Shown, ...]:
    currency = drafted.priced.currency
    return tuple(
        Shown(
            label=f"Estimate: {line.description}",
            value=str(_money(line.likely_minor, currency)),
            origin=Origin.COMPUTED,
            because=f"{line.rule} v{line.rule_version}: {line.computed}",
        )
        for line in drafted.priced.lines
    )


def _similar(drafted: EstimateDraft) -> tuple[Shown, ...]:
    return tuple(
        Shown(
            label="Similar project",
            value=f"{one.title}, {_sold(one.price_minor, one.currency)}",
            origin=Origin.REMEMBERED,
            because=one.line or one.title,
        )
        for one in drafted.similar
    )


def _range(budget: Sourced[BudgetRange]) -> str:
    if not budget.value.currency:
        ends = [str(amount) for amount in budget.value.major() if amount is not None]
        return " to ".join(ends) + " (no currency said)"
    return " to ".join(str(amount) for amount in budget.value.money() if amount is not None)


def _sold(minor: int | None, currency: str) -> str:
    return f"sold for {_money(minor, currency)}" if minor is not None else "price not recorded"


def _money(minor: int, currency: str) -> Money:
    return Money(minor=minor, currency=currency)
