"""Decide: what waits for the operator, and one command with the buttons that decide it."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apps.commits import services
from apps.commits.management.editing import changes_of, texts
from apps.commits.models import Command, Decision
from apps.console.access import reads
from apps.console.board import board
from apps.console.people import may_decide
from apps.console.render import show
from apps.console.sheet import Sheet
from apps.core.errors import PilothouseError

CHANNEL: Final = "console"
Verb = Decision.Verb
VERBS: Final = frozenset(Verb.values) - {Verb.EDIT}

# What the operator can do about a refusal, and how it is told to a machine.
ADVICE: Final[dict[type[PilothouseError], tuple[HTTPStatus, str]]] = {
    services.NotAPerson: (
        HTTPStatus.FORBIDDEN,
        "Ask the owner for the right to decide; until then you can read everything here.",
    ),
    services.ReasonMissing: (
        HTTPStatus.BAD_REQUEST,
        "Write a sentence, then reject again.",
    ),
    services.AlreadyDecided: (
        HTTPStatus.CONFLICT,
        "Your click changed nothing. Below is how it stands now.",
    ),
    services.DigestDiffers: (
        HTTPStatus.CONFLICT,
        "Your click changed nothing. Below is what it is now.",
    ),
    services.NotIntact: (
        HTTPStatus.CONFLICT,
        "Your click changed nothing. Reject it with a reason, so that it is proposed again.",
    ),
}
OTHERWISE: Final = (HTTPStatus.CONFLICT, "Your click changed nothing.")


@require_safe
@reads
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, what is on its way and what is done."""
    return show(
        request, "console/decide.html", {"board": board(), "just": request.GET.get("just", "")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reads
def command(request: HttpRequest, command_id: UUID) -> HttpResponse:
    """Show a command; a POST decides it under the digest that was on the screen."""
    if request.method != "POST":
        return show(request, "console/command.html", {"sheet": Sheet.of(command_id)})
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        return HttpResponseBadRequest("Unknown verb.")
    user: Any = request.user
    sheet = Sheet.of(command_id)
    try:
        services.decide(
            command_id=command_id,
            digest=request.POST.get("digest", ""),
            verb=verb,
            user=user,
            channel=CHANNEL,
            reason=request.POST.get("reason", ""),
        )
    except PilothouseError as error:
        return refusal(request, "console/command.html", error, sheet.command.id)
    if verb == Verb.UNDO:
        return redirect("console:command", command_id)
    return redirect(f"{reverse('console:decide')}?just={command_id}")


@require_http_methods(["GET", "HEAD", "POST"])
@reads
def edit(request: HttpRequest, command_id: UUID) -> HttpResponse:
    """Show the editable values; a POST makes a new command of them, to wait in its place."""
    user: Any = request.user
    sheet = Sheet.of(command_id)
    if not may_decide(user):
        return refusal(request, "console/command.html", services.NotAPerson(), command_id)
    if request.method != "POST" and sheet.command.state != Command.State.HELD:
        return redirect("console:command", command_id)
    if not (sheet.editable and sheet.intact):
        return refusal(request, "console/command.html", services.NotEditable(), command_id)
    act = sheet.command.act()
    typed = {name: request.POST[name] for name in act.editable if name in request.POST}
    fields = [(name, typed.get(name, text)) for name, text in texts(act)]
    context: dict[str, Any] = {"sheet": sheet, "fields": fields}
    if request.method != "POST":
        return show(request, "console/edit.html", context)
    try:
        edited = services.edit(
            command_id=command_id,
            digest=request.POST.get("digest", ""),
            changes=changes_of(act, typed),
            user=user,
            channel=CHANNEL,
        )
    except PilothouseError as error:
        return refusal(request, "console/edit.html", error, command_id, **context)
    return redirect("console:command", edited.id)


def refusal(
    request: HttpRequest,
    template: str,
    error: PilothouseError,
    command_id: UUID,
    **context: Any,
) -> HttpResponse:
    """Say in words why nothing was changed, above the command as it is now."""
    status, advice = ADVICE.get(type(error), OTHERWISE)
    return show(
        request,
        template,
        context
        | {
            "sheet": Sheet.of(command_id),
            "problem": str(error),
            "advice": advice,
            "reason": request.POST.get("reason", ""),
        },
        status=status,
    )
