"""How things are counted in Spanish."""

from typing import Final

from apps.agents.library.reading.cues import CountCues, pattern, words

EXAMPLES: Final = (
    ("Necesitamos un logotipo y tres banners.", "1 logotipo, 3 banners"),
    ("Necesitamos dos carteles y folletos.", "2 carteles, folletos"),
    ("Necesitamos 500 folletos.", "folletos"),
    ("Necesitamos dos o tres carteles.", "carteles"),
    ("Necesitamos unas ilustraciones.", "ilustraciones"),
    ("Necesitamos un banner de 300 x 250 px.", "1 banner"),
    ("Necesitamos cuatro artículos de blog de 800 palabras.", "4 artículos de blog"),
)

NUMBERS: Final = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
    "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "docena": 12, "doscientos": 200,
    "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600,
    "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip

COUNTS: Final = CountCues(
    numbers=NUMBERS,
    scales={
        "cien": 100,
        "ciento": 100,
        "mil": 1_000,
        "millón": 1_000_000,
        "millones": 1_000_000,
    },
    articles=frozenset({"un", "una"}),
    walls=frozenset(
        {"para", "con", "y", "e", "en", "sobre", "a", "al", "o", "por", "más", "del"}
    ),
    vague=words(r"""
        (?:una? )?(?:varios|varias|algunos|algunas|unos|unas|diversos|diversas|serie|par|lote
        juego|conjunto|puñado|muchos|muchas)(?: de)?(?: [\w-]+){0,3} ?$
        """),
    part=words(r"(?:sub)?páginas|diapositivas|pantallas|láminas"),
    units=pattern(r"""
        ^(?:px|píxeles|mm|cm|m|seg(?:undos)?|min(?:utos)?|páginas?|x|%|palabras|años?|mes(?:es)?
        semanas?|días?|horas?|personas|ejemplares|unidades|k)$
        """),
    either=r"a|o",
    consists=pattern(r"\b(?:de|con) (?:(?:unas|unos|aproximadamente|cerca de) )?\S+ $"),
    plural=pattern(r"^(?!marca|porta)\w+s\b"),
)
