"""`manage.py runs list|show|cancel|resume`: what the house is doing, and stopping it."""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Q

from apps.bus.management.terminal import as_json, one_of, plain
from apps.commits.models import Command as Asked
from apps.conductor.models import Run, Step
from apps.conductor.services import cancel, resume
from apps.core.actor import system
from apps.core.fsm import TransitionNotAllowed

MOST: Final = 200
OVER: Final = (Run.State.SUCCEEDED, Run.State.CANCELLED)


class Command(BaseCommand):
    """Reads runs, stops one for good, or has a waiting one look again."""

    help = "List, show, cancel or resume runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        lists = verbs.add_parser("list", help="those that are not over, newest first")
        lists.add_argument("--all", action="store_true", help="those that are over too")
        verbs.add_parser("show", help="one with its steps and commands")
        stop = verbs.add_parser("cancel", help="stop one, and take back what it asked for")
        stop.add_argument("--why", default="")
        verbs.add_parser("resume", help="have one that waits look again")
        for name, verb in verbs.choices.items():
            verb.add_argument("--json", action="store_true", dest="as_json")
            if name != "list":
                verb.add_argument("id", help="or the beginning of it")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do what the verb says."""
        as_json_too: bool = options["as_json"]
        if options["verb"] == "list":
            self._list(all_too=options["all"], as_json_too=as_json_too)
            return
        run = one_of(Run.objects.all(), options["id"])
        if options["verb"] == "show":
            self._show(run, as_json_too=as_json_too)
            return
        try:
            said = self._change(run, options)
        except TransitionNotAllowed:
            raise CommandError(f"It is {run.state} by now.") from None
        self.stdout.write(as_json(_told(run)) if as_json_too else said)

    def _change(self, run: Run, options: dict[str, Any]) -> str:
        by = system(f"shell:{getuser()}")
        if options["verb"] == "resume":
            resume(run, by=by)
            return f"{run}: it looks again."
        taken = cancel(run, by=by, why=options["why"])
        return f"{run}: cancelled; {taken} commands taken back."

    def _list(self, *, all_too: bool, as_json_too: bool) -> None:
        rows = Run.objects.order_by("-created_at")
        if not all_too:
            rows = rows.exclude(state__in=OVER)
        done = Count("steps", filter=Q(steps__outcome=Step.Outcome.DONE))
        runs = list(rows.annotate(done=done)[:MOST])
        if as_json_too:
            self.stdout.write(as_json([_told(run) for run in runs]))
            return
        if not runs:
            self.stdout.write("No runs: nothing is under way.")
        for run in runs:
            state = f"{run.state} {run.waiting_for}".strip()
            head = f"{str(run.id)[:8]}  {state:16}  {run.created_at:%Y-%m-%d %H:%M}"
            self.stdout.write(f"{head}  {run.flow}, {run.done} steps done")
            if run.why:
                self.stdout.write(f"          {plain(run.why)[:300]}")

    def _show(self, run: Run, *, as_json_too: bool) -> None:
        steps = [_step_told(step) for step in run.steps.order_by("created_at")]
        asked = Asked.objects.filter(run=str(run.id)).order_by("created_at")
        commands = [{"id": str(c.id), "state": c.state, "effect": c.effect} for c in asked]
        if as_json_too:
            self.stdout.write(as_json(_told(run) | {"steps": steps, "commands": commands}))
            return
        for name, value in _told(run).items():
            self.stdout.write(f"{name:12} {plain(value)}")
        for step in steps:
            line = f"  {step['finished_at'][:19]}  {step['outcome']:6}  {step['name']}"
            self.stdout.write(f"{line}  {plain(step['error'])[:200]}".rstrip())
        for one in commands:
            effect = plain(one["effect"])
            self.stdout.write(f"  command {one['id'][:8]}  {one['state']}: {effect}")


def _told(run: Run) -> dict[str, Any]:
    return {
        "id": str(run.id),
        "flow": run.flow,
        "state": run.state,
        "waiting_for": run.waiting_for,
        "waiting_on": run.waiting_on,
        "why": run.why,
        "subject": f"{run.subject_type}:{run.subject_id}",
        "attempt": run.attempt,
        "crashes": run.crashes,
        "created_at": run.created_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else "",
    }


def _step_told(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "outcome": step.outcome,
        "attempt": step.attempt,
        "started_at": step.started_at.isoformat(),
        "finished_at": step.finished_at.isoformat(),
        "error": step.error,
        "output": step.output,
    }
