"""The journal and what serves it in the admin: read there, changed by nobody."""

import json

from django.contrib import admin
from django.http import HttpRequest

from apps.bus.models import DeadLetter, Delivery, Event, Seal, Timer
from apps.core.admin import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The facts, newest first."""

    list_display = ("id", "at", "kind", "subject", "actor", "cause")
    search_fields = ("=subject_id", "=correlation", "=kind")
    ordering = ("-id",)

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> list[str]:
        """Show what was told, too."""
        return [*super().get_readonly_fields(request, obj), "told"]

    @admin.display(description="subject")
    def subject(self, event: Event) -> str:
        """Name what it is about."""
        return f"{event.subject_type}:{event.subject_id}"

    @admin.display(description="actor")
    def actor(self, event: Event) -> str:
        """Name who did it."""
        return f"{event.actor_kind}:{event.actor_id}"

    @admin.display(description="payload")
    def told(self, event: Event) -> str:
        """Write the payload as JSON."""
        return json.dumps(event.values, indent=1, ensure_ascii=False)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """Who was to hear of what, and whether they did."""

    list_display = ("event", "subscriber", "attempts", "due_at", "done_at", "dead_at", "error")
    list_filter = (
        ("dead_at", admin.EmptyFieldListFilter),
        ("done_at", admin.EmptyFieldListFilter),
    )
    list_select_related = ("event",)
    ordering = ("-id",)


@admin.register(Timer)
class TimerAdmin(ReadOnlyAdmin):
    """What is due when."""

    list_display = ("kind", "subject_id", "due_at", "fired_at", "attempts")
    list_filter = ("kind", ("fired_at", admin.EmptyFieldListFilter))
    ordering = ("-due_at",)


@admin.register(DeadLetter)
class DeadLetterAdmin(ReadOnlyAdmin):
    """What cannot proceed without a person: `manage.py deadletters` replays or discards it."""

    list_display = ("created_at", "state", "kind", "origin", "error", "reason")
    list_filter = ("state", "kind")
    search_fields = ("origin", "fingerprint")
    ordering = ("-created_at",)


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    """The chain of seals over the journal."""

    list_display = ("id", "at", "count", "short_hash", "horizon")
    ordering = ("-id",)

    @admin.display(description="hash")
    def short_hash(self, seal: Seal) -> str:
        """Write the beginning of the hash."""
        return f"{seal.hash[:16]}…"
