"""French."""

from typing import Final

from apps.agents.library.reading.cues import Cues, vocabulary
from apps.agents.library.reading.fr.counts import COUNTS
from apps.agents.library.reading.fr.days import DAYS
from apps.agents.library.reading.fr.kinds import KINDS
from apps.agents.library.reading.fr.money import MONEY
from apps.agents.library.reading.fr.people import PEOPLE
from apps.agents.library.reading.fr.things import THINGS
from apps.agents.library.reading.fr.work import WORK

CUES: Final = Cues(
    code="fr",
    everyday=vocabulary("""
        prénom nom société message souhaitée téléphone bien vous madame monsieur
        le la les un une des du de et est sont nous vous je il elle on notre nos votre vos mon
        ma mes pour avec sur dans par au aux en à que qui ce cette ces pas ne plus ou mais si
        bonjour merci bonne cordialement salut avons avez ai a été être avoir fait faire besoin
        cherchons cherche recherche souhaitons souhaite voudrais voudrions aimerais aimerions
        devis environ avant jusqu d l j c n qu s y se leur leurs tout très bien comme aussi donc
        quel quelle combien peut pouvez pourriez serait soit chez entre euros nouveau nouvelle
        """),
    things=THINGS,
    work=WORK,
    counts=COUNTS,
    money=MONEY,
    days=DAYS,
    people=PEOPLE,
    kinds=KINDS,
)
