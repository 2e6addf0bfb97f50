"""Files out of stored bytes: served so that a browser cannot be made to run them."""

from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.console import letter
from apps.console.access import reads
from apps.console.sheet import Sheet

# Nothing in such a file may load, run, submit or be framed.
SANDBOX: Final = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
@reads
def attachment(_request: HttpRequest, command_id: UUID, number: int) -> HttpResponse:
    """Serve one attachment of what would be sent, from the very bytes that would be."""
    return serve_attachment(bytes(Sheet.of(command_id).command.content), number)


@require_safe
@reads
def content(_request: HttpRequest, command_id: UUID) -> HttpResponse:
    """Serve the exact bytes that would be sent, as a download."""
    sheet = Sheet.of(command_id)
    return serve(
        bytes(sheet.command.content), "message/rfc822", f"{command_id}.eml", shown=False
    )


def serve_attachment(mail: bytes, number: int) -> HttpResponse:
    """Serve the numbered attachment of a mail; raise Http404."""
    found = letter.read(mail)
    for one in found.attachments if found else ():
        if one.number == number:
            return serve(one.content, one.kind, one.name, shown=one.may_be_shown)
    raise Http404("There is no such attachment.")


def serve(content: bytes, kind: str, name: str, *, shown: bool) -> HttpResponse:
    """Return bytes with headers that keep them inert; what may not be shown is a download."""
    text = "; charset=utf-8" if kind == "text/plain" else ""
    response = HttpResponse(
        content, content_type=kind + text if shown else "application/octet-stream"
    )
    place = "inline" if shown else "attachment"
    response.headers["Content-Disposition"] = f"{place}; filename*=UTF-8''{_safe(name)}"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _safe(name: str) -> str:
    plain = "".join(c for c in name if c.isprintable() and c not in '/\\:*?"<>|')
    return quote(plain.encode("utf-8", "replace")[:150] or b"file", safe="")
