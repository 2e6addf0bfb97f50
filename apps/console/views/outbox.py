"""The demo's outbox: what would have been received, and by whom."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.console import outbox
from apps.console.access import reads
from apps.console.render import show
from apps.console.views.files import serve_attachment


@require_safe
@reads
def mails(request: HttpRequest) -> HttpResponse:
    """List what the demo's mail server received."""
    _only_in_the_demo()
    return show(request, "console/outbox.html", {"mails": outbox.received()})


@require_safe
@reads
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail as it was received."""
    return show(request, "console/outbox_mail.html", {"mail": _found(name)})


@require_safe
@reads
def attachment(_request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Serve one attachment of a received mail."""
    return serve_attachment(_found(name).content, number)


def _found(name: str) -> outbox.Received:
    _only_in_the_demo()
    found = outbox.find(name)
    if found is None:
        raise Http404("There is no such mail.")
    return found


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404("Only the demo has an outbox: elsewhere mail leaves the house.")
