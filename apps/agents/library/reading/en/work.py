"""What asks for work in English, and what speaks of it without asking."""

from typing import Final

from apps.agents.library.reading.cues import WorkCues, pattern, words

EXAMPLES: Final = (
    ("We are not looking for a logo but for a brochure.", "print"),
    ("We already have a logo but need business cards.", "print"),
    ("I saw the logo you made for the bakery. We need a poster.", "print"),
    ("Could you redesign our website?", "website-design"),
    ("We need labels. Photography is handled by our own team.", "packaging"),
    ("A logo would be nice next year. Now we need a menu.", "print"),
    ("We like your website a lot.", ""),
)

WORK: Final = WorkCues(
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
    instead=pattern(r"^\W*but (?:rather |only |just )?(?:for|an?|some|new)\b"),
    new_subject=pattern(r"^\W*(?:and )?(?:we|i|they|he|she|it)\b"),
    verbs=words(r"is|are|was|were|has|have|had|we|i|you|they|it"),
    clause_breaks=pattern(r"""
        ;|,? but\b|\bhowever\b|,? (?:al)?though\b|,? whereas\b|,? while\b|\s-\s|\(|\)
        ,? so (?=we|i\b|they)|, (?=not |no |we |i |you |they |just |only |it's |all )
        \sand (?=(?:we|i|they|you)\b|not )
        """),
)
