"""Runs: what the house is doing, and one run step by step."""

from typing import Final
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from apps.commits.models import Command
from apps.conductor.models import Run, Step
from apps.console.access import reads
from apps.console.render import show

MOST: Final = 100


@require_safe
@reads
def runs(request: HttpRequest) -> HttpResponse:
    """List the newest runs."""
    done = Count("steps", filter=Q(steps__outcome=Step.Outcome.DONE))
    newest = Run.objects.annotate(done=done).order_by("-created_at")[:MOST]
    return show(request, "console/runs.html", {"runs": newest})


@require_safe
@reads
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show a run's steps in order, and the commands that it asked for."""
    found = get_object_or_404(Run, id=run_id)
    commands = Command.objects.defer("payload", "content").filter(run=str(found.id))
    context = {
        "run": found,
        "steps": found.steps.order_by("created_at"),
        "commands": commands.order_by("created_at"),
    }
    return show(request, "console/run.html", context)
