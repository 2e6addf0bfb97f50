"""Commands, decisions and receipts in the admin: read there, decided on the Decide page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from apps.commits.models import Command, Decision, Receipt
from apps.core.admin import ReadOnlyAdmin


@admin.register(Command)
class CommandAdmin(ReadOnlyAdmin):
    """What was asked for, and what became of it."""

    list_display = ("effect", "state", "kind", "money", "decide_page", "created_at")
    list_filter = ("state", "kind", "money_out")
    search_fields = ("effect", "id", "run")
    ordering = ("-created_at",)
    readonly_fields = ("decide_page",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Command]:
        """Leave the bytes where they are."""
        rows: QuerySet[Command] = super().get_queryset(request)
        return rows.defer("payload", "content")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Command | None = None
    ) -> list[str]:
        """Show the way to the Decide page first."""
        return ["decide_page", *super().get_readonly_fields(request, obj)]

    @admin.display(description="amount", ordering="amount_minor")
    def money(self, command: Command) -> str:
        """Write the amount with its currency."""
        return str(command.amount() or "")

    @admin.display(description="decide")
    def decide_page(self, command: Command) -> str:
        """Link to the page on which it is read and decided."""
        page = reverse("console:command", args=[command.id])
        return format_html(
            '<a class="text-primary-600 underline" href="{}">Open on Decide</a>', page
        )


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """What people decided."""

    list_display = ("at", "verb", "command", "actor_id", "channel", "reason")
    list_filter = ("verb", "channel")
    list_select_related = ("command",)
    ordering = ("-id",)


@admin.register(Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    """The other sides' proofs."""

    list_display = ("at", "command", "reference")
    list_select_related = ("command",)
    search_fields = ("reference",)
    ordering = ("-at",)
