"""What asks for work in Spanish, and what speaks of it without asking."""

from typing import Final

from apps.agents.library.reading.cues import WorkCues, pattern, words

EXAMPLES: Final = (
    ("No necesitamos un logo, sino un folleto.", "print"),
    ("No hace falta logotipo, solo tarjetas de visita.", "print"),
    ("Ya tenemos logotipo, pero necesitamos tarjetas de visita.", "print"),
    ("Vi el logo que hicisteis para la panadería. Necesitamos un cartel.", "print"),
    ("Queremos rediseñar nuestra página web.", "website-design"),
    ("De las fotos se encarga nuestro fotógrafo. Necesitamos un folleto.", "print"),
    ("El año que viene, quizás un vídeo. Ahora necesitamos un logo.", "logo"),
    (
        "¿Podríais enviarnos un presupuesto para una nueva página web?",
        "website-design, website-development",
    ),
    ("¿Pueden diseñar una carta para nuestro restaurante?", "print"),
    ("He encontrado vuestra web y busco a alguien para unas ilustraciones.", "illustration"),
    ("Vuestra web nos gusta mucho.", ""),
)

WORK: Final = WorkCues(
    asks=words(r"""
        necesit\w+|busc(?:o|amos|ando|a|an|ar)|quier(?:o|e|en|es)|quer(?:emos|ía|íamos|er|ríamos
        ría)
        gustaría|desea\w*|podr(?:íais|ías|ía|ían)|pod(?:éis|emos)|pued(?:e|en|es|o)|hace falta
        hacen falta|haría falta|presupuesto (?:para|de|por)|cotización|cuánto|precio de
        interesad[oa]s?
        interesa|hacer(?:nos|me)?|crear|diseñar(?:nos)?|desarrollar|redactar|traducir|ayud\w+
        proyecto
        servicios?(?=:| solicitado)|asunto(?=:)|subject(?=:)|mensaje(?=:)|solicit\w+|encargar\w*
        también
        además|así como|contratar|rediseñ\w+|alguien (?:para|que)|precis(?:o|amos)|pensando en
        incluy\w+
        en busca de|pedir|pedido|renovar|actualizar|sería|tendría que|encargo|entregables
        hay que
        """),
    requests=words(r"""
        buscamos|busco|necesitamos|necesito|presupuesto|cotización|cuánto (?:costaría|cuesta
        cobráis|sería)
        (?:tenéis|tienen|tienes) (?:disponibilidad|hueco|tiempo)|trabajar con (?:vosotros
        ustedes|usted)
        contrataros|nuestro presupuesto|vuestr[oa]s (?:tarifas|precios)|nuevo proyecto|encargo
        encargaros
        solicitud de (?:presupuesto|proyecto)|colaborar
        """),
    reworks=words(r"""
        rediseñ\w+|renovar|renovación|actualizar|modernizar|mejorar|rehacer|refrescar|cambiar
        sustituir
        redibujar|presupuesto para|crear|diseñar|diseño|traducir|traducción|imprimir|redactar
        optimizar
        (?:diseñador\w*|fotógraf[oa]|ilustrador\w*|ayuda) (?:para|con)|mantenimiento|remodelar
        lavado de cara
        """),
    declines=pattern(r"""
        \b(?:no|sin|excepto|salvo|ningún|ninguna|tampoco|ni|nunca|en lugar de|en vez de
        ya (?:tenemos|tengo|está|hay|contamos|disponemos)|aparte de)\b(?! (?:solo|sólo|solamente
        sé
        seguro|dud\w+|hay problema|tenemos (?:\w+ )?(?:web|logo) (?:y|pero)|más)).{0,60}$
        """),
    elsewhere=pattern(r"""
        \b(?:(?:ya )?(?:está|están|estaba|fue|fueron|será|serán) (?:ya )?(?:hech[oa]s?
        cubiert[oa]s?|terminad[oa]s?
        resuelt[oa]s?|list[oa]s?)|ya l[oa]s? (?:tenemos|hicimos|hemos|hace|tengo)|internamente
        nosotros mismos
        yo mism[oa]|otra persona|(?:otra|otro) (?:agencia|estudio|diseñador\w*|proveedor)
        (?:el )?año (?:pasado|que viene|próximo)|próximo año|más adelante|en el futuro|algún día
        fase (?:dos|2)|(?:he|hemos|vi|vimos) (?:visto|encontrado|descubierto|leído|conocido)
        vi (?:el|la|los|las|vuestr\w+|su|tu)|(?:en|por|a través de) (?:vuestra|su|tu) (?:página
        web|portfolio|instagram)
        que (?:hicisteis|hizo|hiciste|hicieron|diseñasteis|habéis hecho)|(?:nos|me) (?:gusta
        gustó|encanta|encantó)
        no (?:es|son) necesari[oa]s?|no (?:lo|la|los|las)? ?(?:necesitamos|necesito)(?=\W*$)
        se (?:encarga|ocupa)n?
        por ahora no|de momento no)\b
        """),
    own_thing=pattern(r"""
        \b(?:nuestr[oa]s?|mis?)(?: (?!nuev|una?\b|y\b|para\b)[\w'-]+){0,1} $
        \b(?:el|la|los|las|este|esta) (?:actual|antigu[oa]|viej[oa]) $
        """),
    had_thing=pattern(
        r"\b(?:tenemos|tengo|tiene|hay) (?:un[ao]?s?|el|la|nuestr[oa]|dos|\d+)(?: [\w-]+)? $"
    ),
    their_thing=pattern(r"\b(?:vuestr[oa]s?|sus?|tus?)(?: [\w'-]+){0,1} $"),
    purpose=pattern(r"""
        \b(?:para|en|sobre|con|a|al|de|del|por|vía)(?: (?!y\b|e\b|o\b)[\w'-]+){0,3} $
        """),
    purpose_asked=pattern(r"""
        \b(?:busc\w+|presupuesto|precio|coste|interesad[oa]s?|alguien|ayuda|proyecto|solicitud
        necesit\w+
        tarifa|cotización|diseño|creación|impresión|realización|rediseño|desarrollo|se trata
        encargo) (?:\w+ )?(?:para|de|del|con|en
        sobre)(?: [\w'-]+){0,4} $
        (?:y|o|e|también|además|así como|,) (?:para|de)(?: [\w'-]+){0,2} $
        \b(?:serie|lote|juego|conjunto|\d+|par) de(?: [\w'-]+){0,2} $
        """),
    made_after=pattern(r"^ (?:\w+ )?(?:rediseñad[oa]|renovad[oa]|actualizad[oa])"),
    instead=pattern(r"^\W*(?:sino|pero|solo|sólo|solamente|únicamente)\b"),
    new_subject=pattern(r"^\W*(?:y )?(?:nosotros|yo|ell[oa]s|él|ella)\b"),
    verbs=words(r"es|son|está|están|era|tiene|tienen|tenemos|tengo|nosotros|yo|hay"),
    clause_breaks=pattern(r"""
        ;|,? (?:pero|sino)\b|,? (?:sin embargo|en cambio|aunque|mientras que)\b|\s-\s|\(|\)
        , ?(?=(?:no|solo|sólo|nosotros|ya|porque|ni|y ya)\b)
        \sy (?=(?:no|ya|busc|necesit|quer|quier|nos|me)\w*)
        """),
)
