"""The operator's part of the story in a real browser: log in, read, approve, see it leave."""

import os

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect

from apps.commits.models import Decision
from tests.console.browser import chromium, serving

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def browser_page():
    # Playwright runs an event loop in this thread, in which Django would refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as browser:
        yield browser.new_page()
        # The loop gave this thread a second connection, which nobody else would close.
        connection.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def test_the_proposal_is_read_and_approved_in_the_browser(
    story, browser_page, settings, capsys
):
    story.workers.start()
    story.receive()
    held = story.held()

    with serving(connection.settings_dict["NAME"], UNDO_SECONDS="1") as address:
        settings.PUBLIC_URL = address
        call_command("login_link", user="ada")
        browser_page.goto(capsys.readouterr().out.strip())
        browser_page.get_by_role("button", name="Enter").click()
        browser_page.get_by_role("link", name="Send proposal P-").click()
        expect(browser_page.get_by_role("row", name="Recipient")).to_contain_text("Inferred")
        expect(browser_page.get_by_role("row", name="Deadline")).to_contain_text(
            "Everything should be online by 26 February 2027"
        )
        expect(browser_page.locator(".letter-text")).to_contain_text("Together: €7,300.00")
        browser_page.get_by_role("button", name="Approve").click()
        story.ends()
        expect(browser_page.get_by_text("Nothing is waiting for you")).to_be_visible()

    story.assert_told_once()
    decision = Decision.objects.get()
    assert (decision.actor_id, decision.channel) == ("ada", "console")
    assert decision.digest == held.digest
