"""The list of calls: which tier answered, how long it took, what it cost."""

from django.contrib import admin

from apps.core.admin import ReadOnlyAdmin
from apps.gateway.models import ModelCall


@admin.register(ModelCall)
class ModelCallAdmin(ReadOnlyAdmin):
    """Every question to a provider, the failed ones too."""

    list_display = (
        "started_at",
        "answer",
        "tier",
        "provider",
        "took",
        "cost",
        "step",
        "answered",
    )
    list_filter = ("tier", "provider")
    search_fields = ("run", "answer_type", "question_digest")
    ordering = ("-started_at",)

    @admin.display(ordering="answer_type")
    def answer(self, call: ModelCall) -> str:
        """Name the answer's type without its module."""
        return call.answer_type.rpartition(".")[2]

    @admin.display(ordering="ms")
    def took(self, call: ModelCall) -> str:
        """Say how long the call took."""
        return f"{call.ms:,.1f} ms"

    @admin.display(ordering="cost_micros")
    def cost(self, call: ModelCall) -> str:
        """Say what the call cost, in millionths of the currency it is billed in."""
        return f"{call.cost_micros:,} micros" if call.cost_micros else "nothing"

    @admin.display(boolean=True)
    def answered(self, call: ModelCall) -> bool:
        """Whether there was a valid answer."""
        return not call.error
