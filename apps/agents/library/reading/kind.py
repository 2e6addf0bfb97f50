"""What a mail is for the studio, by its headers first and its words second."""

import re
from collections.abc import Sequence
from typing import Final

from apps.agents.library.reading.cues import KindCues
from apps.agents.library.reading.languages import Spoken, any_kind
from apps.agents.library.reading.letters import Letter
from apps.agents.library.reading.passages import Sentence
from apps.agents.library.reading.services import Wanted
from apps.records.contracts import Kind, MailText

ENOUGH: Final = 2
A_LOT: Final = 3
A_NOTE: Final = 30

_LISTS = frozenset({"List-Id", "Precedence"})
_FOOT = 1500
_ANSWER = re.compile(r"^\s*(?:re|aw|sv|antw|ref|r\u00e9p|vs)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_MACHINES = re.compile(
    r"^(?:no-?reply|do-?not-?reply|notifications?|ci|builds?|alerts?)\b", re.IGNORECASE
)


def kind_of(
    mail: MailText,
    letter: Letter,
    found: Sequence[Sentence],
    by: Spoken,
    asked: Sequence[Wanted],
    *,
    is_form: bool,
) -> Kind:
    """Return what the mail is for; a request for work wins over the machine that relays it."""
    kinds = any_kind()
    words = " ".join(sentence.text for sentence in found)
    every = f"{mail.subject}\n{words}"
    requested = bool(asked) or any(cues.work.requests.search(words) for cues, _ in by)
    if mail.auto == "bounce" or kinds.away.search(mail.subject):
        return Kind.AUTOMATED
    if is_form and requested and not _many(kinds.pitch, every, ENOUGH):
        return Kind.INQUIRY
    if _is_fraud(every, mail.text, kinds, requested=bool(asked)):
        return Kind.SUSPICIOUS
    machine = _by_machine(mail, every, kinds, asked=bool(asked))
    if machine is not None:
        return machine
    if not letter.is_forwarded and _pitches(every, kinds, requested=requested):
        return Kind.NEWSLETTER
    return _by_person(mail, letter, words, kinds, requested=requested, asked=bool(asked))


def _by_machine(mail: MailText, every: str, kinds: KindCues, *, asked: bool) -> Kind | None:
    listed = asked and mail.auto in _LISTS and not kinds.pitch.search(every)
    if kinds.bulk.search(mail.text[-_FOOT:]) or (mail.bulk and not listed):
        return Kind.BILLING if kinds.billing.search(mail.subject) else Kind.NEWSLETTER
    robot = (bool(mail.auto) and not listed) or _MACHINES.match(mail.from_address) is not None
    if robot and kinds.billing.search(mail.subject):
        return Kind.BILLING
    if robot and kinds.scheduling.search(mail.subject):
        return Kind.SCHEDULING
    if robot or (kinds.machine.search(every) and kinds.machine.search(mail.subject)):
        return Kind.AUTOMATED
    return None


def _by_person(
    mail: MailText, letter: Letter, words: str, kinds: KindCues, *, requested: bool, asked: bool
) -> Kind:
    answers = not letter.is_forwarded and (
        mail.has_references or _ANSWER.match(mail.subject) is not None
    )
    offered = kinds.answers_us.search(words) is not None
    applies = kinds.job.search(words) is not None and not asked
    if asked and not answers and not offered:
        return Kind.INQUIRY
    is_note = not asked and len(words.split()) <= A_NOTE
    plain = is_note or not (answers or requested)
    about = _errand(mail, words, kinds, least=1 if plain else ENOUGH)
    if about is not None:
        return about
    if answers:
        return Kind.REPLY
    return Kind.INQUIRY if requested and not offered and not applies else Kind.OTHER


def _errand(mail: MailText, words: str, kinds: KindCues, *, least: int) -> Kind | None:
    """Return billing or scheduling where enough of the words speak of it."""
    plain = _ANSWER.sub("", mail.subject)
    bills, times = (
        bool(shape.search(plain)) + _count(shape, words)
        for shape in (kinds.billing, kinds.scheduling)
    )
    if bills >= least and bills >= times:
        return Kind.BILLING
    return Kind.SCHEDULING if times >= least else None


def _is_fraud(every: str, attacked: str, kinds: KindCues, *, requested: bool) -> bool:
    """Whether the mail is an attack: by its words, or instructions and nothing else."""
    tricks = _count(kinds.fraud, every)
    if tricks >= ENOUGH or (tricks and not requested):
        return True
    return bool(kinds.injection.search(attacked)) and not requested


def _pitches(every: str, kinds: KindCues, *, requested: bool) -> bool:
    return _many(kinds.pitch, every, A_LOT if requested else ENOUGH)


def _count(shape: re.Pattern[str], words: str) -> int:
    return len({match.group().lower() for match in shape.finditer(words)})


def _many(shape: re.Pattern[str], words: str, least: int) -> bool:
    return _count(shape, words) >= least
