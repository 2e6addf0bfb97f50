"""How things are counted in English."""

from typing import Final

from apps.agents.library.reading.cues import CountCues, pattern, words

EXAMPLES: Final = (
    ("We need a logo and three banners.", "1 logo, 3 banners"),
    ("We need two or three posters.", "posters"),
    ("We need 500 flyers.", "flyers"),
    ("We need four blog posts of 800 words.", "4 blog posts"),
)

NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "dozen": 12,
}  # fmt: skip

COUNTS: Final = CountCues(
    numbers=NUMBERS,
    scales={"thousand": 1_000, "grand": 1_000, "hundred": 100, "million": 1_000_000},
    articles=frozenset({"a", "an"}),
    vague=words(r"""
        (?:a )?(?:few|couple(?: of)?|several|some|many|various|number of|series of|range of
        bunch of|handful of|set of|couple)(?: [\w'-]+){0,3} ?$
        """),
    part=words(r"(?:sub)?pages?|slides?|screens?"),
    units=pattern(r"""
        ^(?:px|pixels?|mm|cm|m|in|inch(?:es)?|sec(?:ond)?s?|min(?:ute)?s?|pages?|pp|x|%|words?
        years?|months?|weeks?|days?|hours?|people|k|st|nd|rd|th)$
        """),
    walls=frozenset({"of", "for", "with", "and", "in", "on", "to", "or", "plus", "by", "from"}),
    either=r"to|or",
    consists=pattern(r"\b(?:of|with) (?:(?:about|around|roughly|up to|ca\.?) )?\S+ $"),
    plural=pattern(r"s$"),
)
