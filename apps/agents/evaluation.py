"""How well intake reads: its answers on a folder of mails, held against labels."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from apps.agents.library.intake import read_by_rules, verified
from apps.connectors.email.contracts import UnreadableMail
from apps.connectors.email.files import read_paths
from apps.connectors.email.parse import mail_text, parse
from apps.core.origin import Origin, Sourced, Trust
from apps.policies.judge import rule_on
from apps.policies.registry import gather
from apps.records.commands import SendProposal
from apps.records.contracts import Brief, Kind, MailText
from apps.records.received import MessageReceived

SINGLE: Final = (
    "kind", "contact_name", "contact_email", "company", "budget_min", "budget_max", "currency",
    "deadline", "new_text",
)  # fmt: skip
MANY: Final = ("services", "deliverables")
NO_DATE: Final = date(2000, 1, 1)


@dataclass(frozen=True)
class Score:
    """How often a field was right, of what was stated and of what the labels expect."""

    right: int
    stated: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of what was stated that is right."""
        return self.right / self.stated if self.stated else 1.0

    @property
    def recall(self) -> float:
        """The share of what is expected that was stated."""
        return self.right / self.expected if self.expected else 1.0


def answers(folder: Path, own: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what intake answers on each mail of a folder, by file name; nothing is kept."""
    found = {}
    for where, raw in read_paths([folder]):
        name = Path(where).name
        found[name] = {"error": str(raw)} if isinstance(raw, OSError) else _answer(raw, own)
    return found


def scores(
    given: Mapping[str, Mapping[str, Any]], labels: Mapping[str, Mapping[str, Any]]
) -> dict[str, Score]:
    """Return the score of each field; a wrong value counts against precision and recall."""
    return {field: _score(field, given, labels) for field in (*SINGLE, *MANY)}


def mistakes(
    given: Mapping[str, Mapping[str, Any]], labels: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield (file, field, stated wrongly, missed) wherever an answer is not its label."""
    for field in (*SINGLE, *MANY):
        for name, stated, expected in _compared(field, given, labels):
            if stated != expected:
                yield name, field, sorted(stated - expected), sorted(expected - stated)


def _answer(raw: bytes, own: Sequence[str]) -> dict[str, Any]:
    try:
        parsed = parse(raw)
    except UnreadableMail as error:
        return {"error": str(error), "effects": []}
    mail = mail_text(parsed)
    message = MessageReceived(
        message_id=mail.message,
        conversation_id="",
        mail=mail,
        sent_on=parsed.sent_at.date() if parsed.sent_at else NO_DATE,
        trust=Trust.STRANGER,
        own=tuple(own),
    )
    return told(mail, verified(read_by_rules(message), mail.text))


def told(mail: MailText, brief: Brief) -> dict[str, Any]:
    """Return a brief as the evaluation prints it: major units, absent as null."""
    low, high = brief.budget.value.major() if brief.budget else (None, None)
    return {
        "kind": brief.kind.value,
        "contact_name": _value(brief.contact_name),
        "contact_email": _value(brief.contact_email),
        "company": _value(brief.company),
        "budget_min": None if low is None else float(low),
        "budget_max": None if high is None else float(high),
        "currency": (brief.budget and brief.budget.value.currency) or None,
        "deadline": brief.deadline.value.isoformat() if brief.deadline else None,
        "services": [one.value for one in brief.services],
        "deliverables": [one.value.model_dump() for one in brief.deliverables],
        "new_text": mail.new_text if brief.kind is Kind.REPLY else None,
        "evidence": _evidence(brief),
        "effects": _effects(brief),
    }


def _evidence(brief: Brief) -> dict[str, Any]:
    single = ("contact_name", "contact_email", "company", "budget", "deadline")
    found: dict[str, Any] = {name: _quote(getattr(brief, name)) for name in single}
    found["services"] = [_quote(one) for one in brief.services]
    found["deliverables"] = [_quote(one) for one in brief.deliverables]
    return found


def _effects(brief: Brief) -> list[dict[str, str]]:
    """Return what the flow would propose on such a mail, and the verdict without any rule."""
    if brief.kind is not Kind.INQUIRY:
        return []
    email = brief.contact_email
    known = {
        "kind": SendProposal.kind,
        "money_out": SendProposal.money_out,
        "leaves_the_house": True,
        "inferred_vitals": ["Recipient"] if email and email.origin is Origin.INFERRED else [],
        "trust": Trust.STRANGER.value,
    }
    return [{"kind": SendProposal.kind, "verdict": rule_on(gather(known), []).verdict.value}]


def _score(
    field: str, given: Mapping[str, Mapping[str, Any]], labels: Mapping[str, Mapping[str, Any]]
) -> Score:
    right = stated = expected = 0
    for _, ours, theirs in _compared(field, given, labels):
        right += (ours & theirs).total()
        stated += ours.total()
        expected += theirs.total()
    return Score(right, stated, expected)


def _compared(
    field: str, given: Mapping[str, Mapping[str, Any]], labels: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    for name, label in labels.items():
        yield name, _counted(given.get(name, {}).get(field)), _counted(label.get(field))


def _counted(value: Any) -> Counter[str]:
    if value is None:
        return Counter()
    return Counter(map(_spelled, value if isinstance(value, list) else [value]))


def _spelled(value: Any) -> str:
    """Return a value without case, accents and punctuation."""
    if isinstance(value, dict):
        return f"{_spelled(value['what'])} x {value['quantity']}"
    if isinstance(value, (int, float)):
        return f"{value:.2f}"
    plain = unicodedata.normalize("NFKD", str(value).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", letters).strip()


def _value(sourced: Sourced[str] | None) -> str | None:
    return sourced.value if sourced else None


def _quote(sourced: Sourced[Any] | None) -> str | None:
    return sourced.quote or None if sourced else None
