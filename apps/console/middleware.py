"""What a page of the console may load, and who may frame it: only itself, and nobody."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Unfold's admin needs inline scripts and eval, so its pages go without.
FREE = frozenset({"admin"})


class ContentSecurityPolicy:
    """Gives every page but the admin's the strict policy, unless the page set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the policy."""
        response = self.get_response(request)
        found = getattr(request, "resolver_match", None)
        if found is None or not FREE.intersection(found.app_names):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
