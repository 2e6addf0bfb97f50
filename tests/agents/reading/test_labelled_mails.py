import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from apps.agents.library.reading import read
from apps.connectors.email.parse import mail_text, parse
from apps.core.origin import Origin
from apps.records.contracts import Brief, Kind, MailText

FOLDER = Path(__file__).parents[1] / "intake"
LANGUAGES = ("de", "en", "es", "fr")
LABELS: dict[str, dict[str, dict[str, Any]]] = {
    code: json.loads((FOLDER / code / "labels.json").read_text()) for code in LANGUAGES
}
MAILS = [f"{code}/{name}" for code in LANGUAGES for name in LABELS[code]]
OWN = ("pilot.example",)
SINGLE = (
    "kind", "contact_name", "contact_email", "company", "budget_min", "budget_max", "currency",
    "deadline", "new_text",
)  # fmt: skip
MANY = ("services", "deliverables")
MIN_PRECISION = 0.92
MIN_MEAN_RECALL = 0.7


def opened(name: str) -> tuple[MailText, Brief]:
    parsed = parse((FOLDER / name).read_bytes())
    mail = mail_text(parsed)
    sent_on = parsed.sent_at.date() if parsed.sent_at else date(2026, 3, 10)
    return mail, read(mail, own=OWN, sent_on=sent_on)


@cache
def answered(name: str) -> dict[str, Any]:
    mail, brief = opened(name)
    low, high = brief.budget.value.major() if brief.budget else (None, None)
    return {
        "kind": brief.kind.value,
        "contact_name": brief.contact_name and brief.contact_name.value,
        "contact_email": brief.contact_email and brief.contact_email.value,
        "company": brief.company and brief.company.value,
        "budget_min": low and float(low),
        "budget_max": high and float(high),
        "currency": (brief.budget and brief.budget.value.currency) or None,
        "deadline": brief.deadline and brief.deadline.value.isoformat(),
        "services": [one.value for one in brief.services],
        "deliverables": [one.value.model_dump() for one in brief.deliverables],
        "new_text": mail.new_text if brief.kind is Kind.REPLY else None,
    }


def spelled(value: Any) -> str:
    if isinstance(value, dict):
        return f"{spelled(value['what']).split()[-1].rstrip('s')} x{value['quantity']}"
    if isinstance(value, (int, float)):
        return f"{value:.2f}"
    plain = unicodedata.normalize("NFKD", str(value).lower())
    return re.sub(r"[^a-z0-9]+", " ", plain.encode("ascii", "ignore").decode()).strip()


def compared(code: str, field: str) -> Iterator[tuple[str, Counter[str], Counter[str]]]:
    for name, label in LABELS[code].items():
        given, wanted = answered(f"{code}/{name}")[field], label[field]
        if field in MANY:
            yield name, Counter(map(spelled, given)), Counter(map(spelled, wanted))
        else:
            yield (
                name,
                Counter([spelled(given)] if given is not None else []),
                Counter([spelled(wanted)] if wanted is not None else []),
            )


def measured(code: str, field: str) -> tuple[float, float]:
    right = stated = expected = 0
    for name, given, wanted in compared(code, field):
        right += (given & wanted).total()
        stated += given.total()
        expected += wanted.total()
        if given != wanted:
            print(
                f"{code} {field:14} {name:24} "
                f"+{sorted(given - wanted)} -{sorted(wanted - given)}"
            )
    return right / stated if stated else 1.0, right / expected if expected else 1.0


@pytest.mark.parametrize("field", [*SINGLE, *MANY])
@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_filled_in_can_be_trusted(code, field):
    precision, recall = measured(code, field)
    print(f"{code} {field:14} precision {precision:.3f} recall {recall:.3f}")

    assert precision >= MIN_PRECISION


@pytest.mark.parametrize("code", LANGUAGES)
def test_most_of_what_is_said_is_found(code):
    recalls = [measured(code, field)[1] for field in (*SINGLE, *MANY)]

    assert sum(recalls) / len(recalls) >= MIN_MEAN_RECALL


@pytest.mark.parametrize("name", MAILS)
def test_every_stated_value_shows_words_of_the_mail(name):
    mail, brief = opened(name)
    values = [
        brief.contact_name, brief.contact_email, brief.company, brief.budget, brief.deadline,
        *brief.services, *brief.deliverables,
    ]  # fmt: skip

    for value in values:
        if value is not None and value.origin is Origin.STATED:
            assert value.start is not None
            assert mail.text[value.start :].startswith(value.quote)
            assert value.source == f"message:{mail.message}"
        elif value is not None:
            assert value.because


@pytest.mark.parametrize("name", MAILS)
def test_a_brief_survives_being_written_and_read(name):
    brief = opened(name)[1]

    assert Brief.model_validate_json(brief.model_dump_json()) == brief


def test_injected_instructions_are_found_and_not_followed():
    brief = opened("en/12-injected.eml")[1]

    assert brief.kind is Kind.INQUIRY
    assert "instructions_to_the_machine" in brief.findings
    assert brief.budget is not None
    assert brief.budget.value.high_minor == 180_000
