"""What is said when a click did not count."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from apps.console.render import show


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was older than the login, so nothing was decided."""
    context = {"reason": reason}
    return show(request, "console/stale_form.html", context, status=HTTPStatus.FORBIDDEN)
