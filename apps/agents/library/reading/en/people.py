"""Who writes, for whom and for which firm, in English."""

from typing import Final

from apps.agents.library.reading.cues import PeopleCues, cased, pattern, words

_NAME = r"(?P<name>[A-Z][\w'-]+(?: (?:de|van|von|der|la|[A-Z]\.?))?(?: [A-Z][\w'-]+){0,2})"
_WORD = r"[A-Z0-9][\w'&.-]*"
_LONG_FIRM = rf"(?P<firm>{_WORD}(?: (?:&|and|of|the|{_WORD})){{1,5}})"
_FIRM = r"(?P<firm>(?:the |The )?[A-Z0-9][\w'&.-]*(?: (?:&|and|of|the|[A-Z0-9][\w'&.-]*)){0,5})"


EXAMPLES: Final = (
    ("My name is Lena Marsh.", "name", "Lena Marsh"),
    ("I run Marsh Pottery.", "company", "Marsh Pottery"),
    ("Kind regards\nJonas Hale", "name", "Jonas Hale"),
)

PEOPLE: Final = PeopleCues(
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
    friend=(
        cased(rf"""
        \b(?:friend|sister|brother|cousin|colleague|client|boss|neighbour|neighbor|mother
        father|wife|husband|partner|daughter|son|aunt|uncle
        acquaintance),? {_NAME}(?=[,.(;]| (?:is|needs|wants|has|would|runs|from|at|who|and|\()
        $| <)
        """),
    ),
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
    firm_words=(
        cased(r"""
        \b(?:Ltd|Limited|LLC|LLP|Inc|Corp|PLC|plc|Pty|& Co|Co|& Sons|Foundation|Trust|Museum
        University|College|School|Association|Society|Studios?|Bakery|Brewery|Brewing|Roasters
        Coffee|Festival|Theatre|Gallery|Press|Clinic|Architects|Partners|Group|Labs|Farm|Hotel
        Restaurant|Books|Records)\.?(?=\W|$)
        """),
    ),
    closes=pattern(r"""
        ^\W*(?:(?:with |my |and )?(?:many |best|kind(?:est)?|warm(?:est)?|regards|cheers
        sincerely|yours|thanks|thank you|talk soon|take care)\b[^.?]{0,50})$
        """),
)
