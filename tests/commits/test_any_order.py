"""Whatever happens in whatever order: one receipt, one mail, and never without an allowance."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.bus import delivery
from apps.commits import executor
from apps.commits.contracts import Proof
from apps.commits.models import Command, Receipt
from apps.commits.services import edit, expire, withdraw
from apps.core.actor import system
from apps.core.errors import PilothouseError
from apps.core.origin import Trust
from apps.policies.contracts import Verdict
from tests.factories.commits import SendLetter, again, decided, proposed
from tests.factories.policies import condition, policy_in_force
from tests.smtp import MailServer

pytestmark = pytest.mark.django_db

VERBS = {
    "approve": ({"held"}, "approved"),
    "reject": ({"held"}, "rejected"),
    "undo": ({"approved"}, "held"),
    "cancel": ({"held", "approved", "failed"}, "cancelled"),
    "retry": ({"failed"}, "approved"),
    "found": ({"unknown"}, "performed"),
    "not_found": ({"unknown"}, "failed"),
}
MOODS = {
    "takes": ({}, "", "performed"),
    "refuses": ({"RCPT": "550 no"}, "", "failed"),
    "refuses for now": ({"DOT": "451 later"}, "", "failed"),
    "breaks off": ({}, "before data", "failed"),
    "breaks off too late": ({}, "after the dot", "unknown"),
}


class Life(RuleBasedStateMachine):
    """Commands and what the model, a dictionary of states, says must be true of them."""

    server: MailServer
    user: object

    commands = Bundle("commands")

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.states: dict[UUID, str] = {}
        self.signed: set[UUID] = set()
        self.mailed: dict[UUID, int] = {}
        self.said_not_found: set[UUID] = set()
        self.dead: list[Command] = []
        self.hours = 0
        self.server.taken.clear()
        policy_in_force(Verdict.ALLOW, condition("trust", "equal", "operator"))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @rule(target=commands, trust=st.sampled_from([Trust.OPERATOR, Trust.STRANGER, Trust.KNOWN]))
    def propose(self, trust):
        command = proposed(SendLetter(), trust=trust, run="r")
        self.states[command.id] = "approved" if trust is Trust.OPERATOR else "held"
        return command.id

    @rule(of=commands, verb=st.sampled_from(sorted(VERBS)))
    def decide(self, of, verb):
        sources, target = VERBS[verb]
        before = self.states[of]
        try:
            decided(again(Command(id=of)), verb, self.user, reason="because")
        except PilothouseError:
            assert before not in sources
            return
        assert before in sources
        self.states[of] = target
        if verb == "approve":
            self.signed.add(of)
        if verb == "undo":
            self.signed.discard(of)
        if verb == "not_found":
            self.said_not_found.add(of)

    @rule(target=commands, of=commands, words=st.text("ab", min_size=1, max_size=9))
    def edit(self, of, words):
        row = again(Command(id=of))
        asked = {"digest": row.digest, "user": self.user, "channel": "tests"}
        try:
            new = edit(command_id=of, changes={"subject": words}, **asked)
        except PilothouseError:
            assert self.states[of] != "held" or row.act().subject == words
            return of
        assert self.states[of] == "held"
        self.states[of] = "superseded"
        self.states[new.id] = "held"
        return new.id

    @rule()
    def withdraw(self):
        withdraw(run="r", by=system("conductor"), why="cancelled")
        for ident, state in self.states.items():
            if state in ("held", "approved"):
                self.states[ident] = "withdrawn"
            elif state == "failed":
                self.states[ident] = "cancelled"

    @rule(mood=st.sampled_from(sorted(MOODS)))
    def execute(self, mood):
        self.server.refuses, self.server.drops, end = MOODS[mood]
        due = self._due()
        assert executor.execute() == (1 if due else 0)
        if due:
            self.states[due] = end
            if end in ("performed", "unknown"):
                self.mailed[due] = self.mailed.get(due, 0) + 1

    @rule()
    def die(self):
        """Be killed right after the claim."""
        due = self._due()
        command = executor.claim()
        if due:
            self.states[due] = "dispatching"
            self.dead.append(command)

    @precondition(lambda self: self.dead)
    @rule(proof=st.booleans())
    def come_back(self, proof):
        """Be rescued, or prove after all that it was sent."""
        command = self.dead.pop()
        if proof:
            executor._finish(command, proof=Proof("late"))
            self.mailed[command.id] = self.mailed.get(command.id, 0) + 1
        else:
            Command.objects.filter(id=command.id).update(lease_until=command.created_at)
            assert executor.rescue() == 1
        self.states[command.id] = "performed" if proof else "unknown"

    @rule()
    def let_time_pass(self):
        """Let every retry be due; the leases of the dead are theirs to lose."""
        self.hours += 2
        with connection.cursor() as cursor:
            moved = f"{self.hours} hours"
            cursor.execute("select set_config('pilothouse.clock_offset', %s, true)", [moved])
        waiting = {row.id for row in self.dead}
        Command.objects.filter(id__in=waiting).update(lease_until="2100-01-01T00:00:00Z")
        while delivery.fire():
            pass
        for ident, state in list(self.states.items()):
            now = again(Command(id=ident)).state
            if state == "failed" and now == "approved":
                self.states[ident] = "approved"

    @rule(of=commands)
    def expire(self, of):
        row = again(Command(id=of))
        Command.objects.filter(id=of).update(expires_at=row.created_at - timedelta(1))
        expire(str(of))
        if self.states[of] in ("held", "approved"):
            self.states[of] = "expired"
        else:
            Command.objects.filter(id=of).update(expires_at=row.expires_at)

    @invariant()
    def the_states_are_the_models(self):
        rows = Command.objects.filter(id__in=self.states)
        assert {row.id: row.state for row in rows} == self.states

    @invariant()
    def performed_is_allowed_mailed_once_and_has_one_receipt(self):
        for row in Command.objects.filter(id__in=self.states, state="performed"):
            allowed = row.trust == "operator" and row.supersedes_id is None and row.round == 0
            signed = row.decisions.filter(
                verb="approve", round=row.round, digest=row.digest, actor_kind="person"
            ).exists()
            assert allowed or signed
            assert Receipt.objects.filter(command=row).count() == 1
        performed = [i for i, state in self.states.items() if state == "performed"]
        assert Receipt.objects.count() == len(performed)

    @invariant()
    def each_mail_came_once_unless_the_operator_said_it_had_not(self):
        keys = [ident for mail in self.server.taken for ident in self._keys(mail.content)]
        for ident in self.states:
            count = keys.count(ident)
            if ident not in self.said_not_found:
                assert count <= 1
            if count:
                assert self.mailed[ident] >= count

    def _keys(self, content: bytes) -> list[UUID]:
        return [ident for ident in self.states if str(ident).encode() in content]

    def _due(self) -> UUID | None:
        due = Command.objects.filter(state="approved").order_by("commit_after", "created_at")
        found = due.first()
        return found.id if found else None


def test_in_any_order_there_is_one_receipt_one_mail_and_always_an_allowance(
    account, ada, mailserver
):
    Life.server, Life.user = mailserver, ada

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
