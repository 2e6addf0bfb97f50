"""What work is called in German."""

from typing import Final

from apps.agents.library.reading.cues import Thing, words

EXAMPLES: Final = (
    ("Wir brauchen eine neue Website.", "website-design, website-development"),
    ("Wir brauchen Webdesign.", "website-design"),
    ("Wir brauchen ein Firmenlogo und ein Corporate Design.", "brand-identity, logo"),
    ("Wir brauchen einen Onlineshop.", "ecommerce"),
    ("Wir brauchen eine Landingpage und einen Newsletter.", "landing-page, newsletter"),
    ("Wir brauchen Produktfotos und ein Imagevideo.", "video, photography"),
    ("Wir brauchen Weinetiketten und eine Verpackung.", "packaging"),
    ("Wir brauchen Visitenkarten, Briefpapier und ein Messebanner.", "print"),
    ("Wir brauchen eine Präsentation für Investoren.", "presentation"),
    ("Wir brauchen Texte für unsere neue Homepage.", "copywriting"),
    ("Wir brauchen drei Blogbeiträge.", "blog-content"),
    ("Wir brauchen eine Übersetzung ins Englische.", "translation"),
    ("Wir brauchen Suchmaschinenoptimierung.", "seo"),
    ("Wir brauchen ein Kinderbuchcover mit Illustrationen.", "illustration"),
    ("Wir brauchen jemanden für die Wartung der Website.", "maintenance"),
    ("Wir brauchen zehn Instagram-Posts.", "social-media"),
    ("Wir brauchen eine App für Android und iOS.", "mobile-app"),
)

_SITE = ("website-design", "website-development")

THINGS: Final = (
    Thing(words(r"""
        übersetzung (?:der|unserer|des|meiner) (?:website|webseite|homepage|broschüre
        speisekarte)
        """), ("translation",), is_item=False),
    Thing(words(r"""
        (?:wartung|pflege|betreuung) (?:der|unserer|einer|meiner|des) (?:website|web-?seite
        homepage)
        """), ("maintenance",), is_item=False),
    Thing(words(r"logo-?animation(?:en)?|animiertes logo"), ("video",)),
    Thing(words(r"""
        corporate[ -]designs?|corporate[ -]identity|markenauftritts?|marken(?:identität
        design)|erscheinungsbild(?:es)?|brand(?:ing)?[ -]?(?:guide|book|manual|design)s?
        styleguides?|design-?manual|markenhandbuch|visuelle identität
        """), ("brand-identity",)),
    Thing(words(r"branding|rebranding|markenentwicklung|(?:neuer|neuen) look"),
          ("brand-identity",), is_item=False),
    Thing(words(r"\w{0,20}-?logos?(?:design|entwurf|gestaltung)?|wortmarke|bildmarke|signet"),
          ("logo",)),
    Thing(words(r"landing-?(?: )?pages?|landeseiten?"), ("landing-page",)),
    Thing(words(r"(?:online|web|internet)-?shops?|e-?commerce(?:-\w+)?|shopify-?\w*"),
          ("ecommerce",)),
    Thing(words(r"""
        (?:web(?:site|seiten)?|werbe|produkt|homepage)-?texte[ns]?|produktbeschreibung(?:en)?
        texter(?:in)?|copywriting|texte(?= für)|slogans?|texte schreiben|neue texte|textarbeit
        """), ("copywriting",), is_item=False),
    Thing(words(r"""
        (?:website|webseiten|homepage)-?(?:pflege|wartung|betreuung)|wartung(?:svertrag)?
        (?:laufende|regelmäßige|monatliche) (?:pflege|betreuung|updates|wartung)
        (?:website|homepage|seite) (?:\w+ )?(?:pflegen|betreuen)
        """), ("maintenance",), is_item=False),
    Thing(words(r"""
        web-?design|website-?design|screendesign
        """), ("website-design",), is_item=False),
    Thing(words(r"(?:web|frontend|website)-?entwicklung|programmierung(?: der \w+)?"),
          ("website-development",), is_item=False),
    Thing(words(r"""
        web-?sites?|web-?seiten?|home-?pages?|internet-?(?:seiten?|auftritts?|präsenz)
        web-?(?:auftritts?|präsenz)|one-?pager|vereins-?(?:website|homepage|seite)|microsite
        """), _SITE),
    Thing(words(r"""
        ui/ux\S*|ux/ui\S*|u[ix](?:-?design)?|benutzeroberfläche|app-?design|usability
        """),
          ("ui-ux",), is_item=False),
    Thing(words(r"wireframes?|(?:klick-?)?prototyp(?:en|s)?"), ("ui-ux",)),
    Thing(words(r"""
        (?:mobile |handy-?|smartphone-?|ios-?|android-?|iphone-?)apps?|app-?entwicklung
        apps?(?= für)|(?:mobile|eine) app
        """), ("mobile-app",)),
    Thing(words(r"blog-?(?:beitr[aä]ge?n?|artikeln?|posts?|texte?)|fachartikeln?|artikel"),
          ("blog-content",)),
    Thing(words(r"(?:e-?mail-?)?newsletter(?:-?vorlagen?|-?templates?)?|mailing-?vorlagen?"),
          ("newsletter",)),
    Thing(words(r"""
        (?:social[ -]media|instagram|facebook|linkedin|tiktok)-?(?: )?(?:posts?|beitr[aä]ge?n?
        vorlagen?|grafiken?|banner|templates?|stories|reels?|kacheln|inhalte|content)
        """), ("social-media",)),
    Thing(words(r"social[ -]media(?:[ -]\w+)?|instagram-?(?:kanal|account|betreuung)"),
          ("social-media",), is_item=False),
    Thing(words(r"""
        seo(?:-\w+)?|suchmaschinenoptimierung|google-?ranking|bei google (?:besser|gefunden)
        """),
          ("seo",), is_item=False),
    Thing(words(r"""
        (?:image|erklär|produkt|werbe|kurz|promo|social-?media|event|lern)?-?(?:videos?|film(?:e
        s)?
        clips?)|animation(?:en)?|trailer|erklärvideos?|reels?
        """), ("video",)),
    Thing(words(r"""
        (?:foto)?-?shootings?|fotografi?e?n?|fotograf(?:in)?|\w{0,20}-?fotos
        \w{0,15}portr[aä]i?ts
        (?:produkt|team|mitarbeiter)-?bilder|bewerbungsfotos?
        """), ("photography",), is_item=False),
    Thing(words(r"""
        \w{0,20}-?etikett(?:en|es|s)?|\w{0,15}-?(?:schachteln?|kartonagen?|tüten|dosen|kartons?)
        banderolen?|faltschachteln?|(?:dosen|flaschen)design
        """), ("packaging",)),
    Thing(words(r"\w{0,20}verpackung(?:en|sdesign)?|packaging"), ("packaging",), is_item=False),
    Thing(words(r"""
        pitch[ -]?decks?|\w{0,20}-?präsentation(?:en|svorlagen?)?|power-?point-?(?:vorlagen?
        präsentation(?:en)?)|folien(?:satz|master|vorlage)?
        """), ("presentation",)),
    Thing(words(r"""
        \w{0,14}-?illustration(?:en)?|zeichnung(?:en)?|wandbild(?:er)?|maskottchen
        (?:\w{0,14}buch|album|platten)-?(?:cover|umschlag)|cover|figuren(?:design)?
        """), ("illustration",)),
    Thing(words(r"""
        visitenkarten?|brief(?:papier|bogen|bögen|kopf)|geschäftsausstattung|umschläge
        """),
          ("print",)),
    Thing(words(r"""
        (?:a[0-6]-?)?\w{0,20}-?(?:flyern?|plakat(?:en?|s)?|poster[ns]?|faltbl[aä]tt(?:er)?
        prospekte?n?
        broschüren?|folder|handzettel)|programmhefte?|\w{0,15}-?hefte?|(?:produkt)?kataloge?
        (?:speise|getränke|wein|menü)-?karten?|\w{0,15}-?(?:banner[ns]?|roll-?ups?|tafeln
        schilder)
        roll-?ups?|postkarten?|lesezeichen|\w{0,14}einladung(?:en|skarten?)?|aufsteller
        aufkleber|sticker
        (?:jahres|geschäfts|wirkungs)berichte?|magazine?|kalender|gutscheine?|gutscheinkarten
        ladenschild|schild|beschilderung|messestand-?(?:grafik|wand)|anzeigen
        """), ("print",)),
    Thing(words(r"\w{0,15}übersetzung(?:en)?|übersetzen|übersetzt|lokalisierung"),
          ("translation",), is_item=False),
    Thing(words(r"automatisierung(?:en)?|automatisieren|zapier|n8n|automatisierte \w+"),
          ("automation",), is_item=False),
    Thing(words(r"""
        beratung(?:sgespräch)?|(?:marken|strategie|design|ux)-?(?:beratung|workshops?|audit)
        """), ("consulting",), is_item=False),
    Thing(words(r"illustrator(?:in)?"), ("illustration",), is_item=False),
)  # fmt: skip
