"""A person at a real browser: enters by the link, reads, approves, undoes, and sees it live."""

import re

import pytest
from django.db import connection
from playwright.sync_api import expect

from apps.commits.models import Command
from apps.console.models import LoginToken
from apps.core.actor import system
from tests.console.browser import chromium, free_port, serving
from tests.console.notes import hold_note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """A server and a browser for all tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread; our queries are synchronous anyway.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with serving(connection.settings_dict["NAME"]) as address, chromium() as browser:
            yield address, browser


def entered(browser, address, ada):
    """Return Ada's page, entered by a one-time link."""
    page = browser.new_context().new_page()
    page.goto(f"{address}/enter/{LoginToken.issue(ada, by=system('test'))}")
    page.get_by_role("button", name="Enter").click()
    page.wait_for_url(f"{address}/")
    return page


@pytest.fixture
def page(house, ada):
    """Ada's page; whatever the browser complains about on it fails."""
    address, browser = house
    page = entered(browser, address, ada)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.reload()
    yield page
    page.context.close()
    assert complaints == []


def test_a_person_enters_reads_approves_and_undoes(page):
    held = hold_note()
    page.reload()

    page.get_by_role("link", name=held.effect).click()
    expect(page.locator(".letter-text")).to_contain_text("here is our proposal")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text(re.compile("Goes out in \\d+ s"))).to_be_visible()
    assert Command.objects.get().state == "approved"

    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.click()
    expect(page.get_by_text("approval undone")).to_be_visible()
    assert Command.objects.get().state == "held"


def test_the_countdown_is_the_rows_and_survives_a_reload(page):
    hold_note()
    page.reload()
    page.get_by_role("link", name="Send note").click()
    page.get_by_role("button", name="Approve").click()

    left = page.locator("[data-left]")
    expect(left).to_have_text(re.compile("^[0-8]$"), timeout=4000)
    page.reload()

    assert int(left.text_content()) <= 8


def test_what_arrives_is_shown_without_reloading(page):
    expect(page.get_by_text("Nothing is waiting for you")).to_be_visible()
    expect(page.locator("#line-says")).to_have_text("Live")
    page.evaluate("window.same = true")

    held = hold_note()

    expect(page.get_by_role("link", name=held.effect)).to_be_visible(timeout=3000)
    expect(page.locator("#waiting-count")).to_have_text("1")
    expect(page.locator("#announce")).to_have_text("1 waiting for you")
    assert page.title() == "(1) Decide · Pilothouse"
    assert page.evaluate("window.same") is True


def test_focus_stays_on_the_row_when_another_arrives(page):
    first = hold_note(to="first@client.example")
    page.reload()
    link = page.get_by_role("link", name=first.effect)
    expect(page.locator("#line-says")).to_have_text("Live")
    link.focus()

    hold_note(to="second@client.example")

    expect(page.get_by_role("link", name=re.compile("second@"))).to_be_visible()
    expect(link).to_be_focused()


def test_what_is_being_written_is_not_thrown_away(page):
    held = hold_note()
    page.reload()
    page.get_by_role("link", name=held.effect).click()
    expect(page.locator("#line-says")).to_have_text("Live")
    page.get_by_text("Reject…").click()
    page.get_by_label(re.compile("^Why")).fill("half a sent")

    with held.locked() as command:
        command.withdraw(by=system("test"), why="the run was cancelled")

    expect(page.get_by_text("This page has changed since you began to write")).to_be_visible()
    expect(page.get_by_label(re.compile("^Why"))).to_have_value("half a sent")
    page.get_by_role("button", name="Show the change").click()
    expect(page.get_by_text("the run was cancelled")).to_be_visible()


def test_a_rejection_by_keyboard_alone(page):
    held = hold_note()
    page.goto(page.url.split("?")[0] + f"decide/{held.id}/")

    page.locator("#reject summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Too cheap")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Done lately")).to_be_visible()
    assert Command.objects.get().why == "Too cheap"


@pytest.mark.parametrize("width", [320, 1280], ids=str)
def test_nothing_is_wider_than_the_screen_and_every_target_is_large_enough(page, width):
    evil = "<img src=x onerror=document.title='owned'>" + "w" * 300
    held = hold_note(subject=evil, body=evil)
    page.set_viewport_size({"width": width, "height": 700})

    for path in ("", f"decide/{held.id}/", f"decide/{held.id}/edit/", "runs/"):
        page.goto(re.sub(r"(//[^/]+/).*", r"\1", page.url) + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        small = page.evaluate(
            """[...document.querySelectorAll('button, .button, nav a, summary, h3 > a')]
            .filter(one => one.offsetParent && one.getBoundingClientRect().height < 24)
            .map(one => one.outerHTML)"""
        )
        assert small == [], path
        assert "owned" not in page.title()


def test_a_lost_connection_is_said_and_mended(house, ada):
    _, browser = house
    port, database = free_port(), connection.settings_dict["NAME"]
    with serving(database, port=port) as address:
        page = entered(browser, address, ada)
        expect(page.locator("#line-says")).to_have_text("Live")
    expect(page.get_by_text(re.compile("Connection lost . reconnecting"))).to_be_visible()
    held = hold_note()

    with serving(database, port=port):
        expect(page.locator("#line-says")).to_have_text("Live", timeout=15_000)
        expect(page.get_by_role("link", name=held.effect)).to_be_visible()
        expect(page.get_by_text("Connection lost")).to_be_hidden()
        page.context.close()
