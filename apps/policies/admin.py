"""Policies, judgments and switches in the admin: read there, changed through their verbs."""

from django.contrib import admin

from apps.core.admin import ReadOnlyAdmin
from apps.policies.models import Judgment, Policy, Switch


@admin.register(Policy)
class PolicyAdmin(ReadOnlyAdmin):
    """The versioned rules."""

    list_display = ("name", "version", "state", "verdict", "note")
    list_filter = ("state", "verdict")


@admin.register(Judgment)
class JudgmentAdmin(ReadOnlyAdmin):
    """What the rules answered."""

    list_display = ("at", "kind", "verdict", "command")
    list_filter = ("verdict", "kind")


@admin.register(Switch)
class SwitchAdmin(ReadOnlyAdmin):
    """What is paused."""

    list_display = ("scope", "state", "why")
