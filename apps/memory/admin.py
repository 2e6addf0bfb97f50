"""What memory holds and what was looked up."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.core.admin import ReadOnlyAdmin
from apps.memory.models import Passage, Retrieval


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin):
    """The pieces, without their vectors."""

    list_display = (
        "head",
        "body",
        "source_type",
        "trust",
        "language",
        "emb_model",
        "created_at",
    )
    list_filter = ("source_type", "trust", "emb_model")
    search_fields = ("body", "source_id", "thread")
    ordering = ("-id",)
    exclude = ("emb", "tsv")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Show every field but the numbers and the lexemes."""
        shown = super().get_readonly_fields(request, obj)
        return [name for name in shown if name not in self.exclude]


@admin.register(Retrieval)
class RetrievalAdmin(ReadOnlyAdmin):
    """The look-ups, with the ids and scores of what came back."""

    list_display = ("created_at", "query", "policy", "found", "ms", "run")
    list_filter = ("policy",)
    search_fields = ("run", "query_digest")
    ordering = ("-created_at",)

    @admin.display
    def found(self, retrieval: Retrieval) -> int:
        """Count what came back."""
        return len(retrieval.hits)
