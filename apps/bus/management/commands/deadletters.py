"""`manage.py deadletters list|show|replay|discard`: what cannot proceed without a person."""

import base64
from argparse import ArgumentParser
from getpass import getuser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from apps.bus.management.terminal import as_json, one_of, plain
from apps.bus.models import DeadLetter
from apps.core.actor import system
from apps.core.errors import PilothouseError
from apps.core.fsm import TransitionNotAllowed

MOST: Final = 200


class Command(BaseCommand):
    """Reads dead letters, replays them, or lays them aside."""

    help = "List, show, replay or discard what could not proceed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and what it needs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        lists = verbs.add_parser("list", help="the open ones, oldest first")
        lists.add_argument("--all", action="store_true", help="those that were dealt with too")
        verbs.add_parser("show", help="one with its error and payload")
        replay = verbs.add_parser("replay", help="give it back to what failed on it")
        replay.add_argument("--payload", type=Path, help="a file with the edited payload")
        discard = verbs.add_parser("discard", help="lay it aside for good")
        discard.add_argument("--reason", required=True)
        for name, verb in verbs.choices.items():
            verb.add_argument("--json", action="store_true", dest="as_json")
            if name != "list":
                verb.add_argument("id", help="or the beginning of it")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do what the verb says."""
        if options["verb"] == "list":
            self._list(**options)
            return
        letter = one_of(DeadLetter.objects.all(), options["id"])
        if options["verb"] == "show":
            self._show(letter, **options)
            return
        try:
            self._settle(letter, **options)
        except TransitionNotAllowed:
            raise CommandError(f"It was {letter.state} already.") from None
        except (PilothouseError, OSError, ValueError) as error:
            raise CommandError(plain(error)) from error
        self._say(_told(letter), f"{letter.state}: {plain(letter)}", **options)

    def _settle(self, letter: DeadLetter, *, verb: str, **options: Any) -> None:
        by = system(f"shell:{getuser()}")
        with letter.locked():
            if verb == "replay":
                edited: Path | None = options["payload"]
                letter.replay(by=by, payload=edited.read_bytes() if edited else None)
            else:
                letter.discard(by=by, reason=options["reason"])

    def _list(self, *, as_json: bool, **options: Any) -> None:
        rows = DeadLetter.objects.defer("payload").order_by("created_at")
        if not options["all"]:
            rows = rows.filter(state=DeadLetter.State.OPEN)
        letters = list(rows[:MOST])
        if as_json:
            self.stdout.write(_json([_told(letter) for letter in letters]))
            return
        if not letters:
            self.stdout.write("No dead letters: everything proceeds.")
        for letter in letters:
            head = f"{str(letter.id)[:8]}  {letter.state:9}  {letter.created_at:%Y-%m-%d %H:%M}"
            self.stdout.write(f"{head}  {plain(letter)}\n          {plain(letter.error)[:200]}")

    def _show(self, letter: DeadLetter, *, as_json: bool, **_: Any) -> None:
        payload = bytes(letter.payload)
        if as_json:
            encoded = base64.b64encode(payload).decode()
            self.stdout.write(_json(_told(letter) | {"payload_base64": encoded}))
            return
        for name, value in _told(letter).items():
            self.stdout.write(f"{name:12} {plain(value)}")
        self.stdout.write(f"\n{plain(payload.decode('utf-8', 'backslashreplace'))}")

    def _say(self, told: dict[str, Any], line: str, *, as_json: bool, **_: Any) -> None:
        self.stdout.write(_json(told) if as_json else line)


_json = as_json


def _told(letter: DeadLetter) -> dict[str, Any]:
    return {
        "id": str(letter.id),
        "state": letter.state,
        "kind": letter.kind,
        "origin": letter.origin,
        "fingerprint": letter.fingerprint,
        "error": letter.error,
        "reason": letter.reason,
        "created_at": letter.created_at.isoformat(),
    }
