"""What tells in English what a mail is for."""

from typing import Final

from apps.agents.library.reading.cues import KindCues, pattern, words

EXAMPLES: Final = (
    ("Your invoice is overdue. Please arrange payment.", "billing"),
    ("Are you free on Tuesday for a call? We could move the meeting.", "scheduling"),
    ("Offers of the week.\n\nUnsubscribe", "newsletter"),
    ("Your account has been suspended. Verify your password.", "suspicious"),
    ("I would like to apply for an internship.", "other"),
    ("We need a logo.", "inquiry"),
)

KINDS: Final = KindCues(
    billing=words(r"""
        invoices?|payments?|overdue|remittance|receipts?|statement of account|past due|unpaid
        outstanding (?:balance|amount|invoice)|amount due|purchase order|credit note|refund
        direct debit|has been paid|we(?:'ve| have) paid|billing
        subscription (?:renewal|renews)|payment reminder|vat number
        """),
    scheduling=words(r"""
        re-?schedul(?:e|ing)|appointment
        (?:move|shift|push) (?:our|the) (?:call|meeting|appointment|session)
        (?:find|fix|set) (?:a|another) (?:time|date|slot)|time slots?
        (?:book|arrange|schedule|set up|postpone|confirm) (?:a|our|the
        another) (?:\S+ )?(?:call|meeting|chat|session|slot|visit)
        (?:does|would|could) \S+(?: at)? [\w: ]{0,40}(?:work|suit)|are you (?:free|around)
        calendar invit(?:e|ation)|invitation:|(?:call|meeting) (?:on|at|next|tomorrow|this)
        what time|which (?:day|time)|kick-?off (?:call|meeting)|work(?:s)? for (?:me|you|us)
        (?:can|could|shall) we (?:do|say|make it)|suits? (?:me|you|us)
        """),
    pitch=words(r"""
        we (?:offer|provide|specialise in|specialize in|help (?:companies|agencies|businesses
        studios|brands))
        our (?:services|team of|agency|platform|solution|tool) (?:include|can|of|helps?|is
        offers?|developers|designers)?
        increase your (?:sales|traffic|rankings?|revenue|leads)|book a (?:demo|free call)
        free (?:trial|audit|consultation)|special offer|limited time|guest post|backlinks?
        outsourc(?:e|ing)|white[ -]label|lead generation|boost your
        grow your (?:business|agency|studio)|\d+% off|partnership opportunity|link insertion
        on (?:the )?first page of google|are you the right person
        quick question about your (?:website|business|studio)
        i noticed (?:that )?your (?:website|site)|exclusive (?:deal|offer)|upgrade now
        shop now|webinar|early bird
        """),
    bulk=words(r"""
        unsubscribe|view (?:this|it) (?:e-?mail )?in (?:your|a) browser
        manage (?:your )?preferences|you(?:'re| are) receiving this|opt[ -]out
        email preferences
        """),
    machine=words(r"""
        undeliver(?:ed|able)(?: mail)?|delivery status notification|returned to sender
        mail delivery (?:failed|subsystem)|delivery (?:has )?failed|failure notice
        build (?:failed|passed|succeeded|#?\d+)|pipeline (?:failed|passed)
        deploy(?:ment)? (?:failed|succeeded)
        this is an automat(?:ed|ic)(?:ally generated)? (?:message|e-?mail|notification|reply)
        do not reply to this|cron(?:job)?|backup (?:completed|failed|successful)
        ssl certificate|monitor(?:ing)? alert|your (?:ticket|request) has been received
        """),
    away=words(r"""
        out of (?:the )?office|automatic reply|auto(?:matic)?[ -]?repl(?:y|ies)|autoresponder
        on (?:annual|parental|maternity) leave|limited access to (?:my )?e-?mail
        """),
    job=words(r"""
        internships?|job application|apply(?:ing)? for|my (?:cv|resume|application)
        vacanc(?:y|ies)|work placement|hire me|open positions?
        """),
    answers_us=words(r"""
        (?:thank you|thanks) for your (?:request|enquiry|inquiry|order|interest)|we can offer
        please find (?:attached |enclosed )?our (?:quote|offer|quotation|proposal)
        your (?:order|quote request|booking)
        """),
    fraud=words(r"""
        verify your (?:account|identity|mailbox|password|e-?mail)
        confirm your (?:account|password|identity|bank|credentials)
        your (?:account|mailbox|e-?mail|domain) (?:has been |will be |is |was )?(?:suspended
        limited|locked|deactivated|closed|full|over|blocked)
        unusual (?:sign-?in|activity|login)|password (?:expires?|has expired|will expire)
        storage (?:quota|limit)
        click (?:the link |here |below )?(?:to (?:verify|restore|avoid|keep|confirm|unlock
        claim|release))
        bitcoin|btc|gift cards? (?:for|codes?)|wire transfer
        (?:new|changed|updated) bank (?:details|account)|inheritance|next of kin|lottery
        you have won|beneficiary|million (?:dollars|usd|euros)|recorded you|your webcam
        forward the (?:balance|rest|remaining|difference)
        (?:overpay|pay (?:you )?extra|charge (?:my|the) card (?:for|with) (?:an )?(?:extra
        additional))
        urgent(?:ly)? transfer|kindly (?:send|provide|confirm) your
        log ?in (?:here|now|below|immediately)|are you at your desk
        keep this (?:confidential|between us)
        """),
    injection=pattern(r"""
        \b(?:ignore|disregard|forget|override
        bypass) (?:all |any |the |your |every )*(?:of )?(?:the |your )?(?:previous|prior|above
        earlier|preceding|existing|former|polic\w+|rules
        guidelines)?(?: and \w+)? ?(?:instructions?|prompts?|rules|polic(?:y|ies)|guidelines
        directions)\b
        \bsystem (?:prompt|override|message|instruction|note)\b|\bsystem ?:
        \[/?(?:system|inst|assistant)\]|<\|?(?:system|im_start)
        \byou are (?:now )?(?:an?|the) (?:\w+ )?(?:ai|assistant|agent|language model|bot
        admin)\b
        \b(?:note|message|instructions?|attention|memo|to|dear
        for) (?:to |for )?(?:the |any |all )?(?:ai|llm|automated|language model|chatbot|bots?
        machine)(?: \w+)?\b
        \b(?:ai|llm|automated) (?:assistants?|agents?|systems?|readers?|tools?
        models?)(?: \w+){0,3} (?:must|should|shall|reading|processing|:)
        \bauto(?:matically)?[ -]?(?:approve|accept|confirm|send|pay)\b
        \bapprove (?:this|the|it|my|our)(?: \w+){0,3} (?:automatically|without|immediately
        at once)\b
        \bmark (?:this|it|the \w+) as (?:approved|paid|accepted|trusted|safe
        urgent and approved)\b
        \b(?:without|skip(?:ping)?
        no need for) (?:any |the |your |human |further )*(?:approval|review|confirmation|human
        operator)\b
        \bdo not (?:tell|inform|notify|alert|ask) (?:the |your )?(?:operator|user|owner|human
        studio)\b
        \b(?:add|put) (?:\S+ )?(?:\S+ )?(?:to|on) (?:the |your )?(?:allow|white
        trusted)[ -]?(?:list|senders)
        \b(?:send|forward|export
        reveal) (?:me |us )?(?:the |your |all |a list of )*(?:full |entire )?(?:client list
        client data|customer list|customer data|system prompt|credentials|passwords?
        api keys?)\b
        """),
)
