"""Who the client is: by form, forwarded mail, words, signature or header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from apps.agents.library.reading.firms import company, is_named_firm
from apps.agents.library.reading.languages import any_people
from apps.agents.library.reading.letters import MAILBOX, Letter, is_own
from apps.agents.library.reading.passages import Sentence, field_of
from apps.core.origin import Origin, Sourced
from apps.records.contracts import MailText

MAX_NAME_WORDS: Final = 4

_ROBOT = re.compile(
    r"^(?:no-?_?reply|do-?not-?reply|forms?|website|web|wordpress|notifications?|notify|mailer|"
    r"webform|contact-?form|formspree|submissions?|alerts?|robot|bot|system|daemon)\b[^@]*@",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\b(?:info|office|hello|contact|team|sales|admin|mail|form|website|no-?reply|via|support|"
    r"notifications?|accounts?|billing|help ?desk|service|studio|reception|enquiries|bookings?|"
    r"accounting|invoices?|procurement|council|department|marketing|newsletter|b\u00fcro|kontakt|"
    r"vertrieb|buchhaltung|kontaktformular|anfragen?|verwaltung|empfang|formulaire|comptabilit\u00e9|"
    r"accueil|secr\u00e9tariat|administraci\u00f3n|contabilidad|formulario|contacto|ventas|"
    r"facturaci\u00f3n|recepci\u00f3n|equipo|familie|famille|familia|hosting|h\u00e9bergement|\u00e9quipe)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)?[^\W\d_][\w'.-]*(?:\s+[^\W\d_][\w'.-]*){0,3}$"
)
_LEAD = re.compile(
    r"^[\s\-~*/]*(?:thanks|thank you|cheers|best|regards|danke|gr\u00fc(?:\u00df|ss)e|merci|"
    r"gracias|saludos|cordialement)?[\s,\-~*/]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Client:
    """The contact, each value with its origin, and the fields of a form where it was one."""

    name: Sourced[str] | None = None
    email: Sourced[str] | None = None
    company: Sourced[str] | None = None


def form_fields(letter: Letter) -> Mapping[str, str]:
    """Return what a form says of known keys; nothing where the letter is no form."""
    found: dict[str, str] = {}
    for place, line in enumerate(letter.lines):
        pair = field_of(line.text)
        if pair is None:
            continue
        value = pair[1]
        if not value and place + 1 < len(letter.lines):
            value = letter.lines[place + 1].text.strip()
        for key, shape in any_people().form_keys.items():
            if shape.fullmatch(pair[0]) and value:
                found.setdefault(key, value)
    is_form = len(found) >= 3 and ("email" in found or "name" in found)  # noqa: PLR2004
    return found if is_form else {}


def client(
    mail: MailText, letter: Letter, found: Sequence[Sentence], own: Sequence[str]
) -> Client:
    """Return the true client: never the forwarder, the form's robot or the studio itself."""
    told = _Told(mail)
    form = form_fields(letter)
    signed = signature_name(letter, found)
    if form:
        email = MAILBOX.search(form.get("email", ""))
        name = form.get("name") or " ".join(
            form[key] for key in ("first_name", "last_name") if key in form
        )
        given = email.group() if email else _only_address(mail, letter, own)
        named = told.stated(form["company"]) if "company" in form else None
        firm = named or company(mail, letter, found, address=given, name=name)
        return Client(told.stated(name), told.stated(given), firm)
    friend = _friend(found, mail, own)
    if friend is not None:
        name, address = friend
        firm = company(mail, letter, found, address=address, name=name)
        return Client(told.stated(name), told.stated(address), firm)
    if letter.is_forwarded:
        name = _fuller(letter.name, signed)
        firm = company(mail, letter, found, address=letter.address, name=name)
        return Client(told.stated(name), told.stated(letter.address), firm)
    address = _header_address(mail, letter, own)
    name = _fuller(_displayed(mail, own), signed)
    firm = company(mail, letter, found, address=address, name=name)
    return Client(told.header(name), told.header(address), firm)


def sender(mail: MailText, letter: Letter, own: Sequence[str]) -> Client:
    """Return the contact by headers alone: of a mail in a language that nobody here reads."""
    told = _Told(mail)
    if letter.is_forwarded:
        return Client(told.stated(letter.name), told.stated(letter.address))
    address = _header_address(mail, letter, own)
    return Client(told.header(_displayed(mail, own)), told.header(address))


def _displayed(mail: MailText, own: Sequence[str]) -> str:
    """Return the person the From field shows, unless that is a machine or the studio."""
    if is_own(mail.from_address, own) or _ROBOT.match(mail.from_address):
        return ""
    return _person(mail.from_name)


def signature_name(letter: Letter, found: Sequence[Sentence]) -> str:
    """Return the name under the letter, or the one the writer gives."""
    for line in letter.closing:
        text = _LEAD.sub("", line.text).strip(" ,.*_-")
        first = re.split(r"\s[|/\u00b7]\s|, ", text)[0]
        if _looks_like_name(first):
            return first
    for sentence in found:
        for shape in any_people().called:
            match = shape.search(sentence.text)
            if match and _looks_like_name(match.group("name")):
                return match.group("name")
    return ""


class _Told:
    """Makes sourced values: stated where the words are in the text, else from the header."""

    def __init__(self, mail: MailText) -> None:
        self.text = mail.text
        self.source = f"message:{mail.message}"

    def stated(self, value: str) -> Sourced[str] | None:
        """Return the value with itself as its quote."""
        if not value:
            return None
        made = Sourced[str](value=value, origin=Origin.STATED, quote=value, source=self.source)
        return made.verified(self.text)

    def header(self, value: str) -> Sourced[str] | None:
        """Return the value as stated in the text, or inferred from the From header."""
        if not value or value in self.text:
            return self.stated(value)
        return Sourced[str](
            value=value,
            origin=Origin.INFERRED,
            source=self.source,
            because="the mail's From header",
        )


def _header_address(mail: MailText, letter: Letter, own: Sequence[str]) -> str:
    sender = mail.from_address
    is_relay = not sender or is_own(sender, own) or _ROBOT.match(sender) is not None
    if mail.reply_to and not is_own(mail.reply_to, own) and not _ROBOT.match(mail.reply_to):
        return mail.reply_to
    return _only_address(mail, letter, own) if is_relay else sender


def _only_address(mail: MailText, letter: Letter, own: Sequence[str]) -> str:
    """Return the one address the text names, if it is only one and not the studio's."""
    lines = [*letter.lines, *letter.closing]
    named = {address for line in lines for address in MAILBOX.findall(line.text)}
    others = {one for one in named if not is_own(one, own) and one != mail.from_address}
    return others.pop() if len(others) == 1 else ""


def _friend(
    found: Sequence[Sentence], mail: MailText, own: Sequence[str]
) -> tuple[str, str] | None:
    """Return whom the writer asks for on behalf of another, with their address."""
    known = ""
    for sentence in found:
        shapes = (one.search(sentence.text) for one in any_people().friend)
        who = next(filter(None, shapes), None)
        known = who.group("name") if who else known
        address = MAILBOX.search(sentence.text)
        if not known or not address or not (who or any_people().reach.search(sentence.text)):
            continue
        given = address.group()
        if given.lower() != mail.from_address.lower() and not is_own(given, own):
            return known, given
    return None


def _fuller(first: str, signed: str) -> str:
    """Return the header's name, or the signature's where that is the same person in full."""
    if not first or not signed:
        return first or signed
    ours, theirs = set(_parts(first)), set(_parts(signed))
    if len(theirs) > len(ours) and ours & theirs:
        return signed
    full = len(ours) == 1 and len(theirs) > 1
    return signed if ours == theirs or full else first


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name.lower())


def _person(display: str) -> str:
    """Return the person in a From field's name; nothing for a firm's or an office's."""
    name = re.split(
        r"\s+(?:[|/\u00b7@-]|via|at|from|von|bei|chez)\s+|\s*\(|, (?=\w+\s\w)", display
    )[0].strip(" '\"")
    is_firm = is_named_firm(name.partition(" ")[0])
    if is_firm or MAILBOX.search(name) or _SHARED.search(name):
        return ""
    last, comma, first = name.partition(", ")
    if comma and " " not in first.strip():
        name = f"{first} {last}"
    return name if _NAME.match(name) else ""


def _looks_like_name(text: str) -> bool:
    given = text.split()
    if not 0 < len(given) <= MAX_NAME_WORDS or not _NAME.match(text):
        return False
    if any_people().roles.search(text) or _SHARED.search(text):
        return False
    small = {
        "de",
        "van",
        "von",
        "der",
        "den",
        "da",
        "di",
        "la",
        "le",
        "bin",
        "al",
        "del",
        "du",
        "zu",
        "vom",
        "y",
        "dos",
        "los",
        "las",
    }
    return all(word[0].isupper() or word.lower() in small for word in given)
