"""`proposals.draft`: the words of a proposal, in the studio's own template."""

from apps.agents.contracts import Context, Wait
from apps.agents.proposals import EstimateDraft, ProjectOpened, ProposalDraft
from apps.agents.registry import agent
from apps.core.money import Money
from apps.records.contracts import Brief
from apps.records.received import MessageReceived
from apps.records.studio import studio
from apps.records.templating import fill

TEMPLATE = "proposal"


@agent("proposals.draft", may=("template",), pace="batch")
def draft(
    ctx: Context,
    message: MessageReceived,
    brief: Brief,
    project: ProjectOpened,
    estimate: EstimateDraft,
) -> ProposalDraft | Wait:
    """Fill the published template with what was asked and what it costs; wait for one."""
    wording = ctx.template(TEMPLATE)
    if wording is None:
        return Wait(
            event="template.published",
            reason=f"There is no published template {TEMPLATE!r}: draft and publish one.",
        )
    priced = estimate.priced
    values = {
        "name": project.contact_name.value if project.contact_name else "there",
        "project": project.title,
        "lines": "\n".join(
            f"- {line.description}: {Money(minor=line.likely_minor, currency=priced.currency)}"
            for line in priced.lines
        ),
        "total": str(Money(minor=priced.likely_minor, currency=priced.currency)),
        "deadline": _deadline(brief),
        "studio": studio().name,
    }
    return ProposalDraft(
        title=project.title,
        subject=_reply(message.mail.subject) or fill(wording.subject, values),
        body=fill(wording.body, values),
        template=wording.name,
        template_version=wording.version,
    )


def _deadline(brief: Brief) -> str:
    if brief.deadline is None:
        return "We have not set a date yet: tell us when you need it."
    return f"We would have everything ready by {brief.deadline.value:%-d %B %Y}."


def _reply(subject: str) -> str:
    plain = " ".join(subject.split())
    if not plain or plain.lower().startswith("re:"):
        return plain
    return f"Re: {plain}"[:300]
