import json
from typing import Any

import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from config.sentry import scrub

MAIL = "Dear studio, my secret budget is 90,000"


class Outbox(Transport):
    """Keeps what would have left the house."""

    def __init__(self) -> None:
        super().__init__({})
        self.sent: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent += [item.payload.json for item in envelope.items if item.payload.json]


def report(error: Exception) -> str:
    outbox = Outbox()
    with sentry_sdk.isolation_scope() as scope:
        client = sentry_sdk.Client(
            "http://key@127.0.0.1:1/1",
            transport=outbox,
            before_send=scrub,
            default_integrations=False,
        )
        scope.set_client(client)
        scope.set_extra("mail", MAIL)
        scope.set_context("letter", {"body": MAIL})
        scope.set_user({"email": "client@example.com"})
        scope.add_breadcrumb(message=MAIL)
        scope.capture_exception(error)
        scope.set_client(None)
    return json.dumps(outbox.sent)


def fail(body: str) -> None:
    raise ValueError(f"cannot read {body!r}")


def test_a_report_names_the_place_and_the_kind_of_an_error_but_no_words_of_a_mail() -> None:
    try:
        fail(MAIL)
    except ValueError as error:
        sent = report(error)

    assert "ValueError" in sent
    assert "test_sentry" in sent
    assert "90,000" not in sent
    assert "client@example.com" not in sent


def test_a_request_is_reported_without_its_body_query_cookies_and_headers() -> None:
    event: Any = {
        "request": {
            "method": "POST",
            "url": "https://h/login?token=abc",
            "query_string": "token=abc",
            "data": {"body": MAIL},
            "cookies": {"sessionid": "abc"},
            "headers": {"Authorization": "abc"},
        }
    }

    assert scrub(event)["request"] == {"method": "POST", "url": "https://h/login"}
