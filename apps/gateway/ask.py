"""The only door to a model: a typed question in, a validated answer out, a row behind each."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from apps.core import canonical, clock
from apps.core.errors import PilothouseError
from apps.gateway import registry
from apps.gateway.contracts import Provider, Reply
from apps.gateway.models import ModelCall

A = TypeVar("A", bound=BaseModel)


class NoTier(PilothouseError):
    """No configured tier can answer with that type."""


class InvalidAnswer(PilothouseError):
    """What came back is not an answer of the type that was asked for."""


@dataclass
class _Call:
    """One call under way: what the row will say of it."""

    answer_type: str
    by: Provider
    run: str
    step: str
    started_at: datetime
    since: float
    question_digest: str = ""
    reply: Reply | None = None

    def answered(self, answer_digest: str) -> None:
        self._note(answer_digest=answer_digest, error="")

    def failed(self, error: BaseException) -> None:
        self._note(answer_digest="", error=f"{type(error).__name__}: {error}")

    def _note(self, *, answer_digest: str, error: str) -> None:
        ModelCall.note(
            answer_type=self.answer_type,
            by=self.by,
            reply=self.reply,
            question_digest=self.question_digest,
            answer_digest=answer_digest,
            error=error,
            started_at=self.started_at,
            ms=(clock.monotonic() - self.since) * 1000,
            run=self.run,
            step=self.step,
        )


def ask(answer_type: type[A], question: BaseModel, *, run: str = "", step: str = "") -> A:
    """Return a validated answer of the cheapest tier that can give one; raise otherwise.

    No transaction is opened around the provider; the call's row is written behind it. Asked
    within a transaction, the row is part of that one.
    """
    by = _cheapest(answer_type)
    name = f"{answer_type.__module__}.{answer_type.__qualname__}"
    call = _Call(name, by, run, step, clock.now(), clock.monotonic())
    try:
        call.question_digest = canonical.sha256(canonical.canonical(question))
        call.reply = by.answer(answer_type, question)
        answer, digest = _validated(answer_type, call.reply.value)
    except Exception as error:
        call.failed(error)
        raise
    call.answered(digest)
    return answer


def _cheapest(answer_type: type[BaseModel]) -> Provider:
    for provider in registry.providers():
        if provider.answers(answer_type):
            return provider
    raise NoTier(f"No configured tier answers with {answer_type.__qualname__}.")


def _validated(answer_type: type[A], value: object) -> tuple[A, str]:
    """Return the answer, validated anew: an instance may have been made around its checks."""
    if not isinstance(value, answer_type):
        kind = type(value).__qualname__
        raise InvalidAnswer(f"Asked for {answer_type.__qualname__}, answered with {kind}.")
    try:
        plain = value.model_dump(round_trip=True, warnings=False)
        answer = answer_type.model_validate(plain)
        return answer, canonical.sha256(canonical.canonical(answer))
    except ValidationError as error:
        # Without the input: an error is kept, the words of a person are not kept with it.
        found = error.errors(include_input=False, include_url=False, include_context=False)
        places = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in found[:5])
        raise InvalidAnswer(f"Not a valid {answer_type.__qualname__}: {places}") from error
    except (canonical.NotCanonical, TypeError) as error:
        raise InvalidAnswer(f"Not a valid {answer_type.__qualname__}: {error}") from error
