"""What the README says of the first two minutes is what the demo's mails come to."""

from pathlib import Path

import pytest

from apps.bus.work import drain
from apps.commits.models import Command
from apps.conductor.models import Run
from config.demo import studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.fixture
def _opened(db) -> None:
    studio.furnish(smtp_port=1)
    studio.receive_mails()
    drain("work")


@pytest.mark.usefixtures("_opened")
def test_the_demos_mails_come_to_what_the_readme_says():
    told = " ".join(README.read_text().split())
    held = Command.objects.filter(state=Command.State.HELD)
    waiting = Run.objects.filter(state=Run.State.WAITING, waiting_for=Run.For.EVENT)

    assert held.count() == 2
    for command in held:
        assert f"{command.amount()} to {command.recipients[0]}" in told
    assert [run.why for run in Run.objects.filter(state=Run.State.SUCCEEDED)] == [
        "set aside: newsletter"
    ]
    assert ["seo" in run.why for run in waiting] == [True]
