"""Every language's example sentences: a cue is there because a sentence needs it."""

from datetime import date
from importlib import import_module

import pytest

from apps.agents.library.reading import read
from apps.agents.library.reading.languages import languages
from apps.records.contracts import Brief, BudgetRange, MailText

SENT = date(2027, 3, 9)
ASKING = {
    "en": "We need a logo.", "de": "Wir brauchen ein Logo.",
    "fr": "Nous avons besoin d'un logo.", "es": "Necesitamos un logotipo.",
}  # fmt: skip


def brief(text: str) -> Brief:
    given = {"message": "m", "from_name": "", "from_address": "x@mailbox.test", "text": text}
    return read(
        MailText.model_validate({**given, "new_text": text}),
        own=["pilot.example"],
        sent_on=SENT,
    )


def examples(table: str) -> list[object]:
    return [
        pytest.param(code, *example, id=f"{code}-{example[0][:50]}")
        for code in languages()
        for example in import_module(f"apps.agents.library.reading.{code}.{table}").EXAMPLES
    ]


def spelled(budget: BudgetRange | None) -> str:
    if budget is None:
        return ""
    low, high = (f"{one:f}".rstrip("0").rstrip(".") if one else "" for one in budget.major())
    return f"{low}..{high} {budget.currency}".strip()


@pytest.mark.parametrize(("code", "text", "services"), examples("work") + examples("things"))
def test_work_is_asked_for(code, text, services):
    assert ", ".join(one.value for one in brief(text).services) == services


@pytest.mark.parametrize(("code", "text", "things"), examples("counts"))
def test_things_are_counted(code, text, things):
    found = [one.value for one in brief(text).deliverables]
    said = [f"{one.quantity} {one.what}" if one.quantity else one.what for one in found]

    assert ", ".join(said) == things


@pytest.mark.parametrize(("code", "text", "amount"), examples("money"))
def test_a_budget_is_told_from_other_amounts(code, text, amount):
    found = brief(f"{ASKING[code]} {text}").budget

    assert spelled(found and found.value) == amount


@pytest.mark.parametrize(("code", "text", "day"), examples("days"))
def test_a_deadline_is_told_from_other_days(code, text, day):
    found = brief(f"{ASKING[code]} {text}").deadline

    assert (found.value.isoformat() if found else "") == day


@pytest.mark.parametrize(("code", "text", "field", "value"), examples("people"))
def test_people_and_firms_are_named(code, text, field, value):
    found = getattr(
        brief(f"{ASKING[code]}\n\n{text}"), "contact_name" if field == "name" else field
    )

    assert (found.value if found else "") == value


@pytest.mark.parametrize(("code", "text", "kind"), examples("kinds"))
def test_a_mail_is_for_something(code, text, kind):
    assert brief(text).kind == kind
