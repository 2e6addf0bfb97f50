"""`manage.py decide ...`: the same decisions as on the page, by a person with a password."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from apps.bus.management.terminal import as_json, is_terminal, one_of, plain, the_person
from apps.commits import services
from apps.commits.management import told
from apps.commits.management.editing import changes_of
from apps.commits.models import Command as Held
from apps.commits.models import Decision
from apps.core.errors import PilothouseError

CHANNEL: Final = "shell"
MOST: Final = 200
Verb = Decision.Verb
State = Held.State
OPEN: Final = (State.HELD, State.UNKNOWN, State.FAILED, State.APPROVED, State.DISPATCHING)
VERBS: Final = {
    "approve": (Verb.APPROVE, "let it be performed, once the undo window is over"),
    "reject": (Verb.REJECT, "refuse it, with a reason"),
    "edit": (Verb.EDIT, "supersede it by one with other values: FIELD=VALUE"),
    "renew": (Verb.EDIT, "propose it again, for the connection as it is now"),
    "undo": (Verb.UNDO, "take an approval back while its window is open"),
    "cancel": (Verb.CANCEL, "take it back for good"),
    "retry": (Verb.RETRY, "try again what nobody received"),
    "found": (Verb.FOUND, "say that it did arrive"),
    "not-found": (Verb.NOT_FOUND, "say that it did not arrive"),
}


class Command(BaseCommand):
    """Lists what waits, shows it, and decides it."""

    stealth_options = ("stdin",)
    help = "List, show and decide what waits for you. Deciding needs a person's password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and what it needs."""
        parser.formatter_class = RawDescriptionHelpFormatter
        verbs = parser.add_subparsers(dest="verb", required=True)
        lists = verbs.add_parser("list", help="what waits, oldest first")
        lists.add_argument("--all", action="store_true", help="what is over too")
        verbs.add_parser("show", help="one, with where its values come from")
        for name, (_, says) in VERBS.items():
            verb = verbs.add_parser(name, help=says)
            verb.add_argument("--user", default="", help="who decides")
            verb.add_argument("--password-stdin", action="store_true")
            verb.add_argument("--digest", default="", help="the digest that you have read")
            verb.add_argument("--reason", default="", required=name == "reject")
        for name, verb in verbs.choices.items():
            verb.add_argument("--json", action="store_true", dest="as_json")
            if name != "list":
                verb.add_argument("id", help="or the beginning of it")
        verbs.choices["edit"].add_argument("changes", nargs="+", metavar="FIELD=VALUE")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do what the verb says."""
        if options["verb"] == "list":
            self._list(everything=options["all"], as_json=options["as_json"])
            return
        command = one_of(Held.objects.all(), options["id"])
        if options["verb"] == "show":
            self._show(command, as_json=options["as_json"])
            return
        digest = self._read(command, **options)
        user = the_person(
            options["user"],
            from_stdin=options["password_stdin"],
            stdin=options.get("stdin"),
        )
        try:
            decided = _decide(command, user, options | {"digest": digest})
        except PilothouseError as error:
            raise CommandError(plain(error)) from error
        self._say(decided, as_json=options["as_json"])

    def _list(self, *, everything: bool, as_json: bool) -> None:
        rows = Held.objects.defer("payload", "content").order_by("created_at")
        commands = list((rows if everything else rows.filter(state__in=OPEN))[:MOST])
        if as_json:
            self.stdout.write(_json([told.row(command) for command in commands]))
        elif not commands:
            self.stdout.write("Nothing is waiting for you.")
        else:
            self.stdout.write("\n".join(told.listed(command) for command in commands))

    def _show(self, command: Held, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(_json(told.sheet(command)))
        else:
            self.stdout.write("\n".join(told.lines(command)))

    def _read(self, command: Held, *, digest: str, as_json: bool, **_: Any) -> str:
        """Return the digest that was read: the given one, or the one shown here and now."""
        if not as_json:
            self._show(command, as_json=False)
        if digest:
            return digest
        if not is_terminal():
            raise CommandError(
                "Nobody is at the keyboard: say what you have read, --digest DIGEST"
            )
        return command.digest

    def _say(self, command: Held, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(_json(told.row(command)))
            return
        self.stdout.write(f"\n{command.state}: {plain(command.effect)}")
        if command.state == State.APPROVED and command.commit_after:
            self.stdout.write(
                f"Goes out at {command.commit_after:%H:%M:%S} UTC. "
                f"Until then: manage.py decide undo {str(command.id)[:8]}"
            )


_json = as_json


def _decide(command: Held, user: Any, options: dict[str, Any]) -> Held:
    known = {
        "command_id": command.id,
        "digest": options["digest"],
        "user": user,
        "channel": CHANNEL,
    }
    if options["verb"] in ("edit", "renew"):
        typed = dict(_pair(change) for change in options.get("changes", ()))
        return services.edit(**known, changes=changes_of(command.act(), typed))
    verb, _ = VERBS[options["verb"]]
    return services.decide(**known, verb=verb, reason=options["reason"])


def _pair(change: str) -> tuple[str, str]:
    field, equals, value = change.partition("=")
    if not equals:
        raise CommandError(f"Write it as FIELD=VALUE: {plain(change)}")
    return field, value
