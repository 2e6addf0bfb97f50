"""The rules that read a mail without any model: what is clearly said, and nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from apps.agents.library.reading.dates import deadline
from apps.agents.library.reading.items import items, parts
from apps.agents.library.reading.kind import kind_of
from apps.agents.library.reading.languages import Spoken, any_kind, spoken
from apps.agents.library.reading.letters import Letter, letters
from apps.agents.library.reading.money import budget
from apps.agents.library.reading.passages import Sentence, sentences
from apps.agents.library.reading.people import client, form_fields, sender
from apps.agents.library.reading.services import Wanted, services, wanted
from apps.core.origin import Origin
from apps.records.contracts import Brief, Kind, MailText

INJECTED: Final = "instructions_to_the_machine"
NOBODY: Final = frozenset({Kind.NEWSLETTER, Kind.AUTOMATED, Kind.SUSPICIOUS})
WORK: Final = frozenset({Kind.INQUIRY, Kind.REPLY})


def read(mail: MailText, *, own: Sequence[str], sent_on: date) -> Brief:
    """Return what the mail says; `own` are the studio's addresses or domains."""
    letter, _ = letters(mail, own)
    found = _undirected(sentences(letter.lines))
    by = spoken(found, letter.subject)
    findings = (*mail.findings, INJECTED) if _is_injected(mail) else mail.findings
    asked = tuple(one for cues, part in by for one in wanted(part, cues))
    titled = () if asked or mail.has_references else _from_subject(letter, by)
    is_form = bool(form_fields(letter))
    kind = kind_of(mail, letter, found, by, asked or titled, is_form=is_form)
    if kind in NOBODY:
        return Brief(kind=kind, subject=mail.subject, findings=findings)
    who = client(mail, letter, found, own) if by else sender(mail, letter, own)
    brief = Brief(
        kind=kind,
        contact_name=who.name,
        contact_email=who.email,
        company=who.company,
        subject=mail.subject,
        findings=findings,
    )
    return _briefed(brief, mail, letter, by, asked, titled, sent_on) if kind in WORK else brief


def _briefed(
    brief: Brief,
    mail: MailText,
    letter: Letter,
    by: Spoken,
    asked: Sequence[Wanted],
    titled: Sequence[Wanted],
    sent_on: date,
) -> Brief:
    """Return the brief with the work asked for, its budget and its day."""
    source = f"message:{mail.message}"
    because = {"origin": Origin.INFERRED, "quote": "", "because": "the subject"}
    return brief.model_copy(
        update={
            "budget": budget(by, mail.text, source),
            "deadline": deadline(by, mail.text, source, sent_on=sent_on),
            "services": services(asked, mail.text, source)
            or tuple(
                one.model_copy(update=because)
                for one in services(titled, letter.subject, source)
            ),
            "deliverables": items(asked, mail.text, source),
            "parts": parts(asked, mail.text, source),
        }
    )


def _from_subject(letter: Letter, by: Spoken) -> tuple[Wanted, ...]:
    words = Sentence(0, letter.subject, head="subject:")
    return tuple(one for cues, _ in by[:1] for one in wanted([words], cues))


def _undirected(found: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences that do not tell the machine what to do."""
    return tuple(one for one in found if not any_kind().injection.search(one.text))


def _is_injected(mail: MailText) -> bool:
    injection = any_kind().injection
    return bool(injection.search(" ".join(mail.text.split())) or injection.search(mail.subject))
