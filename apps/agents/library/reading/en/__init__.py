"""English."""

from typing import Final

from apps.agents.library.reading.cues import Cues, vocabulary
from apps.agents.library.reading.en.counts import COUNTS
from apps.agents.library.reading.en.days import DAYS
from apps.agents.library.reading.en.kinds import KINDS
from apps.agents.library.reading.en.money import MONEY
from apps.agents.library.reading.en.people import PEOPLE
from apps.agents.library.reading.en.things import THINGS
from apps.agents.library.reading.en.work import WORK

CUES: Final = Cues(
    code="en",
    everyday=vocabulary("""
        the and of to a an i we you he she it they our my your their is are was were be been am
        have has had do does did will would can could should need needs want looking for with
        from on at by this that these those there here what which who how when please thanks
        thank hi hello dear regards best kind cheers not no but or if so as about some any new
        just also us me them its in up out more new all than then after before until quote
        budget around help like get make one two three week month due sent
        """),
    things=THINGS,
    work=WORK,
    counts=COUNTS,
    money=MONEY,
    days=DAYS,
    people=PEOPLE,
    kinds=KINDS,
)
