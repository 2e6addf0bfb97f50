"""Which languages can be read, and which one each sentence of a mail is in."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

from apps.agents.library.reading.cues import Cues, KindCues, PeopleCues, either
from apps.agents.library.reading.passages import Sentence

Spoken = tuple[tuple[Cues, tuple[Sentence, ...]], ...]

FEW_WORDS: Final = 8
LEAST_SHARE: Final = 0.1
CLEARLY: Final = 2

_WORD = re.compile(r"[^\W\d_]+")
# Everyday words of languages that have no folder, so that their mails are not taken for others.
_FOREIGN: Final = {
    "it": "che di il gli per sono della del un una con non vorrei vorremmo nostro nostra sito "
    "buongiorno grazie abbiamo e al alla dei delle ciao cordiali saluti anche questo bisogno",
    "nl": "het een van ik wij voor ons onze met zijn niet en de dat naar graag bedankt hallo "
    "groeten we hebben is bij ook nieuwe zoeken uw jullie maar op te",
    "pt": "não uma um com você para os são nosso nossa obrigado olá e do da em o a que por "
    "mais gostaria precisamos preciso site novo nova bom dia cumprimentos",
    "pl": "i w na z do że nie jest się dla nasz nasza proszę dzień dobry pozdrawiam o nowy",
    "sv": "och att det en ett vi för med på är av till som inte hej vår hälsningar ny behöver",
    "da": "og at det en et vi til med på er af som ikke hej vores hilsen ny har for",
    "ca": "el la un una amb per i que no som nostre nostra bon dia gràcies els les necessitem",
}


@cache
def languages() -> Mapping[str, Cues]:
    """Return the tables of every language that has a folder here."""
    here = Path(__file__).parent
    found = (one.name for one in iter_modules([str(here)]) if one.ispkg)
    read = (import_module(f"{__package__}.{name}").CUES for name in sorted(found))
    return {cues.code: cues for cues in read}


@cache
def any_kind() -> KindCues:
    """Return what tells a mail's kind in any language: subjects and footers are mixed."""
    every = [cues.kinds for cues in languages().values()]
    names = KindCues.__dataclass_fields__
    return KindCues(**{name: either(*(getattr(one, name) for one in every)) for name in names})


@cache
def any_people() -> PeopleCues:
    """Return what tells who writes in any language: a signature is seldom in one."""
    every = [cues.people for cues in languages().values()]
    keys = every[0].form_keys
    return PeopleCues(
        form_keys={key: either(*(one.form_keys[key] for one in every)) for key in keys},
        company=tuple(shape for one in every for shape in one.company),
        called=tuple(shape for one in every for shape in one.called),
        friend=tuple(shape for one in every for shape in one.friend),
        reach=either(*(one.reach for one in every)),
        roles=either(*(one.roles for one in every)),
        firm_words=tuple(shape for one in every for shape in one.firm_words),
        closes=either(*(one.closes for one in every)),
    )


def spoken(found: Sequence[Sentence], subject: str = "") -> Spoken:
    """Return the sentences by language, the mail's own first; nothing where it is not known."""
    main = _main([one.text for one in found], subject)
    if main is None:
        return ()
    by: dict[str, list[Sentence]] = {main: []}
    for sentence in found:
        by.setdefault(_of(sentence.text, main), []).append(sentence)
    known = languages()
    return tuple((known[code], tuple(each)) for code, each in by.items() if code in known)


def _main(texts: Iterable[str], subject: str) -> str | None:
    scores: Counter[str] = Counter()
    words = 0
    for text in texts:
        heard, count = _heard(text)
        scores.update(heard)
        words += count
    if words <= FEW_WORDS:
        scores.update(_heard(subject)[0])
    best = max(scores.values(), default=0)
    if words > FEW_WORDS and best < words * LEAST_SHARE:
        return None
    likely = [code for code in scores if scores[code] == best] if best else []
    known = [code for code in ("en", *languages()) if code in likely or not best]
    return known[0] if known else None


def _of(text: str, main: str) -> str:
    """Return the sentence's own language where it clearly has another than the mail."""
    heard, _ = _heard(text)
    best = max(heard, key=lambda code: heard[code], default=main)
    return best if heard[best] >= CLEARLY + 2 * heard[main] else main


def _heard(text: str) -> tuple[Counter[str], int]:
    said = _WORD.findall(text.lower()[:20_000])
    scores: Counter[str] = Counter()
    for word in said:
        for code in _everyday().get(word, ()):
            scores[code] += 1
    return scores, len(said)


@cache
def _everyday() -> Mapping[str, tuple[str, ...]]:
    by: dict[str, list[str]] = {}
    for code, cues in languages().items():
        for word in cues.everyday:
            by.setdefault(word, []).append(code)
    for code, line in _FOREIGN.items():
        for word in line.split():
            by.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in by.items()}
