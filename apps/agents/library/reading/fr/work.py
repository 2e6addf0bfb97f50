"""What asks for work in French, and what speaks of it without asking."""

from typing import Final

from apps.agents.library.reading.cues import WorkCues, pattern, words

EXAMPLES: Final = (
    ("Nous ne cherchons pas de logo mais une brochure.", "print"),
    ("Pas besoin de logo, seulement des cartes de visite.", "print"),
    ("Nous avons déjà un logo, mais il nous faut des cartes de visite.", "print"),
    (
        "J'ai vu le logo que vous avez fait pour la boulangerie. Il nous faut une affiche.",
        "print",
    ),
    ("Nous souhaitons refaire notre site web.", "website-design"),
    ("Les photos sont prises par notre photographe. Nous avons besoin d'un flyer.", "print"),
    ("L'année prochaine, peut-être une vidéo. Pour l'instant, il nous faut un logo.", "logo"),
    (
        "Pourriez-vous nous envoyer un devis pour un nouveau site internet ?",
        "website-design, website-development",
    ),
    ("Pouvez-vous créer un menu pour notre restaurant ?", "print"),
    ("J'ai trouvé votre site et je cherche quelqu'un pour des illustrations.", "illustration"),
    ("Votre site nous plaît beaucoup.", ""),
)

WORK: Final = WorkCues(
    asks=words(r"""
        besoin|cherch(?:e|ons|ent|er)|recherch(?:e|ons|ent)|souhait\w*|voudr\w+|voulons|veux
        veut
        aimer\w+|désir\w+|envie|il (?:nous|me|lui) (?:faut|faudrait)|faut|faudrait|pourri\w+
        pouvez|peux-tu|peux|devis|estimation|tarif pour|prix pour|combien|coût|intéressée?s?
        faire|créer|concevoir|réaliser|refaire|refonte|développer|dessiner|rédiger|traduire
        aide|aider|accompagner|projet(?: de)?|prestations?(?=:| :)
        service(?: souhaité)?s?(?=:| :)
        objet(?= ?:)|subject(?=:)|message(?= ?:)|demande(?:r)?|commander|également|aussi
        ainsi que
        en plus|confier|création|conception|quelqu'un pour|appel d'offres|prévoir|prévoyons
        serait|sommes à la recherche|à la recherche|mission|comprenant|livrables
        """),
    requests=words(r"""
        nous cherchons|je cherche|nous avons besoin|j'ai besoin|devis|il (?:nous|me) faut
        combien (?:co[ûu]te\w*|faut)|êtes-vous disponibles?|avez-vous (?:du temps
        des disponibilités)
        travailler avec vous|faire appel à vous|notre budget|vos (?:tarifs|prix|disponibilités)
        (?:nouveau|éventuel) projet|demande de (?:devis|projet)|collaborer
        """),
    reworks=words(r"""
        refaire|refonte|refondre|moderniser|rafraîchir|repenser|revoir|rénover|mettre à jour
        redessiner|améliorer|remplacer|relooker|actualiser|retravailler|devis pour|créer
        traduire
        concevoir|imprimer|graphiste pour|illustrat\w+ pour|photographe pour|aide pour|réaliser
        rédiger|refait(?:e|s)?|traduction|optimiser|entretenir|maintenance
        """),
    declines=pattern(r"""
        \b(?:pas|plus besoin|ni|sans|sauf|hormis|aucune?|jamais|plutôt que|au lieu d[e']
        (?:avons|ai|a|ont|avez) déjà|déjà|(?:n'avons|n'ai) (?:pas|plus))\b(?! (?:seulement
        que|sûre?s?|de problème|hésiter|encore|mal|cher|uniquement)).{0,60}$
        """),
    elsewhere=pattern(r"""
        \b(?:(?:est|sont|était|a été|ont été|sera|seront) (?:déjà )?(?:faite?s?|prise?s?
        gérée?s?|réalisée?s?
        assurée?s?|prêt|terminée?s?|fournie?s?)(?: en charge)?(?: par|\b)|en interne|nous-mêmes
        moi-même|quelqu'un d'autre|(?:une? autre) (?:agence|prestataire|graphiste|studio)
        (?:l'an(?:née)?) (?:dernière?|passée?|prochaine?)|plus tard|ultérieurement|à l'avenir
        un jour|(?:phase|étape) (?:deux|2)|(?:j'ai|nous avons|on a) (?:\w+ )?(?:vu|trouvé
        découvert
        adoré|aimé|lu|visité|connu)|(?:sur|via|par|grâce à) votre (?:site|portfolio|instagram)
        (?:que )?vous avez (?:fait|réalisé|créé|conçu|dessiné)|(?:nous|me) plaît
        nous l'avons déjà
        (?:n'est|ne sont) pas (?:nécessaires?|utiles?|demandée?s?)|(?:n'est|n'a) pas besoin
        s'en (?:charge|occupe)|s'occupe d\w+)\b
        """),
    own_thing=pattern(r"""
        \b(?:notre|nos|mon|ma|mes)(?: (?!nouve)[\w'-]+){0,1} $
        \b(?:le|la|les|l'|ce|cette) ?(?:ancien(?:ne)?s?|actuel(?:le)?s?|vieux|vieille) $
        """),
    had_thing=pattern(
        r"\b(?:avons|ai|j'ai|a|ont) (?:une?|des|notre|le|la|deux|\d+)(?: [\w-]+){0,1} $"
    ),
    their_thing=pattern(r"\b(?:votre|vos|ton|ta|tes|son|sa|ses|leurs?)(?: [\w'-]+){0,1} $"),
    purpose=pattern(r"""
        \b(?:pour|sur|dans|avec|à|au|aux|du|de|via|en|des)(?: (?!et\b|ou\b)[\w'-]+){0,2} $
        \b(?:de|pour|sur) l'$
        """),
    purpose_asked=pattern(r"""
        \b(?:cherch\w+|devis|prix|estimation|coût|intéressée?s?|besoin|quelqu'un|aide\w*|projet
        budget
        demande|tarif|création|conception|réalisation|refonte|faut|envie|recherche
        parle\w*|s'agit) (?:\w+ )?(?:pour|d'|de|du|des|avec|sur)(?: ?[\w'-]+){0,4} $
        (?:et|ou|aussi|ainsi que|également|puis|,) (?:pour|d'|de|du|des)(?: ?[\w'-]+){0,2} $
        \b(?:série|lot|jeu|ensemble|création|conception|impression|réalisation|\d+
        exemplaires) d[e'](?: ?[\w'-]+){0,2} $
        """),
    made_after=pattern(
        r"^ (?:\w+ )?(?:à refaire|à moderniser|à revoir|à rafraîchir|refaite?s?)"
    ),
    instead=pattern(r"^\W*(?:mais|seulement|plutôt|uniquement|juste|simplement)\b"),
    new_subject=pattern(r"^\W*(?:et )?(?:nous|je|j'|ils?|elles?|on)\b"),
    verbs=words(r"est|sont|était|a|ont|avons|ai|nous|je|vous|ils?|elles?"),
    clause_breaks=pattern(r"""
        ;|,? mais\b|,? (?:cependant|toutefois|en revanche|par contre|tandis que|bien que)\b
        \s-\s|\(|\)|, ?(?=(?:pas|nous|je|j'|seulement|uniquement|juste|car|donc|puisque|ni)\b)
        \set (?=(?:nous|je|il|on|vous|pas)\b|j'|qu')
        """),
)
