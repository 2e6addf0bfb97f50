"""What the demo studio has in its books before the first mail arrives."""

from pathlib import Path

from django.db import transaction

from apps.connectors.email.files import read_paths
from apps.connectors.email.ingest import ingest
from apps.connectors.models import Connection
from apps.core.actor import system
from apps.records.models import Client, Contact, PricingRule, Project, Template
from apps.records.pricing import Rule

DEMO = system("demo")
MAILS = Path(__file__).parent / "mails"

SUBJECT = "Your project: {project}"
BODY = """Hello {name},

thank you for writing to us. We would be glad to do this with you. This is what we propose:

{lines}

Together: {total}

{deadline}

The attached document has the details. It is valid for 30 days.
If anything is not as you meant it, simply answer this mail.

Kind regards
{studio}
"""

# service: base, each further unit, included, unit, minimum, rush percent, rush days
PRICES = {
    "brand-identity": (4_800_00, 0, 1, "project", 0, 25, 21),
    "logo": (1_400_00, 600_00, 1, "item", 0, 25, 14),
    "website-design": (2_200_00, 180_00, 5, "page", 1_800_00, 20, 21),
    "website-development": (2_900_00, 220_00, 5, "page", 2_400_00, 20, 21),
    "landing-page": (1_600_00, 0, 1, "project", 0, 25, 14),
    "illustration": (450_00, 380_00, 1, "item", 0, 25, 10),
    "copywriting": (600_00, 120_00, 3, "page", 0, 20, 7),
    "print": (700_00, 280_00, 1, "item", 0, 30, 10),
    "packaging": (1_900_00, 650_00, 1, "item", 0, 25, 21),
    "presentation": (900_00, 45_00, 12, "page", 0, 30, 7),
    "social-media": (520_00, 60_00, 4, "item", 0, 20, 7),
    "photography": (850_00, 0, 1, "project", 0, 0, 0),
}

PAST = (
    ("Harbour Roastery", "jo@harbour-roastery.example", "Website for a coffee roastery",
     ("website-design", "website-development"), 5_650_00,
     "A six page website with a small shop for a coffee roastery: design, build, photos."),
    ("Linden Dental", "office@linden-dental.example", "Brand and website for a dental practice",
     ("brand-identity", "website-design"), 7_200_00,
     "New brand identity and a calm website design for a dental practice with two dentists."),
    ("Foxglove Gin", "mara@foxglove.example", "Label series for a gin distillery",
     ("packaging", "illustration"), 3_850_00,
     "Three illustrated bottle labels and a gift box for a small gin distillery."),
    ("Northgate Choir", "board@northgate-choir.example", "Posters for a concert season",
     ("print", "illustration"), 1_640_00,
     "Four posters and a programme leaflet for the choir's concert season."),
    ("Tern Analytics", "ines@tern.example", "Pitch deck and landing page",
     ("presentation", "landing-page"), 2_750_00,
     "A pitch presentation of twenty slides and a landing page for a data start-up."),
)  # fmt: skip


def furnish(*, smtp_port: int) -> None:
    """Fill empty books with a template, prices, past projects, and an account at the sink."""
    with transaction.atomic():
        template = Template.draft(
            name="proposal",
            kind=Template.Kind.PROPOSAL_MAIL,
            subject=SUBJECT,
            body=BODY,
            by=DEMO,
        )
        with template.locked():
            template.publish(by=DEMO)
        for currency, percent in (("EUR", 100), ("GBP", 90), ("USD", 110)):
            _prices(currency, percent)
        for past in PAST:
            _past(*past)
        Connection.open(
            kind="smtp",
            name="Demo sink: nothing leaves this machine",
            settings={"host": "127.0.0.1", "port": smtp_port, "security": "none"},
            secret={},
            by=DEMO,
        )


def receive_mails() -> None:
    """Have the demo's mails arrive."""
    for where, raw in read_paths([MAILS]):
        if isinstance(raw, bytes):
            ingest(raw, where=where)


def _prices(currency: str, percent: int) -> None:
    for service, (base, each, included, unit, minimum, rush, days) in PRICES.items():
        rule = Rule.model_validate(
            {
                "name": f"{service}-{currency.lower()}",
                "service": service,
                "currency": currency,
                "unit": unit,
                "base_minor": base * percent // 100,
                "unit_minor": each * percent // 100,
                "included_quantity": included,
                "minimum_minor": minimum * percent // 100,
                "rush_percent": rush,
                "rush_days": days,
            }
        )
        row = PricingRule.draft(rule=rule, by=DEMO)
        with row.locked():
            row.activate(by=DEMO)


def _past(
    name: str, email: str, title: str, services: tuple[str, ...], price: int, summary: str
) -> None:
    client = Client.open(name=name, currency="EUR", by=DEMO)
    contact = Contact.add(email=email, client=client, by=DEMO)
    with contact.locked():
        contact.know(by=DEMO)
    project = Project.open(
        client=client, name=title, services=services, summary=summary, currency="EUR", by=DEMO
    )
    with project.locked():
        project.scope(by=DEMO)
        project.propose(by=DEMO)
        project.activate(price_minor=price, currency="EUR", by=DEMO)
        project.deliver(by=DEMO)
        project.close(by=DEMO)
    with client.locked():
        client.activate(by=DEMO)
