"""Which amounts are a budget in Spanish."""

from typing import Final

from apps.agents.library.reading.cues import MoneyCues, pattern, words

EXAMPLES: Final = (
    ("Nuestro presupuesto es de 1.500,00 €.", "..1500 EUR"),
    ("Tenemos un presupuesto de entre 2.000 y 3.000 €.", "2000..3000 EUR"),
    ("Podemos gastar hasta 2k €.", "..2000 EUR"),
    ("El presupuesto máximo es de dos mil euros.", "..2000 EUR"),
    ("Presupuesto: dos mil quinientos euros", "..2500 EUR"),
    ("El presupuesto es de mil quinientos euros.", "..1500 EUR"),
    ("Disponemos de unos 800 euros.", "..800 EUR"),
    ("Como mucho 900 euros.", "..900 EUR"),
    ("Contamos con al menos 3.000 euros de presupuesto.", "3000.. EUR"),
    ("El presupuesto es de 2 a 3 mil euros.", "2000..3000 EUR"),
    ("Otra agencia nos presupuestó 4.000 euros.", ""),
    ("Vuestra tarifa de 80 euros por hora nos parece bien.", ""),
    ("Tenemos un presupuesto de 300 euros al mes.", ""),
    ("El año pasado pagamos 2.000 euros.", ""),
    ("Nuestra facturación es de 2 millones de euros.", ""),
    ("La factura de 1.200 euros ya está pagada.", ""),
    ("Las entradas cuestan 25 euros como máximo.", ""),
)

MONEY: Final = MoneyCues(
    budget=words(r"""
        presupuesto(?! (?:para|por|de (?:un|una|el|la|los|las)\b))|presupuestados?|disponemos de
        honorarios
        (?:no )?(?:pasar|pasarnos|superar)(?: de)?
        gastar|invertir|tope|límite|contamos con|reservado|destinado|asignado|aprobado|partida
        subvención de|rango de precios?|a nuestra disposición
        """),
    budget_weak=words(r"""
        máx(?:imo|\.)?|hasta|como mucho|no más de|menos de|tenemos|tengo|pensábamos en|hay
        habíamos pensado en|alrededor de|en torno a|pagar|llegar a|unos|sobre
        """),
    not_budget=words(r"""
        (?:otra|otro|anterior|antigua?) (?:agencia|proveedor|presupuesto|diseñador\w*|estudio
        imprenta)
        competencia|presupuestó|cobraba\w*|cobró|cobraron|(?:el )?año pasado|la última vez|antes
        pagamos|pagué|pagado|pagada|costó|facturas?|anticipo|señal|facturación|ingresos|ventas
        recaudad\w+|entradas?|se vende|precio de venta|nos pasamos|sobrecoste|descuento|aparte
        además de|imprenta|gastos de impresión|presupuesto (?:de|para) (?:publicidad|medios
        marketing
        imprenta|impresión|catering)|multa|sueldo|salario|alquiler|(?:vuestra|su|tu) (?:factura
        tarifa)
        tarifas?|demasiado caro|cuota|pendientes?|saldo|seguro|donación|vale|valor|cuestan?
        ofreció
        ofrecieron|otra persona|transferencia|premio
        """),
    rate=pattern(r"""
        \s*(?:\+ ?iva\s*|netos\s*)?(?:(?:por|la|al|a la|cada|el) (?:hora|día|mes|año|semana
        pieza|unidad
        página|artículo|imagen|foto|persona|cabeza|palabra|botella|ilustración|entrada)
        /\s?(?:h|hora|día|mes|año|ud|unidad|página|artículo|palabra)\b|mensual(?:es)?|anuales
        cada un[oa])
        """),
    at_least=pattern(
        r"\b(?:al menos|mínimo(?: de)?|a partir de|desde|como mínimo|por lo menos) ?$"
    ),
    at_most=pattern(r"""
        \b(?:hasta|máx(?:imo|\.)?(?: de)?|como mucho|no más de|tope(?: es)?(?: de)?|pasar de
        superar(?: los)?)[ :]*(?:unos )?$
        """),
    not_money=pattern(r"""
        ^\s*(?:%|por ciento|personas|invitados|páginas?|palabras|ejemplares|piezas|unidades
        mes(?:es)?
        semanas?|días?|horas?|empleados|socios|visitantes|seguidores|px|mm|cm|folletos|carteles
        tarjetas|botellas|entradas|m2|años?\b)
        \btarifa (?:por hora|diaria)?(?: de| es)?[^.]{0,15}$
        """),
    revised=words(r"""
        al final|finalmente|ahora|aumentado|ampliado|corrección|en cambio|revisado|actualizado
        definitivo|en realidad|sube a
        """),
    range_words=r"a|y|o|hasta|e",
    currency_words={
        "euros": "EUR",
        "euro": "EUR",
        "de euros": "EUR",
        "francos suizos": "CHF",
        "francos": "CHF",
        "libras": "GBP",
        "dólares": "$",
        "pavos": "EUR",
        "pesos mexicanos": "MXN",
    },
    also=r" y ",
)
