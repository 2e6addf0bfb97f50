"""The proposal as a document: the same values give the same bytes."""

from datetime import UTC, date, datetime, time
from typing import Final, Self

from pydantic import BaseModel, ConfigDict

from apps.core.money import Currency, Money
from apps.records.models import Proposal, Template
from apps.records.paper import ACCENT, INK, QUIET, Paper
from apps.records.studio import studio
from apps.records.templating import fill

INTRO: Final = (
    "Thank you for asking us. This is what we propose to do for {client}, what it costs, and "
    "until when this offer holds."
)
TERMS: Final = (
    "Prices are net; taxes are added where they apply.",
    "The price covers the work listed above. Whatever comes on top is agreed first.",
    "To accept, answer the mail that brought you this document.",
)
LABEL: Final = 7.5
TEXT: Final = 10.0
LONG_TITLE: Final = 48
LONG_LINE: Final = 300
ROW: Final = 16
ROW_AND_TOTAL: Final = 40


class DocumentLine(BaseModel):
    """One row of the document's table."""

    model_config = ConfigDict(frozen=True)

    what: str
    quantity: int | None = None
    amount_minor: int


class ProposalDocument(BaseModel):
    """Everything that the document says."""

    model_config = ConfigDict(frozen=True)

    studio: str
    email: str
    client: str
    number: str
    title: str
    on: date
    valid_until: date | None
    intro: str
    lines: tuple[DocumentLine, ...]
    amount_minor: int
    currency: Currency
    terms: tuple[str, ...] = TERMS

    @classmethod
    def of(cls, proposal: Proposal, *, client: str, on: date) -> Self:
        """Return what a proposal's document says, in the published words if there are any."""
        own = studio()
        values = {
            "client": client,
            "project": proposal.title,
            "number": proposal.number,
            "total": str(proposal.amount),
            "studio": own.name,
        }
        wording = Template.objects.filter(
            kind=Template.Kind.PROPOSAL_DOCUMENT, state=Template.State.PUBLISHED
        ).first()
        return cls(
            studio=own.name,
            email=own.email,
            client=client,
            number=proposal.number,
            title=proposal.title,
            on=on,
            valid_until=proposal.valid_until,
            intro=fill(wording.body if wording else INTRO, values),
            lines=_lines(proposal),
            amount_minor=proposal.amount_minor,
            currency=proposal.currency,
        )


def render(document: ProposalDocument) -> bytes:
    """Return the document as a PDF of one page, or more where the table is long."""
    paper = Paper(
        footer=f"{document.studio}   {document.email}",
        reference=document.number,
        made_at=datetime.combine(document.on, time(), UTC),
    )
    paper.set_title(paper.printable(f"{document.number} {document.title}"))
    paper.set_author(paper.printable(document.studio))
    paper.add_page()
    _head(paper, document)
    _facts(paper, document)
    paper.paragraph(document.intro, size=TEXT, after=8)
    _table(paper, document)
    _terms(paper, document)
    return bytes(paper.output())


def _lines(proposal: Proposal) -> tuple[DocumentLine, ...]:
    lines = [
        DocumentLine(
            what=line["description"][:LONG_LINE],
            quantity=line.get("quantity"),
            amount_minor=line["likely_minor"],
        )
        for line in (proposal.estimate.lines if proposal.estimate else [])
    ]
    rest = proposal.amount_minor - sum(line.amount_minor for line in lines)
    if not lines:
        lines.append(DocumentLine(what=proposal.title, amount_minor=rest))
    elif rest:
        # The price is the operator's word: what the lines do not explain is shown, not hidden.
        lines.append(DocumentLine(what="Adjustment", amount_minor=rest))
    return tuple(lines)


def _head(paper: Paper, document: ProposalDocument) -> None:
    paper.write_at(document.studio, weight="B", size=11, color=ACCENT)
    paper.ln(22)
    paper.label("Proposal")
    size = 20 if len(document.title) > LONG_TITLE else 28
    paper.paragraph(document.title, weight="L", size=size, after=9, leading=1.15)


def _facts(paper: Paper, document: ProposalDocument) -> None:
    facts = [("For", document.client), ("Number", document.number), ("Date", _day(document.on))]
    if document.valid_until:
        facts.append(("Valid until", _day(document.valid_until)))
    paper.rule()
    paper.columns(facts, label_size=LABEL, size=TEXT, shares=(0.34, 0.18, 0.25, 0.23))
    paper.rule(after=9)


def _table(paper: Paper, document: ProposalDocument) -> None:
    counted = any(line.quantity is not None for line in document.lines)
    heads = ("What you get", "Quantity" if counted else "", "Price")
    paper.row(*heads, size=LABEL, color=QUIET, rule=INK)
    for line in document.lines:
        # The sum never stands alone on a page.
        if paper.will_page_break(ROW_AND_TOTAL if line is document.lines[-1] else ROW):
            paper.add_page()
            paper.row(*heads, size=LABEL, color=QUIET, rule=INK)
        paper.row(
            line.what,
            "" if line.quantity is None else f"{line.quantity:,}",
            _amount(line.amount_minor, document.currency),
            size=TEXT,
        )
    paper.total("Total", _amount(document.amount_minor, document.currency))


def _terms(paper: Paper, document: ProposalDocument) -> None:
    if paper.will_page_break(14 + 6 * len(document.terms)):
        paper.add_page()
    paper.label("Terms")
    for term in document.terms:
        paper.paragraph(term, size=9, color=QUIET, after=1)
    paper.ln(8)
    paper.paragraph(document.studio, weight="B", size=TEXT, after=0)
    paper.paragraph(document.email, size=TEXT, color=QUIET, after=0)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _amount(minor: int, currency: str) -> str:
    return str(Money(minor=minor, currency=currency))
