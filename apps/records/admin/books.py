"""Pages on which the books are read."""

from typing import Any

from django.contrib import admin
from unfold.decorators import display

from apps.core.admin import ReadOnlyAdmin
from apps.core.money import EXPONENTS, Money
from apps.records.models import (
    Agreement,
    Artifact,
    Client,
    Contact,
    Conversation,
    Deliverable,
    Estimate,
    Invoice,
    Message,
    Payment,
    Project,
    Proposal,
)

GOOD = ("active", "known", "current", "accepted", "signed", "paid", "completed", "published")
OPEN = ("lead", "open", "received", "inquiry", "scoping", "proposed", "draft", "planned")
BAD = ("lost", "declined", "void", "failed", "uncollectible", "purged", "withdrawn", "expired")
COLOURS = {
    **dict.fromkeys(GOOD, "success"),
    **dict.fromkeys(OPEN, "info"),
    **dict.fromkeys(BAD, "danger"),
}


def money_text(minor: int | None, currency: str) -> str:
    """Return an amount as text, whatever the currency."""
    if minor is None:
        return "-"
    if currency not in EXPONENTS:
        return f"{minor} {currency}"
    return str(Money(minor=minor, currency=currency))


class BookAdmin(ReadOnlyAdmin):
    """A page of the books: rows with their state, which only their own verbs change."""

    list_filter: Any = ("state",)

    @display(description="State", ordering="state", label=COLOURS)  # type: ignore[untyped-decorator]
    def is_now(self, row: Any) -> str:
        """Show the state as a label."""
        return str(row.state)

    @admin.display(description="Amount", ordering="amount_minor")
    def money(self, row: Any) -> str:
        """Show the amount with its currency."""
        return money_text(row.amount_minor, row.currency)


@admin.register(Client)
class ClientAdmin(BookAdmin):
    """Whom the studio works for."""

    list_display = ("name", "is_now", "currency", "website", "created_at")
    search_fields = ("name",)


@admin.register(Contact)
class ContactAdmin(BookAdmin):
    """Who writes."""

    list_display = ("email", "name", "is_now", "client", "created_at")
    list_select_related = ("client",)
    search_fields = ("email", "name")


@admin.register(Conversation)
class ConversationAdmin(BookAdmin):
    """Threads with the world."""

    list_display = ("__str__", "is_now", "client", "contact", "project", "created_at")
    list_select_related = ("client", "contact", "project")
    search_fields = ("subject",)
    ordering = ("-created_at",)


@admin.register(Message)
class MessageAdmin(BookAdmin):
    """What came in and what went out."""

    list_display = ("__str__", "is_now", "kind", "trust", "from_address", "created_at")
    list_filter = ("state", "kind", "trust")
    search_fields = ("subject", "from_address")
    ordering = ("-created_at",)


@admin.register(Artifact)
class ArtifactAdmin(BookAdmin):
    """Files."""

    list_display = ("__str__", "is_now", "media_type", "size", "trust", "created_at")
    ordering = ("-created_at",)


@admin.register(Project)
class ProjectAdmin(BookAdmin):
    """The work."""

    list_display = ("name", "is_now", "client", "sold_for", "deadline", "created_at")
    list_select_related = ("client",)
    search_fields = ("name", "client__name")
    ordering = ("-created_at",)

    @admin.display(description="Sold for")
    def sold_for(self, row: Project) -> str:
        """Show what it was sold for."""
        return money_text(row.price_minor, row.currency)


@admin.register(Deliverable)
class DeliverableAdmin(BookAdmin):
    """What projects deliver."""

    list_display = ("title", "quantity", "is_now", "project")
    list_select_related = ("project",)


@admin.register(Agreement)
class AgreementAdmin(BookAdmin):
    """What was agreed."""

    list_display = ("title", "is_now", "project", "signed_at")
    list_select_related = ("project",)


@admin.register(Estimate)
class EstimateAdmin(BookAdmin):
    """What work would cost."""

    list_display = ("project", "version", "is_now", "likely", "created_at")
    list_select_related = ("project",)
    ordering = ("-created_at",)

    @admin.display(description="Low, likely, high")
    def likely(self, row: Estimate) -> str:
        """Show the range."""
        amounts = (row.low_minor, row.likely_minor, row.high_minor)
        return " … ".join(money_text(minor, row.currency) for minor in amounts)


@admin.register(Proposal)
class ProposalAdmin(BookAdmin):
    """What the studio offers."""

    list_display = ("number", "title", "is_now", "money", "project", "valid_until", "sent_at")
    list_select_related = ("project",)
    search_fields = ("number", "title")
    ordering = ("-created_at",)


@admin.register(Invoice)
class InvoiceAdmin(BookAdmin):
    """What clients owe."""

    list_display = ("__str__", "is_now", "money", "client", "issued_on", "due_on")
    list_select_related = ("client",)
    search_fields = ("number", "client__name")
    ordering = ("-created_at",)


@admin.register(Payment)
class PaymentAdmin(BookAdmin):
    """What came in."""

    list_display = ("__str__", "is_now", "money", "client", "invoice", "created_at")
    list_select_related = ("client", "invoice")
    ordering = ("-created_at",)
