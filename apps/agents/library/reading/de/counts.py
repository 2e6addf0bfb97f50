"""How things are counted in German."""

from typing import Final

from apps.agents.library.reading.cues import NEVER, CountCues, pattern, words

EXAMPLES: Final = (
    ("Wir brauchen ein Logo und drei Banner.", "1 logo, 3 banner"),
    ("Wir brauchen zwei Plakate und Flyer.", "2 plakate, flyer"),
    ("Wir brauchen 500 Flyer.", "flyer"),
    ("Wir brauchen zwei oder drei Plakate.", "plakate"),
    ("Wir brauchen ein paar Illustrationen.", "illustrationen"),
    ("Wir brauchen ein Banner mit 300 x 250 px.", "1 banner"),
    ("Wir brauchen vier Blogartikel mit je 800 Wörtern.", "4 blogartikel"),
)

NUMBERS: Final = {
    "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13,
    "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18,
    "neunzehn": 19, "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50,
    "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90, "beide": 2, "dutzend": 12,
}  # fmt: skip

COUNTS: Final = CountCues(
    numbers=NUMBERS,
    scales={
        "hundert": 100,
        "tausend": 1_000,
        "tsd": 1_000,
        "million": 1_000_000,
        "millionen": 1_000_000,
    },
    articles=frozenset({"ein", "eine", "einen", "einem", "einer", "eines"}),
    walls=frozenset(
        {
            "für",
            "mit",
            "und",
            "in",
            "auf",
            "zu",
            "oder",
            "von",
            "aus",
            "bei",
            "à",
            "je",
            "sowie",
        }
    ),
    vague=words(r"""
        (?:ein(?:e[nmr]?)? )?(?:paar|einige|mehrere|viele|verschiedene|diverse|reihe|satz|set
        serie|handvoll|stapel)(?: von)?(?: [\w-]+){0,3} ?$
        """),
    part=words(r"(?:unter)?seiten|folien|screens"),
    units=pattern(r"""
        ^(?:px|pixel|mm|cm|m|sek(?:unden)?|min(?:uten)?|seiten?|x|%|wörtern?|worte[n]?|jahren?
        monaten?|wochen|tagen?|stunden|personen|leute|stück)$
        """),
    either=r"bis|oder|o\.|bzw\.?",
    consists=pattern(r"\b(?:mit|aus|von) (?:(?:etwa|rund|ca\.?|circa|bis zu) )?\S+ $"),
    plural=NEVER,
)
