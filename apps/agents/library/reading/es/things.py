"""What work is called in Spanish."""

from typing import Final

from apps.agents.library.reading.cues import Thing, words

EXAMPLES: Final = (
    ("Necesitamos una nueva página web.", "website-design, website-development"),
    ("Necesitamos diseño web.", "website-design"),
    ("Necesitamos un logo y un manual de marca.", "brand-identity, logo"),
    ("Necesitamos una tienda online.", "ecommerce"),
    ("Necesitamos una landing page y una newsletter.", "landing-page, newsletter"),
    ("Necesitamos fotos de producto y un vídeo corporativo.", "video, photography"),
    ("Necesitamos etiquetas de vino y un envase.", "packaging"),
    ("Necesitamos tarjetas de visita y una lona.", "print"),
    ("Necesitamos una presentación para inversores.", "presentation"),
    ("Buscamos un redactor.", "copywriting"),
    ("Necesitamos tres entradas de blog.", "blog-content"),
    ("Necesitamos una traducción al inglés.", "translation"),
    ("Necesitamos posicionamiento SEO.", "seo"),
    ("Necesitamos ilustraciones para un cuento.", "illustration"),
    ("Necesitamos el mantenimiento de la web.", "maintenance"),
    ("Necesitamos diez publicaciones para Instagram.", "social-media"),
    ("Necesitamos una aplicación móvil.", "mobile-app"),
)

_SITE = ("website-design", "website-development")

THINGS: Final = (
    Thing(words(r"""
        traduc\w+ (?:de )?(?:la|el|nuestr[oa]|mi) (?:página web|sitio web|web|folleto|carta
        menú)
        traduc\w+ del (?:sitio web|folleto|catálogo|menú)
        """), ("translation",), is_item=False),
    Thing(words(r"animación (?:de|del) logo(?:tipo)?|logo(?:tipo)? animado"), ("video",)),
    Thing(words(r"""
        identidad (?:visual|corporativa|gráfica|de marca)|imagen (?:corporativa|de marca)
        manual de (?:marca|identidad|estilo)|guía de (?:marca|estilo)
        """), ("brand-identity",)),
    Thing(words(r"""
        branding|rebranding|nueva (?:imagen|identidad)
        """), ("brand-identity",), is_item=False),
    Thing(words(r"logos?|logotipos?"), ("logo",)),
    Thing(words(r"landing(?:[ -]?pages?)?|páginas? de aterrizaje"), ("landing-page",)),
    Thing(words(r"""
        tiendas? (?:online|en línea|virtual(?:es)?)|e-?commerce|comercio electrónico
        """),
          ("ecommerce",)),
    Thing(words(r"shopify|prestashop|woocommerce"), ("ecommerce",), is_item=False),
    Thing(words(r"""
        (?:textos|contenidos?) (?:de|para) (?:la|nuestra|una)(?: nueva)? (?:página )?web
        redact(?:or|ora|ores)|redacción(?: de (?:textos|contenidos))?|copywriting
        textos (?:nuevos|web)
        descripciones de productos?|eslóganes|eslogan|textos(?= para)
        """), ("copywriting",), is_item=False),
    Thing(words(r"""
        mantenimiento(?: (?:de|del) (?:la |nuestra )?(?:página |sitio )?web)?|soporte mensual
        actualizaciones (?:mensuales|de la web)
        """), ("maintenance",), is_item=False),
    Thing(words(r"diseño (?:web|de (?:la|una|nuestra) (?:página )?web)"),
          ("website-design",), is_item=False),
    Thing(words(r"(?:desarrollo|programación) (?:web|de la web)|desarrollador web"),
          ("website-development",), is_item=False),
    Thing(words(r"(?:páginas?|sitios?) web|webs?|página de internet|website"), _SITE),
    Thing(words(r"ui/ux|ux/ui|u[ix]|diseño de (?:interfaz|interfaces|la app)|usabilidad"),
          ("ui-ux",), is_item=False),
    Thing(words(r"wireframes?|prototipos?(?: navegables?)?"), ("ui-ux",)),
    Thing(words(r"""
        apps?(?: móvil(?:es)?)?|aplicaci(?:ón|ones)(?: (?:móvil(?:es)?|para (?:ios|android)))
        """),
          ("mobile-app",)),
    Thing(words(r"""
        (?:artículos?|entradas?|posts?) (?:de|para el|del|para nuestro) blog|artículos?|blog
        """),
          ("blog-content",)),
    Thing(words(r"(?:plantillas? de )?(?:newsletters?|boletín|boletines)"), ("newsletter",)),
    Thing(words(r"""
        (?:posts?|publicaciones|publicación|plantillas?|gráficos|stories|banners|contenidos?
        piezas
        creatividades) (?:para |de )?(?:las |nuestras )?(?:redes sociales|redes|instagram
        facebook|linkedin|tiktok)
        """), ("social-media",)),
    Thing(words(r"redes sociales|community management|cuenta de instagram|social media"),
          ("social-media",), is_item=False),
    Thing(words(r"""
        (?:posicionamiento )?seo|posicionamiento(?: web| en google)?|aparecer en google
        """),
          ("seo",), is_item=False),
    Thing(words(r"""
        (?:ví|vi)deos?(?: (?:corporativos?|promocional(?:es)?|explicativos?|de presentación))?
        animaci(?:ón|ones)|tráilers?|spots?|reels?|motion graphics
        """), ("video",)),
    Thing(words(r"""
        fotos?(?: de (?:productos?|equipo|los platos|platos))?|fotograf(?:ía
        ías)(?: de productos?)?
        fotógraf[oa]|sesión (?:de fotos|fotográfica)|retratos?|reportaje fotográfico
        """), ("photography",), is_item=False),
    Thing(words(r"""
        etiquetas?(?: de (?:vino|cerveza|productos?|botellas?|aceite|miel))?|cajas?|latas?
        estuches?|bolsas
        """),
          ("packaging",)),
    Thing(words(r"packaging|envases?|embalajes?"), ("packaging",), is_item=False),
    Thing(words(r"pitch[ -]?decks?|(?:plantilla de )?power-?point|presentaci(?:ón|ones)"),
          ("presentation",)),
    Thing(words(r"""
        ilustraci(?:ón|ones)|dibujos?|mural(?:es)?|mascotas?
        portadas?|cubiertas?|(?:portada|cubierta)s? (?:de|del|para) (?:\w+ )?(?:libro|novela
        disco|álbum|cuento)
        """), ("illustration",)),
    Thing(words(r"""
        tarjetas? de (?:visita|presentación)|papel(?:ería)? (?:con membrete|corporativ[oa])
        papelería|sobres
        """),
          ("print",)),
    Thing(words(r"""
        (?:folletos?|flyers?|carteles|cartel|trípticos?|dípticos?|octavillas?|pósters?
        posters?)(?: a[0-6])?
        cartas? de (?:vinos|menú)|cartas?(?= (?:para
        del?) (?:el |nuestro |mi |un )?(?:restaurante|bar))
        programas?(?= (?:de mano|impreso))|catálogos?|menús?|carta nueva|nueva carta|lonas?
        banners?|roll-?ups?|vinilos?
        postales|marcapáginas|invitaci(?:ón|ones)|paneles|panel|señalética|rótulos?
        memorias? anual(?:es)?
        revistas?
        pegatinas?|calendarios?|tarjetas? regalo|carpetas
        """), ("print",)),
    Thing(words(r"traducci(?:ón|ones)|traducir|traducid[oa]s?|traductora?|localización"),
          ("translation",), is_item=False),
    Thing(words(r"""
        automatizaci(?:ón|ones)|automatizar|zapier|n8n
        """), ("automation",), is_item=False),
    Thing(words(r"""
        consultoría|asesoría|asesoramiento|auditoría(?: de marca| ux)?|taller estratégico
        """),
          ("consulting",), is_item=False),
    Thing(words(r"ilustradora?"), ("illustration",), is_item=False),
)  # fmt: skip
