"""Who writes, for whom and for which firm, in German."""

from typing import Final

from apps.agents.library.reading.cues import PeopleCues, cased, pattern, words

EXAMPLES: Final = (
    ("Mein Name ist Lena Brandt.", "name", "Lena Brandt"),
    ("Ich bin Inhaberin der Bäckerei Morgenrot.", "company", "Bäckerei Morgenrot"),
    ("Wir sind die Kanzlei Berg & Sohn.", "company", "Kanzlei Berg & Sohn"),
    ("Viele Grüße\nJonas Falk", "name", "Jonas Falk"),
)

_NAME = r"(?P<name>[A-ZÄÖÜ][\w'-]+(?: (?:von|van|de|zu))?(?: [A-ZÄÖÜ][\w'-]+){0,2})"
_WORD = r"[A-ZÄÖÜ0-9][\w'&.-]*"
_FIRM = rf"(?P<firm>{_WORD}(?: (?:&|und|am|im|zum|zur|an|der|{_WORD})(?!\w)){{0,5}})"
_TRADE = (
    r"(?:Bäckerei|Konditorei|Metzgerei|Brauerei|Kanzlei|Praxis|Zahnarztpraxis|Tischlerei|"
    r"Schreinerei|Gärtnerei|Buchhandlung|Weingut|Rösterei|Stiftung|Verein|Agentur|Galerie|"
    r"Kita|Restaurant|Gasthof|Hotel|Café|Museum|Theater|Verlag|Firma|Manufaktur|Apotheke|"
    r"Pension|Genossenschaft|Hof|Musikschule|Schule|Akademie|Yogastudio|Studio|Werkstatt)"
)

_OF_TRADE = rf"(?P<firm>{_TRADE} {_WORD}(?: (?:&|und|am|im|{_WORD})(?!\w)){{0,4}})"
_AFTER_NAME = r"(?=[,.!;]| (?:und|von|vom|aus|hier)\b|$)"

PEOPLE: Final = PeopleCues(
    form_keys={
        "name": pattern(r"(?:ihr |vollständiger )?name|ansprechpartner(?:in)?|kontakt|von"),
        "first_name": pattern(r"vorname"),
        "last_name": pattern(r"nachname|familienname"),
        "email": pattern(r"(?:ihre )?e-?mail(?:-?adresse)?"),
        "company": pattern(r"firma|unternehmen|firmenname|organisation|verein|institution"),
        "budget": pattern(r"(?:ihr )?budget.{0,20}|(?:kosten|preis)rahmen"),
        "deadline": pattern(r"deadline|termin|zeitrahmen|bis wann.{0,20}|fertigstellung|frist"),
        "message": pattern(r"(?:ihre )?(?:nachricht|mitteilung|anfrage)|beschreibung|details"),
        "service": pattern(r"leistung(?:en)?.{0,20}|betreff|thema|projektart|anliegen"),
        "phone": pattern(r"telefon(?:nummer)?|tel|mobil|handy"),
    },
    company=(
        cased(rf"""
        \b(?:Inhaber(?:in)?|Geschäftsführer(?:in)?|Leiter(?:in)?|Gründer(?:in)?|Vorstand
        Chef(?:in)?) (?:der|des|von|bei|beim|vom) {_FIRM}
        """),
        cased(rf"\b[Ww]ir(?: hier)? (?:sind|von|bei|vom|beim)(?: der| die| das| dem)? {_FIRM}"),
        cased(rf"""
        \b(?:[Ii]ch (?:leite|betreibe|führe|besitze|vertrete|arbeite (?:für|bei))
        [Ww]ir (?:betreiben|führen|leiten)|im Namen|im Auftrag) (?:d(?:ie|as|en|er|es) )?{_FIRM}
        """),
        cased(rf"\b(?:von|vom|für|bei|beim|der|die|das|unsere|unser) {_OF_TRADE}"),
        cased(rf"^\W*(?:[Dd]ie |[Dd]as |[Dd]er )?{_FIRM} (?:sucht|braucht|benötigt|möchte)\b"),
    ),
    called=(
        cased(
            rf"\b(?:[Mm]ein Name ist|[Ii]ch heiße|[Ii]ch bin|[Hh]ier ist) {_NAME}{_AFTER_NAME}"
        ),
    ),
    friend=(
        cased(rf"""
        \b(?:Freundin|Freund|Schwester|Bruder|Cousine|Cousin|Kollegin|Kollege|Kundin|Kunde
        Chefin|Chef|Nachbarin|Nachbar|Mutter|Vater|Tante|Onkel|Bekannte[rn]?
        Kollegen|Kunden|Nachbarn),? {_NAME}(?=[,.(;]| [a-zà-ÿ(<]|$)
        """),
    ),
    reach=words(r"erreich\w*|kontakt\w*|schreib\w*|melde\w*|mail|antwort\w*|adresse|direkt"),
    roles=words(r"""
        geschäftsführ\w*|inhaber(?:in)?|leiter(?:in)?|leitung|vorstand|vorsitzende[r]?
        chef(?:in)?
        assistenz|sekretariat|referent(?:in)?|projektleit\w*|gründer(?:in)?|marketingleit\w*
        kommunikation|öffentlichkeitsarbeit|vertrieb|einkauf|von meinem|gesendet|telefon|mobil
        grüße[n]?|grüssen|gruß|gruss|mfg|lg|vg|danke|dank|freundlichen|herzlich\w*|beste[n]?
        liebe
        viele|hallo|servus|tschüss|bis bald|kassenwart\w*|rechtsanw\w+|steuerberat\w+|i\. ?a\.
        """),
    firm_words=(
        cased(rf"""
        \b{_TRADE}\b
        \b\w+(?:bäckerei|brauerei|werkstatt|verlag|verein|hof|gut|manufaktur|praxis
        stiftung|museum|schule|theater)\b
        """),
    ),
    closes=pattern(r"""
        ^\W*(?:(?:mit |und )?(?:viele[nr]?|liebe[nr]?|beste[nr]?|herzliche[nr]?|schöne[nr]?
        freundliche[nr]?|sonnige|herzlichst|schönen) (?:grü(?:ß|ss)\w*|gru(?:ß|ss)\w*|dank|tag)
        grü(?:ß|ss)e|gru(?:ß|ss)|lg|vg|mfg|besten dank|vielen dank|danke|hochachtungsvoll
        bis bald|ciao|servus)\b[^.?]{0,40}$
        """),
)
