"""Who writes, for whom and for which firm, in French."""

from typing import Final

from apps.agents.library.reading.cues import PeopleCues, cased, pattern, words

EXAMPLES: Final = (
    ("Je m'appelle Jeanne Morel.", "name", "Jeanne Morel"),
    ("Je suis la gérante de la Boulangerie Morel.", "company", "Boulangerie Morel"),
    ("Nous sommes l'association Les Amis du Lac.", "company", "Les Amis du Lac"),
    ("Cordialement,\nHugo Lenoir", "name", "Hugo Lenoir"),
)

_UP = r"A-ZÀÂÇÉÈÊËÎÏÔŒÙÛ"
_NAME = rf"(?P<name>[{_UP}][\w'-]+(?: (?:de|du|le|la))?(?: [{_UP}][\w'-]+){{0,2}})"
_WORD = rf"(?:[dl]')?[{_UP}0-9][\w'&.-]*"
_FIRM = rf"(?P<firm>{_WORD}(?: (?:&|et|de|du|des|la|le|les|aux?|{_WORD})(?!\w)){{0,5}})"
_TRADE = (
    r"(?:Boulangerie|Pâtisserie|Librairie|Atelier|Ateliers|Brasserie|Restaurant|Hôtel|Domaine|"
    r"Château|Maison|Cabinet|Clinique|Galerie|Théâtre|Musée|Fondation|Association|Éditions|"
    r"Agence|Café|Ferme|Épicerie|Fromagerie|Pharmacie|École|Studio|Festival|Chocolaterie|"
    r"Savonnerie|Imprimerie|Menuiserie|Torréfaction|Compagnie|Coopérative|Cave|Caves)"
)

_OF_TRADE = (
    rf"(?P<firm>{_TRADE} (?:(?:de|du|des|la|le|les|aux?) ){{0,2}}{_WORD}"
    rf"(?: (?:&|et|de|du|{_WORD})(?!\w)){{0,3}})"
)
_A_FIRM = (
    r"(?:association|société|entreprise|boutique|restaurant|librairie|agence|marque|"
    r"boulangerie|galerie|festival|café|hôtel)"
)
_SEEKS = r"(?:cherche|recherche|souhaite|a besoin)\b"
_AFTER_NAME = r"(?=[,.!;]| (?:et|de|du|chez|à)\b|$)"

PEOPLE: Final = PeopleCues(
    form_keys={
        "name": pattern(r"nom(?: complet| et prénom)?|(?:prénom et )nom|contact|de"),
        "first_name": pattern(r"prénom"),
        "last_name": pattern(r"nom de famille"),
        "email": pattern(r"(?:votre |adresse )?(?:e-?mail|courriel|mail)"),
        "company": pattern(r"société|entreprise|organisation|association|structure"),
        "budget": pattern(r"(?:votre )?budget.{0,20}"),
        "deadline": pattern(
            r"date limite|délai.{0,20}|échéance|date souhaitée|pour quand.{0,10}"
        ),
        "message": pattern(r"(?:votre )?(?:message|demande|projet)|description|détails"),
        "service": pattern(r"prestations?.{0,20}|services?.{0,20}|objet|sujet|type de projet"),
        "phone": pattern(r"téléphone|tél|portable|mobile"),
    },
    company=(
        cased(rf"""
        \b(?:gérante?|directeur|directrice|fondateur|fondatrice|propriétaire|présidente?
        responsable(?: \w+)?|associée?) (?:de la |du |des |de l'|de |chez |d'){_FIRM}
        """),
        cased(rf"""
        \b(?:[Nn]ous sommes|[Jj]e représente|[Jj]e dirige|[Jj]e gère|[Nn]ous tenons
        [Jj]e tiens|[Jj]e travaille (?:pour|chez)|[Aa]u nom de) (?:l'(?:association|agence
        entreprise|atelier) |la (?:société|librairie|boulangerie) |le |la |l'|une? \w+ )?{_FIRM}
        """),
        cased(rf"\b(?:de la|du|pour la|pour le|notre|la|le|l') ?{_OF_TRADE}"),
        cased(rf"\b{_A_FIRM},? (?:appelée? |nommée? )?{_FIRM}"),
        cased(rf"^\W*(?:[Ll]a |[Ll]e |[Ll]'|[Ll]es )?{_FIRM} {_SEEKS}"),
    ),
    called=(
        cased(rf"\b(?:[Jj]e m'appelle|[Mm]on nom est|[Jj]e suis|[Ii]ci) {_NAME}{_AFTER_NAME}"),
    ),
    friend=(
        cased(rf"""
        \b(?:amie?|copine|copain|sœur|soeur|frère|cousine?|collègue|cliente?|patronne?
        voisine?|mère|père|tante|oncle|connaissance),? {_NAME}(?=[,.(;]| [a-zà-ÿ(<]|$)
        """),
    ),
    reach=words(r"joindre|contact\w*|écri\w+|répond\w+|adresse|mail|courriel|directement"),
    roles=words(r"""
        gérante?|direct(?:eur|rice)|fondat(?:eur|rice)|responsable|président[e]?|trésori[eè]re?
        secrétaire|assistante?|chargée?|chef(?:fe)?|associée?|communication|commercial[e]?
        envoyé|depuis mon|téléphone|tél|cordialement|merci|salutations|bien à vous|bonne journée
        bonjour|bonsoir|salut|à bientôt|amicalement|cdlt|bises|belle journée|avocate?|d'avance
        """),
    firm_words=(cased(rf"\b{_TRADE}\b"),),
    closes=pattern(r"""
        ^\W*(?:(?:bien |très )?cordialement|bien à (?:vous|toi)|(?:meilleures |sincères
        mes )?salutations|merci(?: d'avance| beaucoup| à vous)?|amicalement|à bientôt|cdlt
        (?:bonne|belle) (?:journée|soirée|semaine)|bises|sincèrement
        respectueusement)\b[^.?]{0,40}$
        """),
)
