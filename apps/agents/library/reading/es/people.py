"""Who writes, for whom and for which firm, in Spanish."""

from typing import Final

from apps.agents.library.reading.cues import PeopleCues, cased, pattern, words

EXAMPLES: Final = (
    ("Me llamo Marta Solana.", "name", "Marta Solana"),
    ("Soy la dueña de la Panadería Solana.", "company", "Panadería Solana"),
    ("Somos la asociación Amigos del Lago.", "company", "Amigos del Lago"),
    ("Un saludo,\nHugo Prieto", "name", "Hugo Prieto"),
)

_UP = r"A-ZÁÉÍÓÚÑ"
_NAME = rf"(?P<name>[{_UP}][\w'-]+(?: (?:de|del|la))?(?: [{_UP}][\w'-]+){{0,2}})"
_WORD = rf"[{_UP}0-9][\w'&.-]*"
_FIRM = rf"(?P<firm>{_WORD}(?: (?:&|y|de|del|la|el|los|las|{_WORD})(?!\w)){{0,5}})"
_TRADE = (
    r"(?:Panadería|Pastelería|Librería|Taller|Talleres|Bodega|Bodegas|Restaurante|Hotel|Bar|"
    r"Clínica|Galería|Teatro|Museo|Fundación|Asociación|Editorial|Agencia|Café|Cafetería|Finca|"
    r"Farmacia|Escuela|Estudio|Festival|Cervecería|Cervezas|Imprenta|Carpintería|Cooperativa|"
    r"Academia|Despacho|Quesería|Floristería|Inmobiliaria|Centro|Tostadores|Chocolates|Granja)"
)

_OF_TRADE = (
    rf"(?P<firm>{_TRADE} (?:(?:de|del|la|el|los|las) ){{0,2}}{_WORD}"
    rf"(?: (?:&|y|de|del|{_WORD})(?!\w)){{0,3}})"
)
_A_FIRM = (
    r"(?:asociación|empresa|tienda|restaurante|librería|agencia|marca|panadería|galería|"
    r"festival|cafetería|hotel|bodega)"
)
_AFTER_NAME = r"(?=[,.!;]| (?:y|de|del|desde|en)\b|$)"

PEOPLE: Final = PeopleCues(
    form_keys={
        "name": pattern(r"nombre(?: completo| y apellidos)?|contacto|de"),
        "first_name": pattern(r"nombre de pila"),
        "last_name": pattern(r"apellidos?"),
        "email": pattern(r"(?:tu |su |dirección de )?(?:e-?mail|correo(?: electrónico)?)"),
        "company": pattern(r"empresa|compañía|organización|asociación|negocio|entidad"),
        "budget": pattern(r"(?:tu |su )?presupuesto.{0,20}"),
        "deadline": pattern(
            r"fecha (?:límite|de entrega|deseada)|plazo.{0,20}|para cuándo.{0,10}"
        ),
        "message": pattern(
            r"(?:tu |su )?(?:mensaje|proyecto)|descripción|detalles|comentarios"
        ),
        "service": pattern(r"servicios?.{0,20}|asunto|tema|tipo de proyecto"),
        "phone": pattern(r"teléfono|tel|móvil"),
    },
    company=(
        cased(rf"""
        \b(?:dueñ[oa]|director[a]?|fundador[a]?|propietari[oa]|president[ea]|gerente
        encargad[oa]
        responsable(?: de \w+)?|soci[oa]) (?:de la |del |de los |de las |de |en ){_FIRM}
        """),
        cased(rf"""
        \b(?:[Ss]omos|[Rr]epresento a|[Dd]irijo|[Tt]rabajo (?:para|en)|[Ee]n nombre de
        [Ll]levo|[Oo]s escribo (?:desde|de)|[Ll]e escribo (?:desde|de)|[Ll]es escrib(?:o
        imos) (?:desde|de)) (?:la (?:asociación|empresa|agencia|librería|panadería
        cooperativa) |el |la |un[a]? \w+ (?:llamad[oa] )?)?{_FIRM}
        """),
        cased(rf"\b(?:de la|del|para la|para el|nuestra|nuestro|la|el|de) {_OF_TRADE}"),
        cased(rf"\b{_A_FIRM},? (?:que se llama |llamad[oa] )?{_FIRM}"),
        cased(rf"^\W*(?:[Ll]a |[Ee]l )?{_FIRM} (?:busca|necesita|quiere)\b"),
    ),
    called=(
        cased(rf"\b(?:[Mm]e llamo|[Mm]i nombre es|[Ss]oy|[Ll]e escribe) {_NAME}{_AFTER_NAME}"),
    ),
    friend=(
        cased(rf"""
        \b(?:amig[oa]|herman[oa]|prim[oa]|compañer[oa]|client[ea]|jef[ea]|vecin[oa]|madre|padre
        tía|tío|conocid[oa]|hij[oa]),? {_NAME}(?=[,.(;]| [a-zà-ÿ(<]|$)
        """),
    ),
    reach=words(
        r"contact\w*|escrib\w+|respond\w+|correo|dirección|mail|directamente|localizar\w*"
    ),
    roles=words(r"""
        gerente|director[a]?|fundador[a]?|responsable|president[ea]|tesorer[oa]|secretari[oa]
        asistente|jef[ea]|soci[oa]|comunicación|marketing|ventas|enviado|desde mi|teléfono|móvil
        tel
        saludos?|gracias|atentamente|cordialmente|abrazo|hola|buenas|buenos|hasta pronto
        abogad[oa]
        antemano|coordinador[a]?|administración|propietari[oa]|dueñ[oa]
        """),
    firm_words=(cased(rf"\b{_TRADE}\b"),),
    closes=pattern(r"""
        ^\W*(?:(?:un |muchos |saludos |cordiales )?(?:cordial )?saludos?(?: cordial(?:es)?)?
        atentamente|cordialmente
        (?:muchas |mil )?gracias(?: de antemano| por todo)?|un (?:fuerte )?abrazo|hasta pronto
        abrazos)\b[^.?]{0,40}$
        """),
)
