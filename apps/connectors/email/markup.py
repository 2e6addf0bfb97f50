"""HTML as the text a reader sees: what is hidden from the eye is hidden from the reader."""

import re
from collections import Counter
from typing import Any, Final, NamedTuple

from inscriptis import Inscriptis  # type: ignore[import-untyped]
from inscriptis.css_profiles import CSS_PROFILES  # type: ignore[import-untyped]
from inscriptis.model.config import ParserConfig  # type: ignore[import-untyped]
from lxml import etree, html  # type: ignore[import-untyped]

MAX_MARKUP: Final = 2_000_000

_UNSEEN_TAGS = frozenset({"script", "style", "title", "head", "template", "noscript", "object"})
_WHITE = re.compile(r"^(?:white|#fff(?:fff)?|rgba?\(255,255,255(?:,1)?\)|transparent)$")
_TINY = re.compile(r"^0*[01]?(?:\.\d+)?(?:px|pt)?$|^0(?:em|rem|%)?$|^0?\.0?\d(?:em|rem)$")
_ZERO = re.compile(r"^0(?:\.0+)?(?:px|pt|em|rem|%)?$")
_AWAY = re.compile(r"^-\d{3,}")
_MEDIA = re.compile(r"@media[^{]{0,500}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{1,2000})\}")
_SELECTOR = re.compile(r"^[a-z0-9]*([.#])([\w-]+)$", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\xa0]+\n")
_GAPS = re.compile(r"\n{3,}")
_TAGS = re.compile(r"<[^<>]{0,2000}>")


class _Look(NamedTuple):
    """What an element inherits: tiny, white or unseen text, and a colour behind it."""

    tiny: bool = False
    white: bool = False
    unseen: bool = False
    backed: bool = False

    @property
    def hides(self) -> bool:
        return self.tiny or self.unseen or (self.white and not self.backed)


def visible_text(markup: str, found: Counter[str]) -> str:
    """Return the text of the HTML that a person would see, counting what was hidden."""
    if len(markup) > MAX_MARKUP:
        found["text_truncated"] += 1
    markup = markup.replace("\x00", "")[:MAX_MARKUP]
    try:
        tree = html.document_fromstring(
            markup.encode("utf-8", "replace"),
            parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return _TAGS.sub(" ", markup).strip()
    _strip(tree, found)
    try:
        rendered = str(Inscriptis(tree, ParserConfig(css=CSS_PROFILES["strict"])).get_text())
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        rendered = " ".join(str(piece) for piece in tree.itertext())
    return _GAPS.sub("\n\n", _BLANKS.sub("\n", rendered.replace("\xa0", " "))).strip("\n ")


def _strip(tree: Any, found: Counter[str]) -> None:
    """Empty every element whose text is not seen; inherited looks are carried downwards."""
    sheet = _hiding_rules(tree)
    waiting = [(tree, _Look())]
    while waiting:
        element, above = waiting.pop()
        if not isinstance(element.tag, str) or element.tag.lower() in _UNSEEN_TAGS:
            _empty(element)
            continue
        style = _style(element)
        if _gone(element, style, sheet):
            found["hidden_text"] += bool(_empty(element).strip())
            continue
        look = _look(element, style, above)
        if look.hides and (element.text or "").strip():
            found["hidden_text"] += 1
            element.text = None
        for child in element:
            if look.hides and (child.tail or "").strip():
                found["hidden_text"] += 1
                child.tail = " "
            waiting.append((child, look))


def _empty(element: Any) -> str:
    """Take an element's content away, its tail kept; return the text it had."""
    inner = (
        "".join(str(piece) for piece in element.itertext()) if len(element) else element.text
    )
    for child in list(element):
        element.remove(child)
    element.text = None
    return str(inner or "")


def _style(element: Any) -> dict[str, str]:
    declared = (element.get("style") or "")[:4000].lower()
    pairs = (piece.partition(":") for piece in declared.split(";"))
    return {
        name.strip(): re.sub(r"\s+|!important", "", value) for name, _, value in pairs if value
    }


def _gone(element: Any, style: dict[str, str], sheet: frozenset[str]) -> bool:
    if element.get("hidden") is not None or _hides(style):
        return True
    if not sheet:
        return False
    names = {f".{name}" for name in (element.get("class") or "").lower().split()}
    return bool(names & sheet) or f"#{(element.get('id') or '').lower()}" in sheet


def _hides(style: dict[str, str]) -> bool:
    clipped = "hidden" in style.get("overflow", "")
    flat = any(_ZERO.match(style.get(side, "-")) for side in ("max-height", "height", "width"))
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or (_ZERO.match(style.get("opacity", "-")) is not None)
        or (clipped and flat)
        or any(_AWAY.match(style.get(side, "")) for side in ("left", "top", "text-indent"))
    )


def _look(element: Any, style: dict[str, str], above: _Look) -> _Look:
    size, colour = style.get("font-size", ""), style.get("color") or element.get("color") or ""
    behind = style.get("background-color") or style.get("background") or element.get("bgcolor")
    if style.get("background-image") or element.get("background"):
        behind = "image"
    seen = style.get("visibility", "")
    return _Look(
        tiny=bool(_TINY.match(size)) if size else above.tiny,
        white=bool(_WHITE.match(colour.lower().strip())) if colour else above.white,
        unseen=seen in {"hidden", "collapse"} if seen else above.unseen,
        backed=above.backed or bool(behind and not _WHITE.match(behind.lower().strip())),
    )


def _hiding_rules(tree: Any) -> frozenset[str]:
    """Return the simple class and id selectors that a style sheet hides on every screen."""
    hiding: set[str] = set()
    for sheet in tree.iter("style"):
        for selectors, body in _RULE.findall(_MEDIA.sub("", (sheet.text or "")[:200_000])):
            pairs = (piece.partition(":") for piece in body.lower().split(";"))
            rules = {
                key.strip(): re.sub(r"\s+|!important", "", value) for key, _, value in pairs
            }
            if _hides(rules) or rules.get("visibility") == "hidden":
                hiding |= {
                    "".join(match.groups()).lower()
                    for name in selectors.split(",")
                    if (match := _SELECTOR.match(name.strip()))
                }
    return frozenset(hiding)
