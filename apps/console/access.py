"""The door of every page: who may read comes in, others log in first or are told why not."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from apps.console.people import may_read
from apps.console.render import show

View = Callable[..., HttpResponse]


def reads(view: View) -> View:
    """Let in who may read the console."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read(request.user):
            return show(request, "console/refused.html", {}, status=HTTPStatus.FORBIDDEN)
        return view(request, *args, **kwargs)

    return guarded
