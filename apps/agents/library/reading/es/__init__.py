"""Spanish."""

from typing import Final

from apps.agents.library.reading.cues import Cues, vocabulary
from apps.agents.library.reading.es.counts import COUNTS
from apps.agents.library.reading.es.days import DAYS
from apps.agents.library.reading.es.kinds import KINDS
from apps.agents.library.reading.es.money import MONEY
from apps.agents.library.reading.es.people import PEOPLE
from apps.agents.library.reading.es.things import THINGS
from apps.agents.library.reading.es.work import WORK

CUES: Final = Cues(
    code="es",
    everyday=vocabulary("""
        nombre correo empresa mensaje fecha teléfono estimada atentamente un
        el la los las un una unos unas de del y e es son somos estamos nosotros usted ustedes yo
        tú nuestro nuestra nuestros mi mis su sus tu para con por en al a que se lo le nos me
        no ni o pero si hola buenos días buenas tardes gracias saludos saludo estimado tenemos
        tengo necesitamos necesito queremos quiero quería queríamos buscamos busco gustaría
        presupuesto podéis pueden puede podrías podría hacer hay antes hasta sobre como más muy
        ya esta este esto también cuánto cuando entre unos euros nuevo nueva está están sería
        """),
    things=THINGS,
    work=WORK,
    counts=COUNTS,
    money=MONEY,
    days=DAYS,
    people=PEOPLE,
    kinds=KINDS,
)
