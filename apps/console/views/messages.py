"""One message as it was read, with the words marked that a command rests on."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from apps.commits.models import Command
from apps.console.access import reads
from apps.console.findings import in_words
from apps.console.render import show
from apps.console.sheet import MESSAGE, citing
from apps.console.text import Quote, marked
from apps.records.models import Message

MOST: Final = 20


@require_safe
@reads
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Show a message; `?command=` says whose quotes are marked, else the newest one's."""
    found = get_object_or_404(Message.objects.select_related("conversation"), id=message_id)
    source = f"{MESSAGE}{found.id}"
    commands = list(citing_commands(source))
    asked = request.GET.get("command", "")
    chosen = next(
        (c for c in commands if str(c.id) == asked), commands[0] if commands else None
    )
    quotes = [
        Quote(f"q-{number}", shown.quote, shown.start, shown.label)
        for number, shown in (citing(chosen, source) if chosen else ())
    ]
    context = {
        "message": found,
        "text": marked(found.text, quotes),
        "quotes": [quote for quote in quotes if quote.words],
        "findings": in_words(found.findings),
        "artifacts": found.artifacts.order_by("created_at"),
        "commands": commands,
        "chosen": chosen,
    }
    return show(request, "console/message.html", context)


def citing_commands(source: str) -> "list[Command]":
    """Return the newest commands that rest on a source."""
    # JSON containment without an index: commands are few, and this page is read by one person.
    rows = Command.objects.defer("payload", "content").filter(
        shown__contains=[{"source": source}]
    )
    return list(rows.order_by("-created_at")[:MOST])
