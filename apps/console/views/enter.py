"""Entering by a one-time link; a GET changes nothing, so a mail scanner may follow it."""

from http import HTTPStatus

from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from apps.console.models import LinkUsed, LoginToken
from apps.console.render import show

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the button that enters; a POST uses the link up and logs in."""
    try:
        holder = LoginToken.holder(secret)
        if request.method != "POST":
            return show(request, "console/enter.html", {"holder": holder})
        password = request.POST.get("password", "")
        if password:
            validate_password(password, holder)
        user = LoginToken.use(secret, password=password)
    except LinkUsed:
        return show(request, "console/enter_used.html", {}, status=HTTPStatus.GONE)
    except ValidationError as error:
        context = {"holder": holder, "problems": error.messages}
        return show(request, "console/enter.html", context, status=HTTPStatus.BAD_REQUEST)
    login(request, user, backend=BACKEND)
    return redirect("console:decide")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out."""
    logout(request)
    return redirect("console:decide")
