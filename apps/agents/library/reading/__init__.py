"""The rules that read a mail without any model: what is clearly said, and nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from apps.agents.library.reading.cues import Cues
from apps.agents.library.reading.cues_en import EN
from apps.agents.library.reading.dates import deadline
from apps.agents.library.reading.items import items, parts
from apps.agents.library.reading.kind import kind_of
from apps.agents.library.reading.letters import Letter, letters
from apps.agents.library.reading.money import budget
from apps.agents.library.reading.passages import Sentence, sentences
from apps.agents.library.reading.people import client, form_fields
from apps.agents.library.reading.services import Wanted, services, wanted
from apps.core.origin import Origin
from apps.records.contracts import Brief, Kind, MailText

INJECTED: Final = "instructions_to_the_machine"
NOBODY: Final = frozenset({Kind.NEWSLETTER, Kind.AUTOMATED, Kind.SUSPICIOUS})
WORK: Final = frozenset({Kind.INQUIRY, Kind.REPLY})


def read(mail: MailText, *, own: Sequence[str], sent_on: date) -> Brief:
    """Return what the mail says; `own` are the studio's addresses or domains."""
    cues = EN
    letter, _ = letters(mail, own)
    everything = sentences(letter.lines)
    found = _undirected(everything, cues)
    findings = mail.findings
    if _is_injected(mail, cues):
        findings = (*findings, INJECTED)
    source = f"message:{mail.message}"
    asked = wanted(found, cues)
    titled = () if asked or mail.has_references else _from_subject(letter, cues)
    is_form = bool(form_fields(letter, cues))
    kind = kind_of(mail, letter, found, asked or titled, cues, is_form=is_form)
    who = client(mail, letter, found, own, cues)
    if kind in NOBODY:
        return Brief(kind=kind, subject=mail.subject, findings=findings)
    brief = Brief(
        kind=kind,
        contact_name=who.name,
        contact_email=who.email,
        company=who.company,
        subject=mail.subject,
        findings=findings,
    )
    if kind not in WORK:
        return brief
    return brief.model_copy(
        update={
            "budget": budget(found, mail.text, source, cues),
            "deadline": deadline(found, mail.text, source, cues, sent_on=sent_on),
            "services": services(asked, mail.text, source, cues)
            or tuple(
                one.model_copy(
                    update={"origin": Origin.INFERRED, "quote": "", "because": "the subject"}
                )
                for one in services(titled, letter.subject, source, cues)
            ),
            "deliverables": items(asked, mail.text, source, cues),
            "parts": parts(asked, mail.text, source, cues),
        }
    )


def _from_subject(letter: Letter, cues: Cues) -> tuple[Wanted, ...]:
    words = Sentence(0, letter.subject, head="subject:")
    return wanted([words], cues)


def _undirected(found: Sequence[Sentence], cues: Cues) -> tuple[Sentence, ...]:
    """Return the sentences that do not tell the machine what to do."""
    return tuple(one for one in found if not cues.kinds.injection.search(one.text))


def _is_injected(mail: MailText, cues: Cues) -> bool:
    return bool(
        cues.kinds.injection.search(" ".join(mail.text.split()))
        or cues.kinds.injection.search(mail.subject)
    )
