"""The client's company: only where the mail names it, never from a mail domain alone."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from apps.agents.library.reading.languages import any_people
from apps.agents.library.reading.letters import MAILBOX, Letter
from apps.agents.library.reading.passages import Line, Sentence
from apps.core.origin import Origin, Sourced
from apps.records.contracts import MailText

MAX_WORDS: Final = 6

_LEGAL_FORM = re.compile(
    r"\b(?:GmbH|mbH|AG|KG|UG|OHG|GbR|e\.?\s?[VKG]|SARL|SAS|SASU|EURL|SCOP|SA|S\.?\s?A|S\.?\s?L|"
    r"S\.?\s?L\.?\s?U|S\.\s?Coop|BV|B\.V|Oy|AB)\.?(?=\W|$)"
)
_SPELLED = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00df": "ss"})
_UMLAUTS = frozenset("\u00e4\u00f6\u00fc")
_LIGATURES = str.maketrans({"\u0153": "oe", "\u00e6": "ae", "\u00df": "ss"})
_WORDS = re.compile(r"[^\W_][\w'.-]*|&|\+")
_CAPITAL = re.compile(
    r"^(?:[A-Z\u00c0-\u00de0-9][\w'.&-]*|&|\+|and|of|the|de|la|van|der|und|am|im|zum|zur|an|du|des|et|le|les|l'[A-Z\u00c0-\u00de][\w-]*|d'[A-Z\u00c0-\u00de][\w-]*|y|del|el|los|las)$"
)
_LEGAL = re.compile(
    r"\b(?:ltd|limited|llc|llp|inc|gmbh|ag|kg|ug|co|plc|corp|bv|ab|the|and|und|et|y|ev|sarl|sas|sl)\b"
)
_FREE = frozenset(
    {
        "gmail",
        "outlook",
        "hotmail",
        "yahoo",
        "icloud",
        "proton",
        "mail",
        "gmx",
        "web",
        "orange",
        "free",
    }
)
_CONTACT = re.compile(
    r"@|www\.|https?:|\d{3,}|\b(?:tel|t\u00e9l|phone|mobile|mobil|telefon|tel\u00e9fono|fax|street|road|avenue|rue|calle|plaza)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s+[|/\u00b7\u2022-]\s+|,\s+|\s{3,}")
_ENOUGH = 4
_LONG = 6


def company(
    mail: MailText,
    letter: Letter,
    found: Sequence[Sentence],
    *,
    address: str,
    name: str,
) -> Sourced[str] | None:
    """Return the firm the writer speaks for; nothing where several could be meant."""
    source = f"message:{mail.message}"
    for value in (
        _like_domain(letter, address, name),
        _introduced(found, name),
        _signed(letter.closing, name, address),
    ):
        if value:
            made = Sourced[str](value=value, origin=Origin.STATED, quote=value, source=source)
            return made.verified(mail.text)
    display = re.search(r"\((.+)\)$|\s[|@\u00b7]\s(.+)$", mail.from_name)
    shown = mail.from_name if is_named_firm(mail.from_name.partition(" ")[0]) else ""
    if (display or shown) and not letter.is_forwarded:
        value = (display.group(1) or display.group(2)).strip() if display else shown
        header = "the mail's From header"
        return Sourced[str](value=value, origin=Origin.INFERRED, source=source, because=header)
    return None


def _like_domain(letter: Letter, address: str, name: str) -> str:
    """Return words of the letter that the client's domain spells."""
    labels = address.lower().rpartition("@")[2].split(".")
    label = labels[-2] if len(labels) > 1 else ""
    if len(label) < _ENOUGH or label in _FREE:
        return ""
    spelled = _squash(label)
    for line in [*letter.closing, *letter.lines]:
        plain = MAILBOX.sub(lambda match: " " * len(match.group()), line.text)
        plain = re.sub(r"\S+\.\w{2,}\S*", lambda match: " " * len(match.group()), plain)
        found = _spelling(plain, spelled)
        if found and not set(_squash_words(found)) <= set(_squash_words(name)):
            return found
    return ""


def _spelling(line: str, spelled: str) -> str:
    tokens = list(_WORDS.finditer(line[:2000]))
    best = ""
    for first in range(len(tokens)):
        if not tokens[first].group()[0].isupper() and not tokens[first].group()[0].isdigit():
            continue
        for last in range(first, min(first + MAX_WORDS, len(tokens))):
            said = line[tokens[first].start() : tokens[last].end()].rstrip(".")
            if re.search(r"[,;:!?]", said) or not _spells(said, spelled, last - first):
                continue
            if not tokens[last].group()[0].isalnum() or tokens[last].group()[0].islower():
                continue
            longer = _extended(line, tokens, last)
            said = line[tokens[first].start() : longer].rstrip(".")
            best = said if len(said) > len(best) else best
    return best.removesuffix("'s")


def _spells(said: str, spelled: str, more: int) -> bool:
    """Whether the words are the domain's label, or a longer form of it."""
    squashed = _squash(said)
    if squashed != spelled and _UMLAUTS & set(said.lower()):
        squashed = _squash(said.lower().translate(_SPELLED))
    named = all(word[0].isupper() or word == "&" for word in said.split())
    is_longer = more > 0 and named and len(spelled) >= _LONG and squashed.startswith(spelled)
    return squashed == spelled or (is_longer and len(squashed) < 2 * len(spelled))


def _extended(line: str, tokens: list[re.Match[str]], last: int) -> int:
    """Return where the name ends that begins as the domain does: `North Quay` as a museum's."""
    end = tokens[last].end()
    for token in tokens[last + 1 : last + 3]:
        if line[end : token.start()] != " " or not token.group()[0].isupper():
            break
        if line[end - 1] == ".":
            break
        end = token.end()
    legal = _LEGAL_FORM.match(line, end + 1) if line[end : end + 1] == " " else None
    return legal.end() if legal else end


def _squash(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().removesuffix("'s").translate(_LIGATURES))
    ascii_only = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]", "", _LEGAL.sub("", ascii_only.replace("-", "")))


def _introduced(found: Sequence[Sentence], name: str) -> str:
    """Return the firm the writer introduces themselves with, if it is only one."""
    named: list[str] = []
    for sentence in found:
        for shape in any_people().company:
            for match in shape.finditer(sentence.text):
                value = _trimmed(match.group("firm"))
                if value and _may_be_firm(value, name) and value not in named:
                    named.append(value)
    return named[0] if len({_squash(one) for one in named}) == 1 else ""


def _may_be_firm(value: str, name: str) -> bool:
    """Whether the words are not just somebody's name."""
    ours, theirs = set(_squash_words(value)), set(_squash_words(name))
    return not ours <= theirs and (not ours & theirs or "&" in value or is_named_firm(value))


def _signed(closing: Sequence[Line], name: str, address: str) -> str:
    """Return the one line of the signature that is neither name, role, address nor number."""
    likely: list[str] = []
    for line in closing[:10]:
        for piece in _SPLIT.split(line.text.strip(" *_-")):
            value = re.sub(
                rf"^.*{any_people().roles.pattern}.*?\b(?:at|of|@)\s+",
                "",
                piece,
                flags=re.IGNORECASE,
            )
            if _is_firm(value.strip(), f"{name} {address}", name):
                likely.append(value.strip().rstrip(",."))
    telling = [one for one in likely if is_named_firm(one)] or likely
    return telling[0] if len({_squash(one) for one in telling}) == 1 else ""


def _is_firm(piece: str, hints: str, name: str) -> bool:
    """Whether a signature's line is a firm's: by its form, or a word of the sender's."""
    given = piece.split()
    if (
        not 0 < len(given) <= MAX_WORDS
        or _CONTACT.search(piece)
        or piece.endswith(("!", "?", ":"))
    ):
        return False
    if re.match(r"[A-Z]\.", piece):
        return False
    if any_people().roles.search(piece) and not is_named_firm(piece):
        return False
    if not all(_CAPITAL.match(word.strip(",")) for word in given):
        return False
    ours, theirs = set(_squash_words(piece)), set(_squash_words(name))
    shares = len(given) > 1 and bool(ours & set(_squash_words(hints))) and not ours <= theirs
    return is_named_firm(piece) or shares


def is_named_firm(words: str) -> bool:
    """Whether a word says that this is a firm: its legal form, a bakery, a museum."""
    shapes = (_LEGAL_FORM, *any_people().firm_words)
    return any(shape.search(words) for shape in shapes)


def _squash_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _trimmed(words: str) -> str:
    """Return the leading words of a name that are written like one."""
    kept: list[str] = []
    for word in words.split():
        if not _CAPITAL.match(word.strip(",.;:!?'\"")):
            break
        kept.append(word)
        if word[-1] in ",.;:!?" and not is_named_firm(word):
            break
    while kept and kept[-1].lower().strip(",.") in {
        "and",
        "of",
        "the",
        "&",
        "de",
        "la",
        "und",
        "et",
        "y",
        "du",
        "des",
        "del",
        "le",
        "les",
        "am",
        "im",
        "an",
        "zum",
        "zur",
        "el",
        "los",
        "las",
    }:
        kept.pop()
    return " ".join(kept).strip(" ,;:!?'\"").rstrip(".").removesuffix("'s")
