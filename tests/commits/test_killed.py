"""An executor that is killed in the middle: nobody knows, and nothing is sent twice."""

import os
import signal
import subprocess
import sys

import pytest

from apps.bus import delivery
from apps.commits.executor import execute, rescue
from tests.factories.commits import again, approved, decided
from tests.workers import BASE, environment, until

pytestmark = pytest.mark.django_db(transaction=True)

EXECUTOR = """
import django
django.setup()
import tests.factories.commits
from apps.commits.executor import execute
execute()
"""


def executor() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", EXECUTOR],
        cwd=BASE,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_killed_while_the_server_has_the_mail_it_is_unknown_and_never_sent_again(
    account, ada, mailserver, later
):
    mailserver.stalls = 4
    command = approved(ada)
    process = executor()

    until(lambda: mailserver.taken or process.poll() is not None, what="the mail is taken")
    os.kill(process.pid, signal.SIGKILL)
    said, _ = process.communicate(timeout=10)
    assert (process.returncode, again(command).state) == (-9, "dispatching"), said

    assert (execute(), rescue()) == (0, 0)
    later("121 seconds")
    assert (execute(), rescue()) == (0, 1)
    later("3 hours")
    assert (execute(), rescue(), delivery.fire()) == (0, 0, 0)

    assert again(command).state == "unknown"
    assert [mail.content for mail in mailserver.taken] == [bytes(command.content)]
    assert decided(again(command), "found", ada).state == "performed"


def test_control_a_process_that_is_left_alone_sends_it(account, ada, mailserver):
    command = approved(ada)

    said, _ = executor().communicate(timeout=30)

    assert again(command).state == "performed", said
    assert [mail.content for mail in mailserver.taken] == [bytes(command.content)]
