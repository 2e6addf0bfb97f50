"""What work is called in English."""

from typing import Final

from apps.agents.library.reading.cues import Thing, words

_SITE = ("website-design", "website-development")

EXAMPLES: Final = (
    ("We are looking for a new website.", "website-design, website-development"),
    ("We need a logo and a style guide.", "brand-identity, logo"),
    ("We need an online shop and a newsletter.", "newsletter, ecommerce"),
    ("We need tea pouches and three Instagram posts.", "social-media, packaging"),
    ("Please translate our website into French.", "translation"),
    ("We need an explainer video and headshots.", "video, photography"),
    ("We need an illustrator.", "illustration"),
)

# Longer words come before the shorter ones they contain; things of no service only take the
# words away from those that follow.
THINGS: Final = (
    Thing(words(r"""
        (?:your|this|my personal) (?:web ?site|portfolio|newsletter|instagram)(?= (?:and|,))
        """), ()),
    Thing(words(r"logo animations?|animated logos?|logo stings?"), ("video",)),
    Thing(words(r"""
        brand(?:ing)? guidelines?|brand(?:ing)? guide|brand(?:ing)? book|style guides?
        brand(?:ing)? (?:kit|package|manual)
        """), ("brand-identity",)),
    Thing(words(r"""
        (?:brand|visual|corporate) identit(?:y|ies)|corporate design
        """),
          ("brand-identity",)),
    Thing(words(r"""
        re-?brand(?:ing)?|branding|brand refresh|brand design|new (?:brand|look|identity)
        """), ("brand-identity",), is_item=False),
    Thing(words(r"""
        logos?(?: designs?| redesign)?|logotypes?|wordmarks?|word marks?
        """), ("logo",)),
    Thing(words(r"landing[ -]?pages?"), ("landing-page",)),
    Thing(words(r"""
        (?:online|web)[ -]?(?:shop|store)s?|e-?commerce(?: (?:web ?)?(?:site|shop|store))?s?
        shopify (?:store|shop|site|theme)|woocommerce(?: (?:store|shop))?
        """), ("ecommerce",)),
    Thing(words(r"shopify|woocommerce"), ("ecommerce",), is_item=False),
    Thing(words(r"""
        web ?site (?:copy|texts?|content|copywriting)|web copy|new texts?|copywriting
        copywriter|product descriptions?|(?:new )?copy for
        texts? for (?:the|our|a)(?: new)? (?:web ?site|homepage|site|brochure)|taglines?
        slogans?|the copy|some copy|copy
        """), ("copywriting",), is_item=False),
    Thing(words(r"""
        web ?site (?:updates|maintenance|support|care)|maintenance(?: (?:plan|contract))?
        (?:ongoing|monthly|regular) (?:updates|support|maintenance|care)
        keep (?:the|our|my) (?:web ?)?site (?:updated|up to date|running)
        (?:security|plugin|wordpress) updates|hosting and (?:updates|maintenance)
        """), ("maintenance",), is_item=False),
    Thing(words(r"""
        web ?site design|web ?design|design of (?:a|the|our) (?:new )?web ?site
        """), ("website-design",), is_item=False),
    Thing(words(r"""
        web ?site development|web ?development|web ?site build|front-?end development
        (?:build|code|program|implement) (?:the|our|these) designs?|web developers?
        """), ("website-development",), is_item=False),
    Thing(words(r"""
        (?:web ?sites?|homepage|web ?page|microsite|web presence|portfolio site
        one-?page(?:r)?(?: (?:web ?)?site)?)
        (?:new|simple|small|wordpress) site
        """), _SITE),
    Thing(words(r"""
        ui/ux(?: design)?|ux/ui(?: design)?|ui design|ux(?: design)?
        user (?:interface|experience)(?: design)?|app screens?
        (?:app|interface|dashboard|product) design|usability
        """), ("ui-ux",), is_item=False),
    Thing(words(r"wireframes?|(?:clickable |interactive )?prototypes?"), ("ui-ux",)),
    Thing(words(r"""
        (?:mobile|ios|android|iphone|phone|smartphone|native) apps?|app development
        apps?(?= for (?:ios|android|iphone|phones?|our))
        """), ("mobile-app",)),
    Thing(words(r"""
        (?:blog|journal) (?:posts?|articles?|content|entries)|articles?|blog(?:posts?)?
        """), ("blog-content",)),
    Thing(words(r"""
        (?:e-?mail )?newsletters?(?: (?:templates?|designs?))?|e-?mail templates?
        e-?mail campaigns?|mailchimp templates?
        """), ("newsletter",)),
    Thing(words(r"""
        (?:social(?:[ -]media)?|instagram|facebook|linkedin|tiktok) (?:posts?|templates?
        graphics?|tiles?|banners?|assets?|stories|reels?|visuals?|content)
        """), ("social-media",)),
    Thing(words(r"""
        social[ -]media(?: (?:management|campaigns?|package|presence|strategy|marketing))?
        (?:our )?instagram (?:account|feed|channel)
        """), ("social-media",), is_item=False),
    Thing(words(r"""
        seo(?: (?:audit|work|optimi[sz]ation|package))?|search engine optimi[sz]ation
        (?:search|google) rankings?|(?:rank|found) (?:higher|better)?\s?(?:on|in) google
        """), ("seo",), is_item=False),
    Thing(words(r"""
        (?:explainer|image|product|promo|promotional|social|short|teaser
        training)?\s?(?:videos?|films?|clips?)
        animations?|explainers?|motion graphics?|trailers?|reels?
        """), ("video",)),
    Thing(words(r"""
        photo ?shoots?|photo sessions?|photography|photographer
        (?:product|team|portrait|interior|food|event)? ?(?:photos|photographs)|headshots?
        portraits?|(?:product|team) (?:shots?|pictures?)
        """), ("photography",), is_item=False),
    Thing(words(r"""
        (?:beer |wine |bottle |jar |product |can )?labels?|boxes
        (?:folding|gift|product|cardboard|tea|chocolate) box(?:es)?|can designs?
        (?:beer |drinks? )?cans?(?= (?:artwork|for our|label))|(?:coffee |tea )?pouch(?:es)?
        sleeves?|cartons?|wrappers?
        """), ("packaging",)),
    Thing(words(r"packaging(?: designs?)?|package design"), ("packaging",), is_item=False),
    Thing(words(r"""
        pitch ?decks?|investor decks?|slide decks?|sales decks?|slides
        (?:powerpoint|keynote|google slides)(?: (?:templates?|presentations?))?
        presentations?(?: templates?)?|decks?
        """), ("presentation",)),
    Thing(words(r"""
        illustrations?|drawings?|artworks?|murals?|mascots?
        (?:hand-drawn|illustrated) maps?|(?:book|album|record) covers?|cover art(?:work)?
        covers?(?= (?:and|plus|art|illustration))|(?:spot|character) (?:art|designs?)
        """), ("illustration",)),
    Thing(words(r"""
        business cards?|letterheads?|compliment slips?|visiting cards?|stationery|envelopes?
        """), ("print",)),
    Thing(words(r"""
        (?:a[0-6] )?(?:flyers?|fliers?|posters?|leaflets?)|brochures?
        (?:programme |program )?booklets?|catalog(?:ue)?s?|(?:printed )?menus?
        (?:roll-?up |pull-?up |printed )?banners?|roll-?ups?|postcards?|bookmarks?|invitations?
        (?:trade fair |exhibition |info |information |display |wall )?panels?|signage
        (?:shop |window )?signs?|(?:annual|impact) reports?
        programmes?(?= (?:booklet|leaflet))|folders?|stickers?|magazines?|calendars?|vouchers?
        gift cards?
        """), ("print",)),
    Thing(words(r"translations?|translate|translated|locali[sz]ation"),
          ("translation",), is_item=False),
    Thing(words(r"""
        automations?|automate|zapier|n8n|automated (?:workflow|emails?)s?
        """),
          ("automation",), is_item=False),
    Thing(words(r"""
        consulting|consultancy|consultation
        (?:design|brand|ux|website|strategy) (?:audit|review|workshop|advice)s?
        strategy workshops?
        """), ("consulting",), is_item=False),
    Thing(words(r"illustrators?"), ("illustration",), is_item=False),
)  # fmt: skip
