"""The record steps: what is kept of an inquiry, written within the steps' own commits."""

from datetime import timedelta
from email import message_from_bytes
from uuid import UUID

from apps.agents.contracts import Finish, Wait
from apps.agents.proposals import (
    BriefKept,
    EstimateDraft,
    EstimateKept,
    ProjectOpened,
    ProposalDraft,
)
from apps.commits.models import Command
from apps.conductor.contracts import Asked, Outcome
from apps.core import clock
from apps.core.actor import Actor
from apps.core.origin import Origin, Sourced
from apps.records.commands import SendProposal, is_message_id
from apps.records.contracts import Brief, Kind
from apps.records.document import ProposalDocument, render
from apps.records.models import (
    Artifact,
    Client,
    Contact,
    Conversation,
    Deliverable,
    Estimate,
    Message,
    Project,
    Proposal,
)
from apps.records.received import MessageReceived
from apps.records.studio import studio
from apps.streams.proposals.shown import lines

VALID = timedelta(days=30)


def keep_brief(message: MessageReceived, brief: Brief, *, by: Actor) -> BriefKept | Finish:
    """Keep what the mail says with the mail; finish where nobody asks for work."""
    with Message.objects.get(id=message.message_id).locked() as row:
        if brief.kind is not Kind.INQUIRY:
            row.set_aside(by=by, kind=brief.kind)
            return Finish(reason=f"set aside: {brief.kind}")
        row.read(by=by, kind=brief.kind, brief=brief.model_dump(mode="json"))
    return BriefKept(message_id=message.message_id)


def open_project(message: MessageReceived, brief: Brief, *, by: Actor) -> ProjectOpened | Wait:
    """Open the project of an inquiry for who asks; wait where nobody can be answered."""
    conversation = Conversation.objects.get(id=message.conversation_id)
    email = _email(conversation, brief)
    if email is None:
        return Wait(
            event="conversation.identified",
            reason="The mail names nobody to answer. Say who: manage.py identify "
            f"{conversation.id} ADDRESS",
        )
    contact = Contact.objects.filter(email=email.value.lower()).first()
    client = contact.client if contact else None
    named = brief.company or brief.contact_name or email
    if client is None:
        client = Client.open(name=named.value[:200], by=by)
        contact = _joined(contact, client, email.value, brief, by)
    if contact and conversation.contact_id is None:
        with conversation.locked() as held:
            held.identify(contact, by=by)
    project = _opened(client, conversation, brief, by)
    return ProjectOpened(
        project_id=str(project.id),
        client_id=str(client.id),
        title=project.name,
        client_name=named.model_copy(update={"value": client.name}),
        contact_name=brief.contact_name,
        contact_email=email,
    )


def keep_estimate(project: ProjectOpened, drafted: EstimateDraft, *, by: Actor) -> EstimateKept:
    """Keep the estimate as the project's current one."""
    row = Project.objects.get(id=project.project_id)
    priced = drafted.priced
    estimate = Estimate.draft(
        project=row,
        currency=priced.currency,
        low_minor=priced.low_minor,
        likely_minor=priced.likely_minor,
        high_minor=priced.high_minor,
        lines=[line.model_dump(mode="json") for line in priced.lines],
        similar=[one.model_dump(mode="json") for one in drafted.similar],
        by=by,
    )
    with estimate.locked():
        estimate.adopt(by=by)
    return EstimateKept(estimate_id=str(estimate.id))


def keep_proposal(
    message: MessageReceived,
    brief: Brief,
    project: ProjectOpened,
    drafted: EstimateDraft,
    kept: EstimateKept,
    draft: ProposalDraft,
    *,
    by: Actor,
) -> Asked[SendProposal]:
    """Keep the proposal and its document, and ask for it to be sent."""
    row = Project.objects.get(id=project.project_id)
    today = clock.now().date()
    proposal = Proposal.draft(
        project=row,
        estimate=Estimate.objects.get(id=kept.estimate_id),
        title=draft.title,
        body=draft.body,
        amount_minor=drafted.priced.likely_minor,
        currency=drafted.priced.currency,
        valid_until=today + VALID,
        template_name=draft.template,
        template_version=draft.template_version,
        by=by,
    )
    document = ProposalDocument.of(proposal, client=project.client_name.value, on=today)
    pdf = Artifact.store(
        title=f"{proposal.number}.pdf",
        media_type="application/pdf",
        content=render(document),
        trust=message.trust,
        project=row,
        by=by,
    )
    with proposal.locked():
        proposal.attach(pdf=pdf, by=by)
    own = studio()
    act = SendProposal(
        proposal_id=proposal.id,
        number=proposal.number,
        to_name=project.contact_name.value if project.contact_name else "",
        to=project.contact_email.value,
        from_name=own.name,
        from_=own.email,
        subject=draft.subject,
        body=draft.body,
        amount_minor=proposal.amount_minor,
        currency=proposal.currency,
        attachment_id=pdf.id,
        attachment_name=f"{proposal.number}.pdf",
        attachment_sha256=pdf.sha256,
        **_thread(message),
    )
    return Asked[SendProposal](
        act=act, shown=lines(brief, project, drafted, draft), trust=message.trust
    )


def settle_proposal(
    message: MessageReceived,
    project: ProjectOpened,
    brief: Brief,
    asked: Asked[SendProposal],
    outcome: Outcome,
    *,
    by: Actor,
) -> Outcome:
    """Note the proposal as sent, with the mail that went; or withdraw it, if it did not go."""
    proposal = Proposal.objects.get(id=asked.act.proposal_id)
    if outcome.state != Command.State.PERFORMED:
        with proposal.locked():
            proposal.withdraw(by=by)
        return outcome
    with proposal.locked():
        proposal.send(by=by)
    with Project.objects.get(id=project.project_id).locked() as row:
        if row.state in (Project.State.INQUIRY, Project.State.PROPOSED):
            row.scope(by=by)
        if row.state == Project.State.SCOPING:
            row.propose(by=by)
    for item in brief.deliverables:
        Deliverable.plan(
            project=row, title=item.value.what, quantity=item.value.quantity, by=by
        )
    command = Command.objects.get(id=UUID(outcome.command))
    sent = command.act()
    assert isinstance(sent, SendProposal)  # noqa: S101 - the step asked for nothing else
    with Conversation.objects.get(id=message.conversation_id).locked() as conversation:
        Message.note_sent(
            conversation=conversation,
            message_id=_own_id(bytes(command.content)),
            raw=bytes(command.content),
            in_reply_to=sent.in_reply_to,
            from_name=sent.from_name,
            from_address=sent.from_,
            to=[sent.to],
            subject=sent.subject,
            text=sent.body,
            sent_at=clock.now(),
            by=by,
        )
        if conversation.state == Conversation.State.OPEN:
            conversation.wait(by=by)
    return outcome


def _own_id(content: bytes) -> str:
    """Return the Message-ID that went out, whatever stands as proof of it."""
    return str(message_from_bytes(content)["Message-ID"])


def _email(conversation: Conversation, brief: Brief) -> Sourced[str] | None:
    if brief.contact_email:
        return brief.contact_email
    if conversation.contact is None:
        return None
    return Sourced(value=conversation.contact.email, origin=Origin.OPERATOR)


def _joined(
    contact: Contact | None, client: Client, email: str, brief: Brief, by: Actor
) -> Contact:
    if contact is None:
        name = brief.contact_name.value[:200] if brief.contact_name else ""
        return Contact.add(email=email, name=name, client=client, by=by)
    with contact.locked() as held:
        held.join(client, by=by)
    return contact


def _opened(client: Client, conversation: Conversation, brief: Brief, by: Actor) -> Project:
    budget = brief.budget.value if brief.budget else None
    return Project.open(
        client=client,
        conversation=conversation,
        name=_title(client, brief),
        services=[service.value for service in brief.services],
        summary=brief.subject,
        budget_low_minor=budget.low_minor if budget else None,
        budget_high_minor=budget.high_minor if budget else None,
        currency=budget.currency if budget else "",
        deadline=brief.deadline.value if brief.deadline else None,
        by=by,
    )


def _title(client: Client, brief: Brief) -> str:
    """Return the project's name, made by our code of catalogue words and the client's name."""
    named = [s.value.replace("-", " ") for s in brief.services]
    what = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
    return f"{what.capitalize() or 'Project'} for {client.name}"[:200]


def _thread(message: MessageReceived) -> dict[str, object]:
    first = Message.objects.only("message_id").get(id=message.message_id).message_id
    if not is_message_id(first) or first.endswith((".invalid>",)):
        return {}
    return {"in_reply_to": first, "references": (first,)}
