"""Runs and steps in the admin: read there, changed through their verbs."""

from django.contrib import admin

from apps.conductor.models import Run, Step
from apps.core.admin import ReadOnlyAdmin


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    """The executions of flows."""

    list_display = ("id", "flow", "state", "waiting_for", "why", "created_at")
    list_filter = ("state", "flow")


@admin.register(Step)
class StepAdmin(ReadOnlyAdmin):
    """What runs have done."""

    list_display = ("run", "name", "outcome", "attempt", "started_at", "finished_at")
    list_filter = ("outcome", "name")
    list_select_related = ("run",)
