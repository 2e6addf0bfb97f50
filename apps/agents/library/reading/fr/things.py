"""What work is called in French."""

from typing import Final

from apps.agents.library.reading.cues import Thing, words

EXAMPLES: Final = (
    ("Nous avons besoin d'un nouveau site internet.", "website-design, website-development"),
    ("Nous avons besoin de webdesign.", "website-design"),
    ("Nous avons besoin d'un logo et d'une charte graphique.", "brand-identity, logo"),
    ("Il nous faut une boutique en ligne.", "ecommerce"),
    ("Il nous faut une landing page et une newsletter.", "landing-page, newsletter"),
    ("Il nous faut des photos de produits et une vidéo de présentation.", "video, photography"),
    ("Il nous faut des étiquettes de vin et un emballage.", "packaging"),
    ("Il nous faut des cartes de visite et du papier à en-tête.", "print"),
    ("Il nous faut une présentation PowerPoint.", "presentation"),
    ("Nous cherchons un rédacteur.", "copywriting"),
    ("Il nous faut trois articles de blog.", "blog-content"),
    ("Il nous faut une traduction en anglais.", "translation"),
    ("Il nous faut du référencement naturel.", "seo"),
    ("Il nous faut des illustrations pour un livre.", "illustration"),
    ("Il nous faut la maintenance du site.", "maintenance"),
    ("Il nous faut dix visuels Instagram.", "social-media"),
    ("Il nous faut une application mobile.", "mobile-app"),
)

_SITE = ("website-design", "website-development")

THINGS: Final = (
    Thing(words(r"""
        traduire (?:\w+ )?(?:site(?: web| internet)?|brochure|catalogue|menu)
        traduction (?:du|de notre|de la) (?:site(?: web| internet)?|brochure|menu)
        """), ("translation",), is_item=False),
    Thing(words(r"animation (?:de|du) logo|logo animé"), ("video",)),
    Thing(words(r"""
        identité (?:visuelle|graphique|de marque)|charte graphique|image de marque
        guide de (?:style|marque)
        """), ("brand-identity",)),
    Thing(words(r"branding|rebranding|nouvelle identité"), ("brand-identity",), is_item=False),
    Thing(words(r"logos?|logotypes?"), ("logo",)),
    Thing(words(r"landing[ -]?pages?|pages? d'atterrissage"), ("landing-page",)),
    Thing(words(r"""
        (?:boutiques?|magasins?) en ligne|e-?boutique|e-?shop|sites? (?:e-?commerce|marchands?)
        boutique (?:shopify|prestashop|woocommerce)
        """), ("ecommerce",)),
    Thing(words(r"e-?commerce|shopify|prestashop|woocommerce"), ("ecommerce",), is_item=False),
    Thing(words(r"""
        (?:textes|contenus?) (?:du|de|pour le|pour notre|de notre)(?: nouveau)? site
        rédact(?:ion|eur|rice)(?: web| des textes| de textes)?|copywriting|fiches? produits?
        slogans?|nouveaux textes|textes (?:à|pour)
        """), ("copywriting",), is_item=False),
    Thing(words(r"""
        (?:maintenance|entretien|mises à jour|suivi)(?: (?:du|de notre
        de) site(?: web| internet)?)?
        """), ("maintenance",), is_item=False),
    Thing(words(r"web-?design|design (?:du|de notre|d'un) site(?: web)?"),
          ("website-design",), is_item=False),
    Thing(words(r"développement (?:web|du site)|intégration web|développeur web"),
          ("website-development",), is_item=False),
    Thing(words(r"""
        sites?[ -](?:web|internet|vitrines?)|site one[ -]page|page web|mini-?site|site(?! d)
        """), _SITE),
    Thing(words(r"ui/ux|ux/ui|u[ix](?: design)?|design d'(?:interface|application)|ergonomie"),
          ("ui-ux",), is_item=False),
    Thing(words(r"wireframes?|prototypes?(?: cliquables?)?"), ("ui-ux",)),
    Thing(words(r"""
        applis?(?: mobiles?)?|applications? (?:mobiles?|ios|android|iphone|smartphone)
        """), ("mobile-app",)),
    Thing(words(r"(?:articles?|billets?) (?:de|pour le|pour notre) blog|articles?|blog"),
          ("blog-content",)),
    Thing(words(r"(?:modèles? de )?newsletters?|infolettres?|lettres? d'information"),
          ("newsletter",)),
    Thing(words(r"""
        (?:posts?|publications?|visuels?|modèles?|stories|bannières?|contenus?
        gabarits?) (?:pour )?(?:les |nos )?(?:réseaux sociaux|instagram|facebook|linkedin
        tiktok)
        """),
          ("social-media",)),
    Thing(words(r"réseaux sociaux|community management|compte instagram|social media"),
          ("social-media",), is_item=False),
    Thing(words(r"""
        seo|référencement(?: naturel)?|mieux classés? sur google
        """), ("seo",), is_item=False),
    Thing(words(r"""
        (?:clips? )?vidéos?(?: de présentation| promotionnelles?| explicatives?| d'entreprise)?
        films?(?: d'entreprise| institutionnels?| promotionnels?)?|motion design|animations?
        bandes?-annonces?|teasers?|reels?
        """), ("video",)),
    Thing(words(r"""
        photos?(?: de (?:produits?|l'équipe|plats?)| d'équipe| produits?)?|photograph(?:e|ies?)
        shooting(?: photo)?|séances? photos?|portraits?|reportage photo|prises? de vues?
        """), ("photography",), is_item=False),
    Thing(words(r"""
        étiquettes?(?: de (?:vin|bière|bouteilles?|produits?|bocaux))?|coffrets?|boîtes?
        canettes?|sachets?|étuis?
        """), ("packaging",)),
    Thing(words(r"packaging|emballages?|conditionnement"), ("packaging",), is_item=False),
    Thing(words(r"""
        pitch[ -]decks?|diaporama|(?:modèle )?power-?point|présentations? (?:powerpoint|keynote
        investisseurs?|commerciale?s?|pour)|présentation
        """), ("presentation",)),
    Thing(words(r"""
        illustrations?|dessins?|fresques?|mascottes?
        couvertures?|couvertures? (?:de|du) (?:livre|roman|disque|album)|pochettes? (?:d'album
        de disque)
        """), ("illustration",)),
    Thing(words(r"cartes? de visite|papiers? à en-tête|papeterie|enveloppes?"), ("print",)),
    Thing(words(r"""
        (?:flyers?|affiches?|dépliants?|brochures?|plaquettes?|tracts?|prospectus
        posters?)(?: a[0-6])?|programmes?(?= (?:imprimé|papier|de salle))
        livrets?(?:-programmes?)?|catalogues?
        menus?|cartes? du restaurant|bannières?|kakémonos?|roll-?ups?|cartes? postales?
        marque-pages?
        invitations?|faire-part|panneaux?|signalétique|enseignes?|rapports? annuels?|magazines?
        autocollants?|stickers?|calendriers?|bons? cadeaux?|chemises
        """), ("print",)),
    Thing(words(r"traductions?|traduire|traduite?s?|traduct(?:eur|rice)|localisation"),
          ("translation",), is_item=False),
    Thing(words(r"automatisations?|automatiser|zapier|n8n"), ("automation",), is_item=False),
    Thing(words(r"""
        conseils?(?! (?:municipal|d'administration))|audit(?: ux| de marque)?
        ateliers? stratégi\w+
        """),
          ("consulting",), is_item=False),
    Thing(words(r"illustrat(?:eur|rice)"), ("illustration",), is_item=False),
)  # fmt: skip
