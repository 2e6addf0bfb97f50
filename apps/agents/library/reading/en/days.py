"""Which days are a deadline in English."""

from typing import Final

from apps.agents.library.reading.cues import DayCues, pattern, words
from apps.agents.library.reading.en.counts import NUMBERS

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
_COUNT = r"(?P<n>\d{1,2}|an?|" + "|".join(NUMBERS) + ")"

EXAMPLES: Final = (
    ("We need it by 12 May.", "2027-05-12"),
    ("It has to be ready by Friday next week.", "2027-03-19"),
    ("It must be finished by the end of June.", "2027-06-30"),
    ("We need it in a fortnight.", "2027-03-23"),
    ("It has to be ready by next Tuesday.", "2027-03-16"),
    ("It has to be ready by next Friday.", ""),
    ("Please send your quote by 20 March.", ""),
    ("The wedding is on 12 September.", ""),
)

DAYS: Final = DayCues(
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
        out of (?:the )?office|available from|decide|decision|tell (?:me|us)
        pitch(?:es)?(?! ?-?decks?)
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
        "next_weekday": pattern(rf"\bnext (?P<weekday>{_DAY})"),
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
    is_day_first=False,
)
