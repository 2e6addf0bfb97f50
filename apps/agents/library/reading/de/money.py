"""Which amounts are a budget in German."""

from typing import Final

from apps.agents.library.reading.cues import MoneyCues, pattern, words

EXAMPLES: Final = (
    ("Unser Budget beträgt 1.500,00 €.", "..1500 EUR"),
    ("Unser Budget liegt zwischen 3.000 und 4.000 Euro.", "3000..4000 EUR"),
    ("Wir können höchstens 2k € ausgeben.", "..2000 EUR"),
    ("Das Budget ist maximal zweitausend Euro.", "..2000 EUR"),
    ("Das Budget ist zweitausendfünfhundert Euro.", "..2500 EUR"),
    ("Wir haben ca. 1 500 Euro zur Verfügung.", "..1500 EUR"),
    ("Budget: 5-6 Tsd. €", "5000..6000 EUR"),
    ("Budget: 5 T€", "..5000 EUR"),
    ("Unser Kostenrahmen: bis zu CHF 4'500.-", "..4500 CHF"),
    ("Mehr als 900 Euro dürfen es nicht sein.", "..900 EUR"),
    ("Mindestens 3.000 Euro Budget sind da.", "3000.. EUR"),
    ("Wir dachten an rund 800 Euro.", "..800 EUR"),
    ("Eine andere Agentur hat uns 4.000 Euro angeboten.", ""),
    ("Ihr Stundensatz von 80 Euro passt für uns.", ""),
    ("Wir haben ein Budget von 300 Euro pro Monat.", ""),
    ("Letztes Jahr haben wir dafür 2.000 Euro bezahlt.", ""),
    ("Unser Umsatz liegt bei 2 Millionen Euro.", ""),
    ("Das Budget liegt im mittleren vierstelligen Bereich.", ""),
    ("Die Rechnung über 1.200 Euro ist überwiesen.", ""),
    ("Der Eintritt kostet maximal 12 Euro.", ""),
)

MONEY: Final = MoneyCues(
    budget=words(r"""
        \w{0,20}budget\w{0,4}|honorar|(?:kosten|preis|budget)rahmen|kostengrenze|kostendach
        preisvorstellung
        preisgrenze|obergrenze|finanzrahmen|zur verfügung|eingeplant|veranschlagt|bewilligt
        freigegeben|ausgeben|investieren|bereitgestellt|vorgesehen|genehmigt
        mehr als(?= [\d.,']+ ?(?:€|euro|eur|chf|franken)[^.]{0,30}(?:nicht|kein))
        (?:fördermittel|förderung|zuschuss) (?:von|über|in höhe)|limit
        (?:dürfte|darf|sollte|soll|kann)(?: das)?(?: ganze| alles| insgesamt)? (?:nicht mehr
        maximal|höchstens|bis zu)
        """),
    budget_weak=words(r"""
        max(?:imal|\.)?|bis zu|höchstens|nicht mehr als|unter|preislich|wir haben|ich habe
        haben wir
        habe ich|gedacht an|dacht(?:e|en)(?: da)?(?: so)? an|rund|leisten|zahlen|drin
        (?:um|so) die|schwebt uns|stellen uns|in der größenordnung|budgetiert
        """),
    not_budget=words(r"""
        (?:andere[rsn]?|frühere[rn]?|letzte[rsn]?|vorherige[rn]?) (?:agentur|angebot|designer\w*
        anbieter|studio|dienstleister|grafiker\w*|firma)|konkurrenz|mitbewerber\w*|angeboten
        verlangt\w*|veranschlagte|berechnet|(?:letztes|voriges|vergangenes) (?:jahr|mal)|damals
        früher|ursprünglich|bezahlt|gezahlt|gekostet|\w{0,12}rechnung(?:en)?|umsatz|erlös\w*
        gewinn|tickets?|eintritt\w*|verkauf\w*|ladenpreis|überzogen|überschritten|anzahlung
        rabatt|skonto|zusätzlich|on top|druckkosten|druckbudget|druckerei
        (?:werbe|media|anzeigen|event|marketing|catering)\w*(?:budget|kosten|etat)|preisgeld
        strafe|startgebühr|gehalt|miete|monatsmiete|(?:ihr|dein|euer)e? \w{0,10}rechnung
        (?:wollte|wollten|nahm|nahmen)|zu teuer|mitgliedsbeitrag|offen(?:e[rn]?)? (?:betrag
        posten|rest)|überfällig|restbetrag|versicherung|spenden?|gespendet|gutschein\w*|wert
        stundensatz|tagessatz|mahnung\w*|überwiesen|jemand anderes|mehrkosten|kostet(?:e|en)?
        """),
    rate=pattern(r"""
        \s*(?:,-)?\s*(?:netto\s*|brutto\s*)?(?:(?:pro|je|die|per|am|im) (?:stunde|tag|monat
        jahr|woche|stück|seite|artikel|bild|foto|text|beitrag|post|person|kopf|wort|flasche
        dose|ticket|illustration|karte)|/\s?(?:h|std|stunde|tag|monat|jahr|stück|stk|seite
        artikel|wort|person)\b|monatlich|stündlich|täglich|jährlich|wöchentlich)
        """),
    at_least=pattern(r"\b(?:mindestens|ab|wenigstens|minimum|mind\.?|von mindestens) ?$"),
    at_most=pattern(r"""
        \b(?:bis zu|max(?:imal|\.)?|höchstens|nicht mehr als|bis|mehr als
        obergrenze(?: ist| liegt bei| von)?)[ :]*(?:etwa |ca\.? )?$
        """),
    not_money=pattern(r"""
        ^\s*(?:%|prozent|personen|leute|gäste\w*|seiten?|wörter\w*|exemplare\w*|stück|stk
        monate\w*|wochen|tage\w*|stunden|mitarbeite\w*|mitglieder\w*|besucher\w*|follower|px
        mm|cm|flyer|plakate|karten|flaschen|tickets|m2|qm|quadratmeter|jahre\w*|uhr)
        \b(?:stunden|tages|monats|seiten)satz (?:von|ist|liegt bei|:)?[^.]{0,15}$
        """),
    revised=words(r"""
        doch|jetzt|nun|erhöht|aufgestockt|korrektur|stattdessen|neu|nunmehr|aktualisiert
        endgültig|final|nach rücksprache
        """),
    range_words=r"bis|und|oder|bis zu|bzw\.",
    currency_words={
        "euro": "EUR",
        "euros": "EUR",
        "franken": "CHF",
        "schweizer franken": "CHF",
        "sfr": "CHF",
        "pfund": "GBP",
        "dollar": "$",
        "us-dollar": "USD",
    },
    also=r" und | sowie ",
)
