"""English."""

from typing import Final

from apps.agents.library.reading.cues import Cues, cased, pattern, words
from apps.agents.library.reading.kinds_en import KINDS
from apps.agents.library.reading.things_en import THINGS

_NAME = r"(?P<name>[A-Z][\w'-]+(?: (?:de|van|von|der|la|[A-Z]\.?))?(?: [A-Z][\w'-]+){0,2})"
_WORD = r"[A-Z0-9][\w'&.-]*"
_LONG_FIRM = rf"(?P<firm>{_WORD}(?: (?:&|and|of|the|{_WORD})){{1,5}})"
_FIRM = r"(?P<firm>(?:the |The )?[A-Z0-9][\w'&.-]*(?: (?:&|and|of|the|[A-Z0-9][\w'&.-]*)){0,5})"
_MONTHS = (
    r"jan(?:uary)?\.?", r"feb(?:ruary)?\.?", r"mar(?:ch)?\.?", r"apr(?:il)?\.?", r"may",
    r"june?\.?", r"july?\.?", r"aug(?:ust)?\.?", r"sept?(?:ember)?\.?", r"oct(?:ober)?\.?",
    r"nov(?:ember)?\.?", r"dec(?:ember)?\.?",
)  # fmt: skip
_DAYS = (
    r"mon(?:day)?", r"tue(?:s|sday)?", r"wed(?:nesday)?", r"thu(?:r|rs|rsday)?", r"fri(?:day)?",
    r"sat(?:urday)?", r"sun(?:day)?",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = "|".join(f"{day}(?!\\w)" for day in _DAYS)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "dozen": 12,
}  # fmt: skip
_COUNT = r"(?P<n>\d{1,2}|an?|" + "|".join(_NUMBERS) + ")"

EN: Final = Cues(
    code="en",
    things=THINGS,
    asks=words(r"""
        needs?|needed|needing|looking (?:for|to|into)|look for|searching for
        find (?:somebody|someone|an?)|in search of|wants?|wanted
        would (?:really )?(?:like|love)|\w+'d (?:like|love)|could you|can you|can u|would you
        are you able|do you (?:do|make|offer|design)|interested in|hoping (?:for|to)
        (?:quote|quotation|estimate|price|proposal|offer)s? (?:for|on)|invites?|how much
        cost of|what (?:would|do|does) .{0,40} (?:cost|charge)|help (?:me |us )?with
        help (?:me|us)|requires?|commission(?:ing)?|seeking|we(?:'re| are) after
        i(?:'m| am) after|due for|in need of|thinking (?:about|of)|plan(?:ning)? (?:to|on|a)
        please (?:design|create|make|do|send|prepare|quote)
        (?:design|create|make|build|produce|develop|write|translate|shoot|draw|redesign
        refresh|rework|overhaul|relaunch|modernise|modernize|update) (?:us |me )?(?:a|an|some
        the|our|my|new|two|three|four|five|six|\d+)
        deliverables?|scope(?: of work)?|services? (?:needed|required|requested)
        services?(?=:)|project(?: type)?(?=:)|type of (?:work|project)|what (?:we|i) need
        subject(?=:)|brief(?=:)|message(?=:)|interest(?=:)|request(?=:)|it should include|also
        plus|as well as|to (?:design|create|build|redesign|develop)|time for|redesign(?:ed)?
        someone to|somebody to|wondering if|would be (?:great|good|nice|lovely)
        """),
    requests=words(r"""
        looking for|we need|i need|needs? (?:a|an|some|new)|would like (?:a|to)|quote
        how much (?:would|do|does|is)|could you (?:design|create|make|help|do|build)
        can you (?:design|create|make|help|do|build)
        do you (?:take on|have capacity|have time)|are you (?:available|taking on)|commission
        your (?:rates|prices|availability)|(?:new|possible|potential|upcoming) project
        work with you|hire you|our budget|interested in (?:working|hiring|your)
        project (?:enquiry|inquiry|brief|request)
        """),
    reworks=words(r"""
        re-?design(?:ing|ed)?|re-?fresh(?:ing|ed)?|updat(?:e|ing|ed)|re-?work(?:ing|ed)?
        writ(?:e|ing)|moderni[sz](?:e|ing|ed)|overhaul(?:ing|ed)?|re-?d(?:o|oing|one)
        re-?buil(?:d|ding|t)|improv(?:e|ing|ed)|re-?plac(?:e|ing|ed)|design(?:ing)?
        animat(?:e|ing|ed)|re-?launch(?:ing|ed)?|create|build|quote for|help (?:us |me )?with
        need help|price for|make|develop|facelift for
        (?:designer|someone|somebody|illustrator|developer|photographer|estimate|offer) for
        re-?brand(?:ing)?|re-?draw(?:ing|n)?|tidy(?:ing)? up|print(?:ing)?
        """),
    declines=pattern(r"""
        \b(?:not|n't|no|never|without|except|neither|nor|excluding|rather than|instead of
        apart from|aside from|other than|no longer|already (?:have|has|had|got|did|done
        designed|finished|sorted|made)|have already|has already|happy with|done with
        finished)\b(?! only)(?! (?:just|sure|a problem|hesitate)).{0,60}$
        """),
    elsewhere=pattern(r"""
        \b(?:(?:you|she|he|they) (?:did|made|designed|built|created) (?!.*\bneed)|(?:is|are
        was|were|being|been) (?:already )?(?:done|handled|covered|sorted|finished
        taken care of|made|designed|built)(?: by| in-?house| already|\b)|in-?house|ourselves
        myself|someone else|somebody else|another (?:agency|designer|studio|supplier
        freelancer)|last (?:year|month|time|summer|spring|autumn|winter)|years ago|in the past
        at (?:a )?later|for later|next year|in (?:the )?future|some ?day|at some point
        down the (?:line|road)|phase (?:two|2)|not (?:for )?now|(?:i|we) (?:found|saw
        came across|discovered|loved?|liked?|admired?|noticed|visited|read|follow) (?:you|your
        the|this|about|a)|heard about you|(?:on|via|through|from) your (?:web ?site|portfolio
        instagram)|not (?:looking for|after|interested in|asking for)
        do(?:es)?(?:n't| not) (?:need|want|require)|no need (?:for|of|to)|won't (?:need
        be needing)|(?:isn't|is not|aren't|are not|not) (?:needed|required|necessary|part))\b
        """),
    own_thing=pattern(r"""
        \b(?:our|my|the|existing|current|old|this|that|its)(?: (?!(?:a|an|new|and
        for)\b)[\w'-]+){0,2} $
        \b(?:our|my|the|existing|current|old|this|that|its) $
        """),
    the=pattern(r"\bthe $"),
    had_thing=pattern(r"""
        \b(?:has|have|had|got|'ve) (?:an?|some|the|our|two|three|\d+)(?: [\w-]+){0,2} $
        """),
    their_thing=pattern(r"\b(?:your|their|his|her|whose)(?: [\w'-]+){0,2} $"),
    purpose=pattern(r"""
        \b(?:for|on|onto|in|to go on|with|using|about|across|from|to match|matching|via
        into)(?: (?:a|an|our|the|my|new|it|that|this|existing|current|[\w'-]+)){0,3} $
        """),
    purpose_asked=pattern(r"""
        \b(?:looking|quotes?|quotation|ask(?:ing)?|price|estimate|cost|searching|hoping|offer
        proposal|budget|needs?|someone|designer|help|us|me|interested|time|due|search|work
        working|start|charge|somebody) (?:us |me )?(?:for|on|in
        with)(?: (?!for\b)[\w'-]+){0,4} $
        (?:and|or|plus|also),? for(?: [\w'-]+){0,2} $
        """),
    made_after=pattern(r"""
        ^ (?:re-?)?(?:designed|done|drawn|built|made|freshed|worked|illustrated|updated
        laid out)
        """),
    numbers=_NUMBERS,
    articles=frozenset({"a", "an"}),
    part=words(r"(?:sub)?pages?|slides?|screens?"),
    vague=words(r"""
        (?:a )?(?:few|couple(?: of)?|several|some|many|various|number of|series of|range of
        bunch of|handful of|set of|couple)(?: [\w'-]+){0,3} ?$
        """),
    units=pattern(r"""
        ^(?:px|pixels?|mm|cm|m|in|inch(?:es)?|sec(?:ond)?s?|min(?:ute)?s?|pages?|pp|x|%|words?
        years?|months?|weeks?|days?|hours?|people|k|st|nd|rd|th)$
        """),
    instead=pattern(r"^\W*but (?:rather |only |just )?(?:for|an?|some|new)\b"),
    new_subject=pattern(r"^\W*(?:and )?(?:we|i|they|he|she|it)\b"),
    verbs=words(r"is|are|was|were|has|have|had|we|i|you|they|it"),
    clause_breaks=pattern(r"""
        ;|,? but\b|\bhowever\b|,? (?:al)?though\b|,? whereas\b|,? while\b|\s-\s|\(|\)
        ,? so (?=we|i\b|they)|, (?=not |no |we |i |you |they |just |only |it's |all )
        \sand (?=(?:we|i|they|you)\b|not )
        """),
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
    scales={"thousand": 1_000, "grand": 1_000, "hundred": 100},
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
    at_most=pattern(r"""
        \b(?:up to|max(?:imum)?(?: of)?|at most|stretch to|no more than|go to
        limit(?: is| of)?)[ :]*(?:about |around )?$
        """),
    deadline=words(r"""
        deadline|due(?: date| on| by)?
        (?:need(?:ed)?|required?|want(?:ed)?) (?:\S+ ){0,4}(?:by|before)
        (?:ready|finished|done|complete[d]?|delivered|live|final|printed|in place|installed
        available|online) (?:\S+ ){0,3}(?:by|on|for|before|until|at)
        delivery(?: of \S+)?(?=:)|delivery date|go(?:es)? live|going live|no later than
        not later than|at the (?:very )?latest
        (?:printers?|print shop) (?:needs?|wants?|must|expects?)|to the printers?
        in (?:our|my) hands
        (?:deliver(?:y|ed)?|complet(?:e|ion)|finish(?:ed)?) (?:date )?(?:by|on|before|is|:)
        hand ?(?:over|ed over)(?: by| on)?|needed (?:for|on|by)
        must be (?:ready|done|finished|there|with)
        (?:timeline|timeframe|needed by|when|due|delivery|date needed)(?=:)|latest
        final (?:files?|artwork|version|delivery)
        (?:be|have (?:it|them|everything|this)) (?:ready|finished|done|back|live)
        launch(?:es|ing)? (?:it |the (?:new )?(?:site|website|shop|app) )?(?:on|by)
        everything by|have to have
        need (?:it|them|this|everything|the files|these) (?:on|for|by|in|within)
        """),
    deadline_weak=words(r"""
        need(?:s|ed)?|ready|finish(?:ed)?|done|within|deliver(?:ed|y)?|complete[d]?
        want(?:ed)?|turn ?around|live|online|available|launch(?:ing)?|have (?:it|them|this)
        required?
        """),
    not_deadline=words(r"""
        quotes?|quotations?|questions?|in time for (?:our|my|the|an?)|offers?|estimates?
        proposals?|reply|respond|response|answers?|feedback|hear (?:back|from)
        let (?:me|us) know|get back to|meet(?:ing)?s?|calls?|chat|talk|speak|zoom|coffee|visit
        start(?:s|ing|ed)?|kick[ -]?off|begin(?:s|ning)?
        first (?:draft|version|ideas?|concepts?|round|sketch(?:es)?|look|proofs?|designs?)
        drafts?|sketch(?:es)?|concepts?|payment|pay|invoice[ds]?|takes? place|happens|since
        spent|founded|re-?open(?:s|ed|ing)?|last|held|away|holidays?|vacation|back on
        out of (?:the )?office|available from|decide|decision|tell (?:me|us)|pitch(?:es)?
        board|applications?
        the (?:event|wedding|conference|festival|fair|party|concert|market|opening|exhibition
        show|gala|congress|race) (?:itself )?(?:is|are|will be|on)
        (?:event|wedding|festival|conference|fair) date|shoot(?:ing)?
        submitted? (?:your|the) (?:bid|offer)|prices?|costs?|interview|review|expires?|valid
        """),
    by_then=words(r"""
        by then|before then|before that|in time for (?:that|it|the)|until then
        ready for (?:that|then)
        """),
    just_by=pattern(r"""
        \b(?:by|before|by around|by about|until|till|no later than|by the
        b4) ?(?:the |end of )?$
        """),
    months=_MONTHS,
    weekdays=_DAYS,
    relative={
        "weekday_in_two_weeks": pattern(rf"""
        \b(?P<weekday>{_DAY}) (?:in two weeks|after next|fortnight)\b
        """),
        "weekday_next_week": pattern(rf"\b(?:(?P<weekday>{_DAY}) (?:of )?next week)\b"),
        "end_of_named": pattern(rf"""
        \b(?:the )?end of (?P<month>{_MONTH})(?!\w)(?:,? (?P<year>20\d\d))?
        """),
        "end_of_next_month": pattern(r"\b(?:the )?end of next month\b"),
        "end_of_month": pattern(r"""
        \b(?:the )?end of (?:the|this) month\b|\bmonth'?s end\b|\bmonth end\b
        """),
        "end_of_next_week": pattern(r"\b(?:the )?end of next week\b"),
        "end_of_week": pattern(r"\b(?:the )?end of (?:the|this) week\b"),
        "end_of_year": pattern(r"\b(?:the )?end of (?:the|this) year\b|\byear'?s end\b"),
        "fortnight": pattern(r"""
        \b(?:in|within) a fortnight\b|\ba fortnight from (?:now|today)\b
        """),
        "days": pattern(rf"""
        \b(?:in|within)(?: the)?(?: next)? {_COUNT} days\b(?! (?:before|after|earlier|later))
        """),
        "days_from_now": pattern(rf"\b{_COUNT} days(?: from (?:now|today)|' time)\b"),
        "weeks": pattern(rf"""
        \b(?:in|within)(?: the)?(?: next)? {_COUNT} weeks?\b(?! (?:before|after|earlier
        later))
        """),
        "weeks_from_now": pattern(rf"\b{_COUNT} weeks?(?: from (?:now|today)|'? time)\b"),
        "months": pattern(rf"""
        \b(?:(?:in|within)(?: the)?(?: next)? ){_COUNT} months?(?: from (?:now|today)
        '? time)?\b
        """),
        "weekday": pattern(rf"""
        \b(?:(?:this|coming) )?(?P<weekday>{_DAY})(?! (?:in|after|next|of|morning|afternoon
        \d))
        """),
        "tomorrow": pattern(r"\btomorrow\b"),
        "today": pattern(r"\b(?:today|tonight)\b"),
        "ordinal": pattern(rf"""
        \bthe (?P<n>[12]?\d|3[01])(?:st|nd|rd|th)(?!\w)(?! (?:of )?(?:{_MONTH}))
        """),
    },
    american=pattern(r"""
        \b(?:USA|U\.S\.A?\.?|United States|US dollars|USD)(?!\w)
        \b(?-i:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]
        PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\.? \d{5}(?:-\d{4})?\b
        , (?-i:NY|CA|TX|IL|WA|MA|OR|FL|GA|CO|PA|OH|MI|VT|ME)\b
        """),
    british=pattern(r"""
        \u00a3|\bUK\b|\+44|United Kingdom|\bLondon\b|\bGBP\b|\.co\.uk
        \b(?-i:[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2})\b
        """),
    form_keys={
        "name": pattern(r"""
        (?:your |full |contact |client |customer )?name|contact(?: person)?|from|submitted by
        """),
        "first_name": pattern(r"first[ _-]?name|given name"),
        "last_name": pattern(r"(?:last|sur|family)[ _-]?name|surname"),
        "email": pattern(r"(?:your |contact |reply-?to )?e-?mail(?: address)?"),
        "company": pattern(r"""
        (?:your )?(?:company|organi[sz]ation|business|firm)(?: name)?
        """),
        "budget": pattern(r"(?:your |project |estimated |approx\.? )?budget.{0,20}"),
        "deadline": pattern(r"""
        deadline|timeline|timeframe|needed by|due date|delivery date|when.{0,20}
        """),
        "message": pattern(r"""
        (?:your )?message|details|comments?|project(?: details| description)?|description
        brief|enquiry|inquiry|tell us.{0,40}|notes?
        """),
        "service": pattern(r"""
        services?.{0,20}|project type|type of (?:project|work)|interested in|i need|subject
        topic
        """),
        "phone": pattern(r"(?:tele)?phone(?: number)?|mobile|tel"),
    },
    company=(
        cased(rf"""
        \b(?:I|we|We) (?:run|own|manage|represent|founded|started|lead|head) {_FIRM}
        """),
        cased(rf"""
        ^\W*{_LONG_FIRM} (?:needs|wants|would like|invites|seeks|is an?|(?:is|are) looking)\b
        """),
        cased(rf"""
        \b(?:owner|founder|co-founder|director|manager|head of \w+|CEO|partner) (?:of
        at) {_FIRM}
        """),
        cased(rf"""
        \b(?:[Ww]e are|[Ww]e're|[Hh]ere at|[Oo]ur company,?|[Oo]n behalf of|[Mm]y company,?
        [Mm]y business,?) {_FIRM}
        """),
        cased(rf"""
        \b(?:I work (?:for|at)|I'm with|I am with|I'm at|writing from|get in touch from
        this is \w+(?: \w+)? (?:from|of|at)|[Mm]y name is \w+(?: \w+)? (?:from|of|at)
        I'm \w+(?: \w+)?,? (?:from|of|at)) {_FIRM}
        """),
        cased(rf"""
        \b(?:bakery|caf\u00e9|cafe|company|shop|studio|brewery|start-?up|startup|restaurant
        charity|firm|business|practice|clinic|hotel|gallery|foundation|school|brand|salon
        winery|farm|roastery|museum|festival|agency),? (?:called|named) {_FIRM}
        """),
        cased(rf"""
        \b(?:[Ff]or|[Hh]ere from|[Hh]ello from|[Gg]reetings from) (?:our (?:company|bakery
        shop|firm|charity),? ){_FIRM}
        """),
    ),
    called=(
        cased(rf"""
        \b(?:[Mm]y name is|[Mm]y name's|[Tt]his is|I'm|I am) {_NAME}(?=[,.!;]| (?:from|of|at
        and|here|with)\b|$)
        """),
    ),
    friend=cased(rf"""
        \b(?:friend|sister|brother|cousin|colleague|client|boss|neighbour|neighbor|mother
        father|wife|husband|partner|daughter|son|aunt|uncle
        acquaintance),? {_NAME}(?=[,.(;]| (?:is|needs|wants|has|would|runs|from|at|who|and|\()
        $| <)
        """),
    reach=words(r"""
        reach|contact|write to|reply to|e-?mail|get in touch|address is|drop (?:him|her|them)
        directly|at|mail
        """),
    roles=words(r"""
        manager|director|ceo|cto|cmo|coo|founder|co-founder|owner|head|lead|assistant|officer
        coordinator|marketing|communications|sales|partner|president|editor|producer|curator
        consultant|engineer|managing|chair|secretary|treasurer|chef|designer|sent from|phone
        mobile|regards|thanks|thank you|wishes|pronouns|she/her|he/him|they/them|team
        looking forward|hello|hi|cheers|best|executive|operations|tel
        """),
    kinds=KINDS,
)
