"""What our reader noticed about a mail, in words that say what it means for the operator."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

WORDS: Final = {
    "bidi_controls": "Characters that turn the direction of writing were found; words may read "
    "differently from what they are.",
    "broken_attachment": "An attachment could not be decoded; it is incomplete or damaged.",
    "claims_to_be_us": "It claims to come from your own address. Nothing proves that.",
    "control_characters": "Control characters were removed from the text.",
    "hidden_text": "Text that a mail program would not show was left out.",
    "invisible_characters": "Invisible characters were removed from the text.",
    "lying_charset": "Its text is not in the encoding it claims; some letters may be wrong.",
    "missing_message_id": "It has no Message-ID; one was made from its bytes.",
    "text_truncated": "It is very long; only the beginning was read.",
}


def in_words(findings: Iterable[str | Mapping[str, Any]]) -> list[str]:
    """Return the findings as sentences; one we have no sentence for is its own name."""
    return [_sentence(finding) for finding in findings]


def _sentence(finding: str | Mapping[str, Any]) -> str:
    if isinstance(finding, str):
        code, count = finding, 1
    else:
        code, count = str(finding.get("code", "")), int(finding.get("count", 1))
    says = WORDS.get(code, code.replace("_", " ").capitalize())
    return f"{says} ({count} times)" if count > 1 else says
