"""Which amounts are a budget in French."""

from typing import Final

from apps.agents.library.reading.cues import MoneyCues, pattern, words

EXAMPLES: Final = (
    ("Notre budget est de 1 500 €.", "..1500 EUR"),
    ("Nous avons un budget entre 2 000 et 3 000 €.", "2000..3000 EUR"),
    ("Nous pouvons aller jusqu'à 2k €.", "..2000 EUR"),
    ("Le budget maximum est de deux mille euros.", "..2000 EUR"),
    ("Budget : deux mille cinq cents euros", "..2500 EUR"),
    ("Budget : 1.500,00 €", "..1500 EUR"),
    ("Notre enveloppe est d'environ 800 euros.", "..800 EUR"),
    ("On ne peut pas dépenser plus de 900 euros.", "..900 EUR"),
    ("Un budget d'au moins 3 000 euros est prévu.", "3000.. EUR"),
    ("Le budget est de 2 à 3 mille euros.", "2000..3000 EUR"),
    ("Une autre agence nous a proposé 4 000 euros.", ""),
    ("Votre tarif horaire de 80 euros nous convient.", ""),
    ("Nous avons un budget de 300 euros par mois.", ""),
    ("L'année dernière nous avons payé 2 000 euros.", ""),
    ("Notre chiffre d'affaires est de 2 millions d'euros.", ""),
    ("La facture de 1 200 euros a été réglée.", ""),
    ("Les billets coûtent 25 euros au maximum.", ""),
)

MONEY: Final = MoneyCues(
    budget=words(r"""
        budget(?:s|é|ée)?|honoraires|(?:rester|rester en) (?:sous|dessous d[e'])|enveloppe
        à notre disposition|disposons d[e'](?: ?un)?|dépenser
        investir|plafond|fourchette(?: de prix)?|alloué|consacrer|prévu|mettre|mis de côté
        subvention d[e'](?= ?\d)|validé
        """),
    budget_weak=words(r"""
        max(?:imum|i)?\.?|jusqu'à|au plus|pas plus d[e']|plus d[e'](?= ?\d)|moins d[e'](?= ?\d)
        nous avons|on a|j'ai|aller jusqu'à|on pensait à|autour d[e']|aux alentours d[e']
        payer|tourne autour|de l'ordre d[e']
        """),
    not_budget=words(r"""
        (?:autre|ancienne?|précédente?) (?:agence|prestataire|devis|graphiste|studio|imprimeur)
        concurrents?|proposé|demandait|demandé|facturé|facturait|(?:l'an(?:née)?) (?:dernière?
        passée?)|à l'époque|auparavant|avant c'était|payé|payée?s|coûté|factures?|acompte
        chiffre d'affaires|recettes|ventes|levé|billets?|entrée|vendu(?:e?s)?|prix de vente
        dépassé|dépassement|remise|réduction|en plus|en sus|imprimeur|frais d'impression
        budget (?:publicitaire|pub|média|marketing|impression|traiteur)|amende|salaire|loyer
        votre (?:facture|tarif)|tarifs?|trop cher|cotisation|impayée?|solde|assurance|don
        bon d'achat|valeur|coûtent|coûte|quelqu'un d'autre|réglée?|virement|frais
        """),
    rate=pattern(r"""
        \s*(?:ht\s*|ttc\s*)?(?:(?:par|l'|la|le|de l') ?(?:heure|jour|mois|an|année|semaine
        pièce|page|article|image|photo|personne|tête|mot|bouteille|illustration|unité|billet)
        /\s?(?:h|heure|j|jour|mois|an|pièce|page|article|mot|pers)\b|mensuels?|chacune?
        de l'heure|annuels?)
        """),
    at_least=pattern(r"\b(?:au moins|minimum(?: de)?|à partir de|au minimum|dès) ?$"),
    at_most=pattern(r"""
        \b(?:jusqu'à|max(?:imum|i)?(?: de)?|au plus|pas plus de|plafond(?: est)?(?: de)?
        dépasser)[ :]*(?:environ )?$
        """),
    not_money=pattern(r"""
        ^\s*(?:%|pour cent|personnes|invités|pages?|mots|exemplaires|pièces|unités|mois
        semaines?|jours?|heures?|employés|salariés|membres|visiteurs|abonnés|px|mm|cm|flyers
        affiches|cartes|bouteilles|billets|m2|m\u00b2|ans?\b|années)
        \b(?:tarif|taux) (?:horaire|journalier)(?: de| est)?[^.]{0,15}$
        """),
    revised=words(r"""
        finalement|maintenant|désormais|augmenté|correction|plutôt|revu|mis à jour|définitif
        en fait|passe à
        """),
    range_words=r"à|et|ou|jusqu'à",
    currency_words={
        "euros": "EUR",
        "euro": "EUR",
        "d'euros": "EUR",
        "francs suisses": "CHF",
        "francs": "CHF",
        "livres": "GBP",
        "livres sterling": "GBP",
        "dollars": "$",
        "dollars canadiens": "CAD",
        "dollars américains": "USD",
    },
    also=r" et ",
)
