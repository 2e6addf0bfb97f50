"""German."""

from typing import Final

from apps.agents.library.reading.cues import Cues, vocabulary
from apps.agents.library.reading.de.counts import COUNTS
from apps.agents.library.reading.de.days import DAYS
from apps.agents.library.reading.de.kinds import KINDS
from apps.agents.library.reading.de.money import MONEY
from apps.agents.library.reading.de.people import PEOPLE
from apps.agents.library.reading.de.things import THINGS
from apps.agents.library.reading.de.work import WORK

CUES: Final = Cues(
    code="de",
    everyday=vocabulary("""
        vorname nachname firma nachricht termin telefon grüsse viele liebe lg gruß
        der die das und ist sind wir ich sie ihr ihre ihren unser unsere unseren mein meine ein
        eine einen einem einer für mit von zu zum zur auf im in am an bei nach bis aus als auch
        nicht kein keine oder aber wenn dass es den dem des haben hat habe hätte hätten wird
        werden würde würden können könnten könnte möchte möchten brauchen brauche suchen suche
        gerne bitte danke vielen dank hallo guten tag liebe grüße gruß freundlichen sehr geehrte
        was wie wann noch schon neue neuen neues uns mir euch du sich so nur über unter etwa
        angebot ca euro wäre soll sollen sollte geht gibt wieder morgen dann da ja nein
        """),
    things=THINGS,
    work=WORK,
    counts=COUNTS,
    money=MONEY,
    days=DAYS,
    people=PEOPLE,
    kinds=KINDS,
)
