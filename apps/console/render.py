"""Shows a template inside the console, or only its changing part when a page asks for that."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.commits.models import Command
from apps.console.people import may_decide, may_read
from apps.core import clock
from apps.core.pages import pages
from apps.policies.models import Switch

# The navigation's entry that a page without one of its own belongs to.
UNDER: Final = {
    "console:command": "console:decide",
    "console:edit": "console:decide",
    "console:message": "console:decide",
    "console:run": "console:runs",
    "console:outbox_mail": "console:outbox",
}


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return the page, never cached; with the header `X-Fragment`, its changing part only."""
    fragment = "X-Fragment" in request.headers
    here = request.resolver_match.view_name if request.resolver_match else ""
    inside = may_read(request.user)
    shared: dict[str, Any] = {
        "layout": "console/fragment.html" if fragment else "console/base.html",
        "demo": settings.DEMO,
        "pages": pages() if inside else [],
        "here": here,
        "under": UNDER.get(here, here),
        "decides": may_decide(request.user),
        "now": clock.now(),
        "still": request.method == "POST",
    }
    if inside:
        shared["waiting"] = Command.objects.filter(state=Command.State.HELD).count()
        shared["paused"] = sorted(Switch.paused())
    response = render(request, template, shared | context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Vary"] = "Cookie, X-Fragment"
    return response
