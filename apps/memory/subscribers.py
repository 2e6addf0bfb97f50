"""What memory hears of and reads, and what it does by itself."""

from datetime import timedelta

from apps.bus import registry
from apps.bus.models import Event
from apps.core.health import check
from apps.core.origin import Trust
from apps.memory import embedding
from apps.memory.contracts import Source
from apps.memory.remember import embed_missing, remember
from apps.records.models import Message, Project


@registry.subscribe("message.received", "message.sent", name="memory.message")
def read_message(event_id: int) -> None:
    """Read a message that came or went."""
    _read(Message.objects.get(pk=Event.objects.get(pk=event_id).subject_id))


@registry.subscribe("conversation.identified", name="memory.conversation")
def read_conversation(event_id: int) -> None:
    """Give the passages of a thread the client that is now known."""
    conversation = Event.objects.get(pk=event_id).subject_id
    messages = Message.objects.filter(conversation_id=conversation).order_by("created_at", "id")
    for message in messages:
        _read(message)


@registry.subscribe("project.delivered", "project.closed", name="memory.project")
def read_project(event_id: int) -> None:
    """Read what a finished project was."""
    event = Event.objects.get(pk=event_id)
    project = Project.objects.get(pk=event.subject_id)
    services = ", ".join(str(service).replace("-", " ") for service in project.services)
    told = "\n".join(filter(None, [services and f"{services}.", project.summary]))
    source = Source(
        type="project",
        id=str(project.id),
        who=project.name,
        on=event.at.date(),
        thread=f"project:{project.id}",
        client_id=project.client_id,
        trust=_trust(project),
    )
    remember(source, told or project.name)


@registry.scheduled("memory.embed", every=timedelta(minutes=1))
def embed_passages() -> None:
    """Embed what was read without a model, with another model, or at the end of a long text."""
    embed_missing()


@check("memory has its model")
def has_its_model() -> tuple[bool, str]:
    """Say whether search also goes by meaning."""
    why = embedding.why_not()
    return not why, why or "search goes by words and by meaning"


def _read(message: Message) -> None:
    """Remember what a person newly wrote; what a machine sent to many is nobody's word."""
    if message.bulk or message.auto:
        return
    source = Source(
        type="message",
        id=str(message.id),
        who=message.from_name or message.from_address,
        on=(message.sent_at or message.created_at).date(),
        thread=f"conversation:{message.conversation_id}",
        client_id=message.conversation.client_id,
        trust=Trust(message.trust),
    )
    remember(source, message.new_text)


def _trust(project: Project) -> Trust:
    """Return the least trust of what the project was made from: its summary may quote it."""
    said = Message.objects.filter(conversation=project.conversation_id, direction="in")
    trusts = said.order_by().values_list("trust", flat=True).distinct()
    return Trust.least(Trust.OPERATOR, *map(Trust, trusts))
