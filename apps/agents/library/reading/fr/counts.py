"""How things are counted in French."""

from typing import Final

from apps.agents.library.reading.cues import CountCues, pattern, words

EXAMPLES: Final = (
    ("Nous avons besoin d'un logo et de trois bannières.", "1 logo, 3 bannières"),
    ("Nous avons besoin de deux affiches et de flyers.", "2 affiches, flyers"),
    ("Nous avons besoin de 500 flyers.", "flyers"),
    ("Nous avons besoin de deux ou trois affiches.", "affiches"),
    ("Il nous faut quelques illustrations.", "illustrations"),
    ("Il nous faut une bannière de 300 x 250 px.", "1 bannière"),
    ("Il nous faut quatre articles de blog de 800 mots.", "4 articles de blog"),
)

NUMBERS: Final = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
}  # fmt: skip

COUNTS: Final = CountCues(
    numbers=NUMBERS,
    scales={
        "cent": 100,
        "cents": 100,
        "mille": 1_000,
        "million": 1_000_000,
        "millions": 1_000_000,
    },
    articles=frozenset({"un", "une", "d'un", "d'une"}),
    walls=frozenset(
        {"pour", "avec", "et", "dans", "sur", "à", "au", "aux", "ou", "par", "plus", "du"}
    ),
    vague=words(r"""
        (?:(?:une?|d'une?) )?(?:quelques|plusieurs|divers(?:es)?|différent(?:e?s)|série|lot
        jeu|ensemble|poignée|dizaine)(?: d[e'])?(?: ?[\w'-]+){0,3} ?$
        """),
    part=words(r"(?:sous-)?pages|diapos(?:itives)?|écrans|slides"),
    units=pattern(r"""
        ^(?:px|pixels?|mm|cm|m|sec(?:ondes)?|min(?:utes)?|pages?|x|%|mots|ans?|années?|mois
        semaines?|jours?|heures?|personnes|exemplaires|k|er|ème)$
        """),
    either=r"à|ou",
    consists=pattern(r"\b(?:de|avec) (?:(?:environ|à peu près|une) )?\S+ $"),
    plural=pattern(r"^\w+s\b"),
)
