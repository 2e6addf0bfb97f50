"""Which days are a deadline in Spanish."""

from typing import Final

from apps.agents.library.reading.cues import DayCues, pattern, words
from apps.agents.library.reading.es.counts import NUMBERS

EXAMPLES: Final = (
    ("Lo necesitamos para el 15 de mayo.", "2027-05-15"),
    ("Tiene que estar listo antes del 3 de abril.", "2027-04-03"),
    ("Entrega a finales de junio.", "2027-06-30"),
    ("Fecha límite: 12/05/2027", "2027-05-12"),
    ("Todo debe estar terminado antes del 1 de junio de 2027.", "2027-06-01"),
    ("Lo necesitamos en dos semanas.", "2027-03-23"),
    ("Debe estar listo el viernes de la semana que viene.", "2027-03-19"),
    ("Lo necesitamos como muy tarde el 20 de abril.", "2027-04-20"),
    ("La web tiene que estar online el 1 de julio.", "2027-07-01"),
    ("La imprenta necesita los archivos el 20 de abril.", "2027-04-20"),
    ("La fiesta es el 12 de junio.", ""),
    ("Por favor envíen su presupuesto antes del 20 de marzo.", ""),
    ("Nos gustaría empezar el 1 de abril.", ""),
    ("Las primeras propuestas antes del 1 de abril estarían bien.", ""),
    ("Lo necesitamos en mayo.", ""),
    ("¿Podemos hablar el jueves?", ""),
    ("Estoy de vacaciones hasta el 20 de marzo.", ""),
    ("Es para terminarlo antes del próximo viernes.", ""),
)

_MONTHS = (
    r"ene(?:ro|\.)?", r"feb(?:rero|\.)?", r"mar(?:zo|\.)?", r"abr(?:il|\.)?", r"may(?:o|\.)?",
    r"jun(?:io|\.)?", r"jul(?:io|\.)?", r"ago(?:sto|\.)?", r"sep?t?(?:iembre|\.)?",
    r"oct(?:ubre|\.)?", r"nov(?:iembre|\.)?", r"dic(?:iembre|\.)?",
)  # fmt: skip
_DAYS = ("lunes", "martes", "mi[ée]rcoles", "jueves", "viernes", "s[áa]bado", "domingo")
_MONTH = "|".join(_MONTHS)
_DAY = "(?:" + "|".join(_DAYS) + ")(?!\\w)"
_COUNT = r"(?P<n>\d{1,2}|" + "|".join(NUMBERS) + ")"

DAYS: Final = DayCues(
    deadline=words(r"""
        fecha (?:límite|tope|de entrega|deseada)|plazos?|deadline|entreg\w+|a más tardar
        como (?:muy tarde|tarde|máximo)|list[oa]s?|terminad[oa]s?|acabad[oa]s?|online|en línea
        publicad[oa]s?|impres[oa]s?|instalad[oa]s?|necesit\w+ (?:\S+ ){0,6}(?:para|antes|el)
        imprenta (?:necesita|quiere|espera|pide)|a la imprenta|lanzamiento|lanzar(?:l[ao])?
        (?:fecha|cuándo|para cuándo)(?=:)|disponibles?|archivos definitivos|artes finales
        versión final|en nuestras manos|en marcha|tenerl[oa]s?
        """),
    deadline_weak=words(r"""
        necesit\w+|dentro|list[oa]s?|entreg\w+|terminad[oa]s?|tener\w*|online
        """),
    not_deadline=words(r"""
        presupuestos?|preguntas?|respuestas?|respond\w+|contest\w+|comentarios|noticias
        reuni(?:ón|rnos)|cita|llamada|llamar\w*|hablar\w*|charlar|videollamada|café|quedar
        vernos
        empezar\w*|comenzar\w*|arrancar|inicio|primer(?:as?|os?)? (?:propuestas?|versión
        versiones
        ideas?|bocetos?|borrador(?:es)?|concepto)|bocetos?|borrador(?:es)?|pagos?|pagar
        facturas?
        se celebra\w*|tendrá lugar|tiene lugar|desde|fundad[oa]|vacaciones|ausente|de vuelta
        oficina
        decid\w+|decisión|candidaturas?|válid[oa]|precios?|costes?|sesión de fotos|junta|caduca
        propuestas?|ofertas?|nos casamos
        (?:la fiesta|la boda|el festival|la conferencia|la feria|el concierto|la exposición
        el evento|el mercado|la inauguración|el congreso) (?:es|será)
        """),
    by_then=words(r"""
        para entonces|antes de (?:eso|esa fecha)|a tiempo para (?:eso|ello|el|la)|para esa fecha
        """),
    just_by=pattern(r"""
        \b(?:para|para el(?: día)?|antes del?(?: día)?|como muy tarde(?: el)?
        a más tardar(?: el)?
        no más tarde del?|hasta el|antes de(?: la)?) ?$
        """),
    months=_MONTHS,
    weekdays=_DAYS,
    relative={
        "weekday_in_two_weeks": pattern(rf"\b(?P<weekday>{_DAY}) de dentro de dos semanas\b"),
        "weekday_next_week": pattern(rf"""
        \b(?P<weekday>{_DAY}) de la (?:semana que viene|próxima semana|semana próxima)\b
        """),
        "next_weekday": pattern(rf"\bpróximo (?P<weekday>{_DAY})"),
        "next_weekday_after": pattern(rf"\b(?P<weekday>{_DAY}) (?:que viene|próximo)\b"),
        "end_of_named": pattern(rf"""
        \b(?:a |el )?(?:finales|final|fin
        fines) de (?P<month>{_MONTH})(?!\w)(?: del? (?P<year>20\d\d))?
        """),
        "end_of_next_month": pattern(r"""
        \b(?:finales|final|fin) del (?:mes que viene|próximo mes)\b
        """),
        "end_of_month": pattern(r"\b(?:finales|final|fin) (?:de|del|de este) mes\b"),
        "end_of_next_week": pattern(r"""
        \b(?:finales|final) de la (?:semana que viene|próxima semana)\b
        """),
        "end_of_week": pattern(r"\b(?:finales|final) de (?:la|esta) semana\b"),
        "end_of_year": pattern(r"\b(?:finales|final|fin) de año\b"),
        "days": pattern(rf"""
        \b(?:en|dentro de
        en un plazo de)(?: los)?(?: próximos)? {_COUNT} días?\b(?! (?:laborables|hábiles))
        """),
        "weeks": pattern(rf"""
        \b(?:en|dentro de|en un plazo de)(?: las)?(?: próximas)? {_COUNT} semanas?\b
        """),
        "months": pattern(rf"\b(?:en|dentro de)(?: los)?(?: próximos)? {_COUNT} mes(?:es)?\b"),
        "weekday": pattern(rf"\b(?:este )?(?P<weekday>{_DAY})(?!,? (?:\d|de|que|por))"),
        "day_after_tomorrow": pattern(r"\bpasado mañana\b"),
        "tomorrow": pattern(r"(?<!la\x20)(?<!pasado\x20)\bmañana\b(?! por)"),
        "today": pattern(r"\bhoy\b"),
        "ordinal": pattern(rf"""
        \b(?:para|antes|tarde) (?:d?el) (?:día )?(?P<n>[12]?\d
        3[01])(?![\d/.:])(?! ?(?:de )?(?:{_MONTH}))(?! ?[\u20ac%])
        """),
    },
)  # fmt: skip
