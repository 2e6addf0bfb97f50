"""Which days are a deadline in French."""

from typing import Final

from apps.agents.library.reading.cues import DayCues, pattern, words
from apps.agents.library.reading.fr.counts import NUMBERS

EXAMPLES: Final = (
    ("Il nous le faut pour le 15 mai.", "2027-05-15"),
    ("Il faudrait que ce soit prêt d'ici le 3 avril.", "2027-04-03"),
    ("Livraison avant fin mai.", "2027-05-31"),
    ("Date limite : 12/05/2027", "2027-05-12"),
    ("Tout doit être prêt avant le 1er juin.", "2027-06-01"),
    ("Nous en avons besoin dans deux semaines.", "2027-03-23"),
    ("Ce doit être terminé vendredi de la semaine prochaine.", "2027-03-19"),
    ("Il nous le faut au plus tard le 20 avril.", "2027-04-20"),
    ("Le site doit être en ligne le 1er juillet.", "2027-07-01"),
    ("L'imprimeur a besoin des fichiers le 20 avril.", "2027-04-20"),
    ("La fête a lieu le 12 juin.", ""),
    ("Merci d'envoyer votre devis avant le 20 mars.", ""),
    ("Nous aimerions commencer le 1er avril.", ""),
    ("Les premières propositions avant le 1er avril seraient bienvenues.", ""),
    ("Il nous le faut en mai.", ""),
    ("Pouvons-nous nous parler jeudi ?", ""),
    ("Je suis en congés jusqu'au 20 mars.", ""),
    ("C'est à terminer pour vendredi prochain.", ""),
)

_MONTHS = (
    r"janv(?:ier|\.)?", r"f[ée]vr?(?:ier|\.)?", r"mars", r"avr(?:il|\.)?", r"mai", r"juin",
    r"juil(?:let|\.)?", r"ao[ûu]t", r"sept(?:embre|\.)?", r"oct(?:obre|\.)?",
    r"nov(?:embre|\.)?", r"d[ée]c(?:embre|\.)?",
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTH = "|".join(_MONTHS)
_DAY = "(?:" + "|".join(_DAYS) + ")(?!\\w)"
_COUNT = r"(?P<n>\d{1,2}|" + "|".join(NUMBERS) + ")"

DAYS: Final = DayCues(
    deadline=words(r"""
        date limite|échéance|deadline|délai(?:s)?|au plus tard|livraison|livrée?s?|livrer
        prêt(?:e|s|es)?|terminée?s?|finie?s?|en ligne|mise en ligne|imprimée?s?|installée?s?
        (?:il )?(?:nous|me) (?:le|la|les)?(?: )?(?:faut|faudrait)|besoin (?:\S+ ){0,6}(?:pour
        avant|d'ici|le)
        imprimeur (?:a besoin|veut|attend|doit)|chez l'imprimeur|à l'imprimeur|lancement
        (?:date|quand|délai souhaité|date souhaitée|date de livraison)(?=:| :)|disponible
        fichiers définitifs|version finale|en main|à rendre|rendu|achevée?s?|bouclée?s?|remise
        """),
    deadline_weak=words(r"""
        besoin|faut|faudrait|prêt\w*|sous|livr\w*|terminée?s?|avoir|recevoir|en ligne|d'ici
        """),
    not_deadline=words(r"""
        devis|questions?|répon\w+|réponses?|retour|revenir vers|rappel\w*|réunion|rendez-vous
        rdv|appel\w*|téléphon\w*|parler|discuter|échanger|visio|café|rencontr\w*|commenc\w*
        démarr\w*|début\w*|premi[èe]re?s? (?:propositions?|version|idées?|esquisses?|pistes?
        maquettes?|ébauches?|jet|croquis)|esquisses?|maquettes?|brouillons?|paiement|payer
        factur\w*|a lieu|aura lieu|auront lieu|se tient|se tiendra|se déroule\w*|depuis|fondée?
        congés?|vacances|absente?|de retour|bureau|décid\w*|décision|candidatures?|valable
        tarifs?|prix|co[ûu]ts?|shooting|conseil|comité|expire|validité|proposition
        (?:la fête|le mariage|le festival|la conférence|le salon|le concert|l'exposition
        l'événement|le marché|la soirée|l'ouverture|l'inauguration|le vernissage) (?:est|sera)
        offre(?:s)?(?! spéciale)
        """),
    by_then=words(r"d'ici là|avant (?:cela|ça)|à temps pour (?:cela|ça|l'\w+)|pour cette date"),
    just_by=pattern(r"""
        (?:\b|(?<=\s))(?:pour|pour le|d'ici|d'ici le|d'ici au|avant|avant le|au plus tard
        au plus tard le|d'ici à|jusqu'au|d'ici la|avant la) ?$
        """),
    months=_MONTHS,
    weekdays=_DAYS,
    relative={
        "weekday_in_two_weeks": pattern(rf"\b(?P<weekday>{_DAY}) en (?:quinze|huit et)\b"),
        "weekday_next_week": pattern(rf"""
        \b(?P<weekday>{_DAY}) de la semaine prochaine\b
        """),
        "next_weekday": pattern(rf"\b(?P<weekday>{_DAY}) prochain\b"),
        "end_of_named": pattern(rf"""
        \b(?:la )?fin (?:du mois )?(?:de |d')?(?P<month>{_MONTH})(?!\w)(?: (?P<year>20\d\d))?
        """),
        "end_of_next_month": pattern(r"\b(?:la )?fin du mois prochain\b"),
        "end_of_month": pattern(r"\b(?:la )?fin (?:du|de ce) mois\b|\bfin de mois\b"),
        "end_of_next_week": pattern(r"\b(?:la )?fin de la semaine prochaine\b"),
        "end_of_week": pattern(r"\b(?:la )?fin de (?:la|cette) semaine\b|\bfin de semaine\b"),
        "end_of_year": pattern(r"\b(?:la )?fin de l'année\b|\bfin d'année\b"),
        "days": pattern(rf"\b(?:dans|sous|d'ici)(?: les)? {_COUNT} jours?\b(?! ouvr)"),
        "weeks": pattern(rf"""
        \b(?:dans|sous|d'ici)(?: les)? {_COUNT} (?:prochaines )?semaines?\b
        """),
        "months": pattern(rf"\b(?:dans|sous|d'ici)(?: les)? {_COUNT} mois\b"),
        "weekday": pattern(rf"""
        \b(?:ce )?(?P<weekday>{_DAY})(?! (?:\d|1er|en|de la|matin|soir))
        """),
        "day_after_tomorrow": pattern(r"\baprès-demain\b"),
        "tomorrow": pattern(r"(?<!après-)\bdemain\b"),
        "today": pattern(r"\baujourd'hui\b"),
        "ordinal": pattern(rf"""
        \b(?:pour|avant|d'ici|d'ici au|au plus tard) le (?P<n>[12]?\d|3[01])(?![\d/.:]|er\b
        h\b)(?! ?(?:{_MONTH}))(?! ?[\u20ac%])
        """),
    },
)  # fmt: skip
