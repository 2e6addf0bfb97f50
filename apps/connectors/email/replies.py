"""What is new in a mail: without the mail it answers, the signature and the closing name."""

import re
from typing import Final

from mailparser_reply.constants import MAIL_LANGUAGES

MAX_LINES: Final = 20_000
MAX_SIGNATURE: Final = 14
MAX_ATTRIBUTION: Final = 400
SHORT: Final = 20
MAX_NAME_WORDS: Final = 3

# The library's tables of "On ... wrote:" lines are kept, its splitting is not: it takes a line
# that merely starts with "Thanks," for a signature and a form's fields for a quoted mail.
_ATTRIBUTIONS = tuple(
    re.compile(words["wrote_header"], re.IGNORECASE)
    for words in MAIL_LANGUAGES.values()
    if "wrote_header" in words
)
_WROTE = re.compile(
    r"^\W*(?:on|am|le|el|il|op|den)\b.{4,200}\b"
    r"(?:wrote|schrieb|[ée]crit|escribi[óo]|ha scritto)\b.{0,120}:\s*$|"
    r"^\W*.{3,120}<[^<>\s]+@[^<>\s]+>.{0,40}"
    r"(?:wrote|schrieb|a [ée]crit|escribi[óo])\s*:\s*$",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"^\W*-{3,}\s*(?:original message|forwarded message|attached message|"
    r"urspr[üu]ngliche nachricht|weitergeleitete nachricht|message d.origine|"
    r"message transf[ée]r[ée]|mensaje original|mensaje reenviado)|^\W*begin forwarded message"
    r"|^_{20,}\s*$|^\W*anfang der weitergeleiteten|^\W*d[ée]but du message",
    re.IGNORECASE,
)
_FROM = re.compile(r"^[*\s]*(?:from|von|de|da)\s?:[*\s]*\S", re.IGNORECASE)
_SENT = re.compile(
    r"^[*\s]*(?:sent|date|to|subject|gesendet|datum|an|betreff|envoy[ée]|date|[àa]|objet|"
    r"enviado|fecha|para|asunto|cc)\s?:[*\s]*\S",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(?:(?:with |my |and )?(?:many |best|kind(?:est)?|warm(?:est)?|all the best|very best|"
    r"regards|cheers|sincerely|yours|thanks|thank you|many thanks|thx|ta|take care|love|"
    r"cordially|respectfully|talk soon|speak soon|greetings|looking forward|"
    r"mit (?:freundlichen|besten|lieben)|"
    r"(?:viele|liebe|beste|herzliche|sch[öo]ne)[nr]? gr|gru[ßs]|lg|vg|mfg|danke|vielen dank|"
    r"cordialement|bien [àa] vous|bien cordialement|salutations|merci|saludos|un saludo|"
    r"atentamente|gracias|cordialmente|un abrazo)\b[^.?]{0,60}?[,.!]*)\s*$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"^(?:many thanks|thanks(?: again| a lot| so much)?|thank you|cheers|best|regards|"
    r"kind regards|best regards|warmly|lg|vg|gracias|merci|danke)[,!.]*\s+[A-ZÀ-Þ][\w'-]+"
    r"(?:\s[A-ZÀ-Þ][\w'-]+)?\.?$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"^\W*(?:sent from|get outlook|sent via|von meinem|gesendet von|envoy[ée] (?:de|depuis)|"
    r"enviado desde)\b",
    re.IGNORECASE,
)
_RULER = re.compile(r"^(?:--|—|__+|\*\*\*+|==+|~~+)\s*$")


def new_text(text: str, sender: str = "") -> str:
    """Return what the sender newly wrote: no quote, no signature, no closing name."""
    lines = [line.rstrip() for line in text.split("\n")[:MAX_LINES]]
    kept = _unquoted(lines)
    return "\n".join(kept[: signed_at(kept, sender)]).strip("\n")


def starts_quote(lines: list[str], at: int) -> bool:
    """Whether an earlier mail begins at this line: by marker, attribution or header block."""
    line = lines[at]
    if _MARKER.match(line):
        return True
    if _FROM.match(line):
        block = [one for one in lines[at + 1 : at + 6] if one.strip()][:3]
        return sum(bool(_SENT.match(one)) for one in block) >= min(2, len(block)) > 0
    return _attributes(line) or (
        len(line) > SHORT and _attributes(" ".join([line, *lines[at + 1 : at + 2]]))
    )


def _attributes(line: str) -> bool:
    if len(line) > MAX_ATTRIBUTION or not line.rstrip().endswith((":", "\uff1a")):
        return False
    return bool(_WROTE.match(line)) or any(one.match(line) for one in _ATTRIBUTIONS)


def _unquoted(lines: list[str]) -> list[str]:
    """Drop quoted lines; after an attribution with no `>` behind it, drop all the rest."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip().startswith(">"):
            at += 1
        elif starts_quote(lines, at):
            behind = at + 1
            while behind < len(lines) and not lines[behind].strip():
                behind += 1
            folded = behind < len(lines) and _attributes(f"{line} {lines[behind]}")
            behind += folded
            quoted = lines[behind : behind + 2]
            if not any(one.lstrip().startswith(">") for one in quoted):
                break
            at = behind
        else:
            kept.append(line)
            at += 1
    return kept


def signed_at(lines: list[str], sender: str = "") -> int:
    """Return the line where ruler, device's advertisement, closing or closing name begins."""
    last = len(lines)
    for at, line in enumerate(lines):
        if (_RULER.match(line) and at) or _DEVICE.match(line):
            last = at
            break
        closes = at and _CLOSING.match(line)
        if closes and _ends(lines[at + 1 : at + 1 + 3 * MAX_SIGNATURE]):
            last = at
            break
    while last and not lines[last - 1].strip():
        last -= 1
    named = last > 1 and _INLINE.match(lines[last - 1].strip())
    return last - 1 if named or (last > 1 and _is_name(lines[last - 1], sender)) else last


def _ends(rest: list[str]) -> bool:
    """Whether nothing follows but a name and a signature."""
    written = [line.strip() for line in rest if line.strip()]
    if not written:
        return False
    first = written[0]
    words = len(first.split())
    ended = first.endswith(("?", ":")) or (first.endswith(".") and words > MAX_NAME_WORDS)
    return not ended and words <= 2 * MAX_NAME_WORDS and len(written) <= MAX_SIGNATURE


def _is_name(line: str, sender: str) -> bool:
    words = re.findall(r"[\w'-]+", re.split(r", | \| ", line.lower())[0])
    names = re.findall(r"[\w'-]+", sender.lower())
    if not words or len(words) > MAX_NAME_WORDS or line.rstrip().endswith("?"):
        return False
    initials = {name[0] for name in names}
    return bool(names) and all(
        word in names or (len(word) == 1 and word in initials) for word in words
    )
