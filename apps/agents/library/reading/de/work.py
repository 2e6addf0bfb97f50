"""What asks for work in German, and what speaks of it without asking."""

from typing import Final

from apps.agents.library.reading.cues import WorkCues, pattern, words

EXAMPLES: Final = (
    ("Wir brauchen kein Logo, sondern eine Broschüre.", "print"),
    ("Ein Logo haben wir bereits, aber wir brauchen Visitenkarten.", "print"),
    (
        "Ich habe das Logo gesehen, das Sie für Kruse gemacht haben. Wir brauchen ein Plakat.",
        "print",
    ),
    ("Wir möchten unsere Website überarbeiten lassen.", "website-design"),
    ("Unsere Website ist online. Wir suchen jemanden für SEO.", "seo"),
    ("Die Fotos macht unser eigener Fotograf. Wir benötigen einen Flyer.", "print"),
    ("Nächstes Jahr kommt vielleicht ein Video. Jetzt brauchen wir ein Logo.", "logo"),
    (
        "Wir hätten gerne ein Angebot für eine neue Website.",
        "website-design, website-development",
    ),
    ("Könnten Sie uns eine Speisekarte gestalten?", "print"),
    ("Eine Website brauchen wir nicht, nur ein Logo.", "logo"),
    (
        "Ich bin über Ihre Website auf Sie gestoßen und suche jemanden für Illustrationen.",
        "illustration",
    ),
    ("Ihre Website gefällt uns sehr.", ""),
)

_OUR = r"(?:unser|mein)(?:e[nrms]?)?"
_ADJ = r"(?: (?!neu)[\w-]+(?:e|en|es|er|em)){0,2}"

WORK: Final = WorkCues(
    asks=words(r"""
        brauch\w*|bräucht\w*|benötig\w*|such(?:e|en|t)|auf der suche|hätte(?:n|st)?|möchte[nst]*
        woll(?:en|ten)|will|wünsch\w*|könn(?:t?en|test|tet|t) (?:sie|ihr|du|uns|mir)
        kannst du|würde[nst]*|lassen|angebot (?:für|über|zu|zur|zum)|kostenvoranschlag
        offerte|was (?:würde|kostet|kosten)|wie ?viel|preis für|interess\w*|plan(?:en|e|t)
        geht (?:es )?um|gestalt(?:en|et)|entwerfen|erstell(?:en|t)|entwickel(?:n|t)|bedarf
        leistung(?:en)?(?=:)|projekt(?:art)?(?=:)|betreff(?=:)|nachricht(?=:)|subject(?=:)
        anfrage (?:für|zu|wegen|bezüglich)|unterstützung|hilfe|helfen|beauftragen|außerdem
        zusätzlich|sowie|dazu|auch|gesucht|gefragt|umfang|anliegen|gewünscht\w*|fehlt uns
        soll(?:en|te|ten)?|wäre(?:n)?|jemanden|dringend|vergeben|ausschreib\w*|umsetzen
        übersetzen
        bitten|gedanken|überleg\w*|vorhaben|thema|gerne|bitte
        """),
    requests=words(r"""
        wir (?:brauchen|suchen|benötigen|planen)|ich (?:brauche|suche|benötige)|angebot (?:für
        erstellen|machen|über)|was (?:würde|kostet)|wie ?viel (?:kostet|würde)
        haben sie (?:kapazität\w*|zeit)|hättest du (?:zeit|lust)|nehmen sie (?:noch )?aufträge
        zusammenarbeit\w*|zusammenarbeiten|beauftragen|unser budget|ihre (?:preise|konditionen)
        projektanfrage|(?:neues|mögliches) projekt|auftrag|anfrage
        """),
    reworks=words(r"""
        überarbeit\w*|neu ?gestalt\w*|auffrisch\w*|aktualisier\w*|modernisier\w*|redesign\w*
        re-?launch\w*|verbesser\w*|ersetz\w*|umbau\w*|erneuer\w*|gestaltung|überarbeitung
        angebot für|hilfe (?:bei|mit)|texte für|pflege|übersetz\w*|relaunch
        """),
    declines=pattern(r"""
        \b(?:nicht|(?<!noch\x20)kein(?:e[nrms]?)?|ohne|außer|weder|statt|anstatt|anstelle
        (?:hab\w*|hat|gibt es|existier\w*|lieg\w*|besteh\w*) (?:\w+ ){0,2}(?:bereits|schon)
        bereits|abgesehen von)\b(?! (?:nur|sicher|zögern|ganz|problem|ahnung|eile|zuletzt
        mehr als|weit)).{0,60}$
        """),
    elsewhere=pattern(r"""
        \b(?:(?:brauch|benötig|woll|möcht|such)\w* (?:wir|ich) (?:[\w-]+ ){0,2}nicht
        (?:ist|sind|war|waren|wird|wurde|wurden|werden) (?:\w+ )?(?:bereits
        schon) (?:\w+ )?(?:fertig
        erledigt|vorhanden|gemacht|gedruckt|da|in arbeit)
        (?:haben|habe|hat) (?:wir|ich|sie)? ?(?:bereits|schon|selbst)
        (?:kümmer\w*|übernimmt|macht|machen|erledigt) (?:sich )?(?:bereits |schon )?(?:unser\w*
        meine?|eine?|jemand|wir|die|der)\b|intern|in-?house|selbst
        (?:letzte[sn]|vorige[sn]|vergangene[sn]) (?:jahr|mal|sommer|herbst|winter|frühling
        monat)|früher|damals|nächstes jahr|später|irgendwann|in zukunft|(?:phase|stufe) (?:zwei
        2)
        (?:haben|habe) (?:\w+ ){0,4}(?:gesehen|gefunden|entdeckt|gelesen)|gefällt (?:uns|mir)
        gefallen (?:uns|mir)
        (?:auf|über) (?:ihre[rn]?|eure[rn]?|deine[rn]?) (?:web\w*|seite|portfolio|instagram
        homepage)
        (?:das|die|den) (?:sie|ihr|du) (?:\S+ ){0,4}(?:gemacht|gestaltet|entworfen)
        nicht (?:nötig|notwendig|erforderlich|gebraucht|benötigt|gesucht|teil)|vorerst nicht
        (?:momentan|derzeit|aktuell) nicht)\b
        """),
    own_thing=pattern(rf"""
        \b{_OUR}{_ADJ} $
        \b(?:der|die|das|den|dem|des) (?:bestehend|aktuell|alt|jetzig|bisherig
        vorhanden)e[nmrs]? $
        """),
    had_thing=pattern(
        r"\b(?:haben|habe|hat|besitzen) (?:wir )?(?:eine?n?|die|unser\w*)(?: [\w-]+){0,2} $"
    ),
    their_thing=pattern(
        r"\b(?:ihr|euer|eur|dein|sein)(?:e[nrms]?)?(?: [\w-]+(?:e|en|es|er)){0,2} $"
    ),
    purpose=pattern(r"""
        \b(?:für|auf|in|im|an|am|mit|über|zu|zum|zur|aus|passend zu[mr]?|bei|von)(?: (?!und\b
        oder\b|sowie\b)[\w-]+){0,2} $
        """),
    purpose_asked=pattern(r"""
        \b(?:angebot\w*|preis|kostenvoranschlag|offerte|suche?n?|hilfe|unterstützung|interesse
        interessiert|jemanden|bedarf|budget|es geht|geht|anfrage|kosten
        auftrag) (?:\w+ )?(?:für|bei|mit|an|über|um|zu[mr]?)(?: [\w-]+){0,4} $
        (?:und|sowie|oder) (?:für|zu[mr]?|um)(?: [\w-]+){0,2} $
        """),
    made_after=pattern(r"""
        ^[^.,;]{0,60}?\b(?:überarbeit\w*|(?:neu|um) ?gestalt\w*|neu (?:machen|auf\w*|entwickeln
        bauen)|auffrisch\w*|aufgefrischt\w*|aktualisier\w*|modernisier\w*|re-?launch\w*
        verbesser\w*
        ersetz\w*|erneuer\w*|gestalte\w*|entwerf\w*|entworfen|redesign\w*|umbau\w*|designen
        drucken|fotografieren|pflegen|optimier\w*)\b
        """),
    instead=pattern(r"^\W*(?:sondern|aber|dafür|nur|stattdessen)\b"),
    new_subject=pattern(r"^\W*(?:und )?(?:wir|ich|sie|er|es|man|unser\w*)\b"),
    verbs=words(r"ist|sind|war|waren|hat|haben|habe|wir|ich|sie|es"),
    clause_breaks=pattern(r"""
        ;|,? (?:aber|jedoch|sondern|allerdings|obwohl|während)\b|\s-\s|\(|\)
        , ?(?=(?:nicht|kein\w*|wir|ich|sie|nur|da|weil|denn|die|das|der|dass|bis|dafür|dazu)\b)
        \sund (?=(?:wir|ich|sie|such|brauch|benötig|möcht|hätt|würd|nicht|kein)\w*)
        """),
)
