"""Errors go to Sentry without what people wrote: no bodies, no variables, no mail."""

from typing import TYPE_CHECKING, Any

import sentry_sdk

if TYPE_CHECKING:
    from sentry_sdk._types import Event, Hint

# What a traceback may keep; a person's words hide in everything else.
FRAME_KEYS = {
    "filename", "abs_path", "function", "module", "lineno", "colno", "in_app",
    "context_line", "pre_context", "post_context",
}  # fmt: skip
REQUEST_KEYS = {"method", "url"}
CONTEXT_KEYS = {"runtime", "trace", "os", "device"}


def start_sentry(dsn: str) -> None:
    """Report errors to this DSN, scrubbed."""
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        before_send=scrub,
    )


def scrub(event: "Event", _hint: "Hint | None" = None) -> "Event":
    """Return the event with the places removed in which payloads travel."""
    report: dict[str, Any] = event  # type: ignore[assignment]
    for part in ("extra", "breadcrumbs", "user", "logentry", "message", "modules"):
        report.pop(part, None)
    if request := report.get("request"):
        kept = {key: request[key] for key in REQUEST_KEYS & request.keys()}
        report["request"] = kept | {"url": str(kept.get("url", "")).split("?")[0]}
    report["contexts"] = {
        key: value for key, value in report.get("contexts", {}).items() if key in CONTEXT_KEYS
    }
    for part in ("exception", "threads"):
        for value in report.get(part, {}).get("values", []):
            _scrub_error(value)
    return event


def _scrub_error(error: dict[str, Any]) -> None:
    # The text of an error quotes its input: a mail's subject, a row's values, a token.
    if "value" in error:
        error["value"] = "[scrubbed]"
    error.pop("mechanism", None)
    frames = (error.get("stacktrace") or {}).get("frames", [])
    for number, frame in enumerate(frames):
        frames[number] = {key: value for key, value in frame.items() if key in FRAME_KEYS}
