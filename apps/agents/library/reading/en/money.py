"""Which amounts are a budget in English."""

from typing import Final

from apps.agents.library.reading.cues import MoneyCues, pattern, words

EXAMPLES: Final = (
    ("Our budget is 1.500,00 €.", "..1500 EUR"),
    ("We can spend up to £2k.", "..2000 GBP"),
    ("Our budget is USD 3-4k.", "3000..4000 USD"),
    ("Budget is two thousand five hundred pounds.", "..2500 GBP"),
    ("Our budget is at least 5,000 CHF.", "5000.. CHF"),
    ("Another agency quoted us 4,000 EUR.", ""),
    ("We have a budget of 300 EUR per month.", ""),
)

MONEY: Final = MoneyCues(
    budget=words(r"""
        budget(?:ed)?
        (?:can|could|want to|willing to|prepared to|able to|looking to|like to|plan to
        going to|hoping to|happy to) (?:now |only |also )?(?:spend|pay|invest)
        afford|the fee (?:is|would be)|limit (?:is|of)|set aside|put aside|allocated|earmarked
        approved|signed off|spend(?:ing)? (?:limit|cap|around|about|up to)|price range
        have (?:about |around |roughly |up to |some )?[\S ]{1,20} (?:to spend|for this
        available|in total|for the (?:job|project|work|whole))
        funding of|grant of|ceiling|at our disposal
        (?:spend|invest)(?= (?:about|around|up to|between|no))
        keep (?:it|this|the (?:cost|price|total)) (?:under|below)
        """),
    budget_weak=words(r"""
        max(?:imum)?\.?|up to|no more than|not more than|at most
        (?:could|can) (?:do|go|stretch|manage)|tops|for (?:under|around|about|less than)
        we(?:'ve| have)(?: got)?|i(?:'ve| have)(?: got)?|there(?:'s| is)|we were thinking
        thinking of|in the region of
        """),
    not_budget=words(r"""
        quoted(?: us| me)?
        (?:another|other|previous|last|former|different) (?:agency|designer|studio|supplier
        freelancer|offer|quote|company|firm)
        competitors?|charged?|charges|last (?:time|year|summer|spring|autumn|month)|back in
        previously|used to|in 20[0-2]\d we|originally|we paid|i paid|was paid
        paid (?:about|around|them|him|her)?|invoices?|turnover|revenue|sales|raised|worth
        tickets?|sells? (?:for|at)|retail(?:s|ing)?|over ?budget|overr[au]ns?|overspent
        deposit|discount|add|on top of|(?:to|for|by|with) the printers?
        printing (?:costs?|budget)
        (?:ad|media|advertising|event|catering|venue|marketing) (?:spend|budget|costs?)|prize
        fine of|entry fee|your (?:invoice|rate|fee)|asked (?:us )?for|wanted|salary|rent
        too (?:expensive|much)|cost us|went over|membership|someone else|offered (?:us|me)
        outstanding|overdue|balance|insurance
        """),
    rate=pattern(r"""
        \s*(?:,-)?\s*(?:net\s*)?(?:(?:per|an?|each|every) (?:hour|day|month|year|week|piece
        page|article|image|photo|post|unit|head|person|word|item|copy|illustration|ticket
        bottle|can|box|session)|/\s?(?:h|hr|hour|day|d|month|mo|year|yr|piece|page|article|pc
        word|unit)\b|each\b|apiece\b|p\.?\s?(?:h|m|a|p)\b|monthly|hourly|daily|yearly|annually
        a pop|pcm|ph\b|pm\b|pa\b)
        """),
    at_least=pattern(r"""
        \b(?:at least|minimum(?: of)?|from|upwards of|starting (?:at|from)|min\.?) ?$
        """),
    at_most=pattern(r"""
        \b(?:up to|max(?:imum)?(?: of)?|at most|stretch to|no more than|go to
        limit(?: is| of)?)[ :]*(?:about |around )?$
        """),
    not_money=pattern(r"""
        ^\s*(?:%|percent|people|guests|pages?|words|copies|pcs|pieces|units|months?|weeks?
        days?|hours?|employees|members|visitors|followers|px|mm|cm|flyers|posters|cards
        bottles|tickets|m2|sqm|st\b|nd\b|rd\b|th\b|years?)
        \b(?:hourly|daily|day|monthly|page) rate (?:of|is|:)?[^.]{0,15}$
        """),
    revised=words(r"""
        actually|now|increased?(?: to)?|raised? (?:it )?to|correction|instead|revised|updated
        after all|final
        """),
    range_words=r"to|and|or|up to|until",
    currency_words={
        "euro": "EUR",
        "euros": "EUR",
        "pounds": "GBP",
        "pound": "GBP",
        "quid": "GBP",
        "sterling": "GBP",
        "dollars": "$",
        "dollar": "$",
        "bucks": "$",
        "us dollars": "USD",
        "swiss francs": "CHF",
        "francs": "CHF",
        "canadian dollars": "CAD",
        "australian dollars": "AUD",
    },
    also=r" and ",
)
