"""The demo's outbox, and the strip that says that this is the demo."""

from pathlib import Path

import pytest

from tests.console.notes import SendNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path) -> Path:
    """The demo with an outbox of its own."""
    settings.DEMO = True
    settings.VAR = tmp_path
    (tmp_path / "outbox").mkdir()
    return tmp_path / "outbox"


@pytest.fixture
def mail(demo, held) -> str:
    """The name of a received mail."""
    content = SendNote().compose(key=held.id, at=held.created_at)
    (demo / "20261123-abc.eml").write_bytes(content)
    return "20261123-abc.eml"


def test_every_page_of_the_demo_says_that_nothing_leaves(as_ada, demo, held):
    for path in ("/", f"/decide/{held.id}/", "/outbox/", f"/decide/{held.id}/edit/"):
        assert "nothing leaves this machine" in as_ada.get(path).content.decode()


def test_a_company_of_ones_own_has_no_outbox_and_no_strip(as_ada, settings):
    settings.DEMO = False

    assert as_ada.get("/outbox/").status_code == 404
    assert "nothing leaves" not in as_ada.get("/").content.decode()


def test_an_empty_outbox_says_how_it_fills(as_ada, demo):
    assert "Nothing was sent yet" in as_ada.get("/outbox/").content.decode()


def test_a_received_mail_is_shown_with_its_file(as_ada, mail, held):
    listed = as_ada.get("/outbox/").content.decode()
    page = as_ada.get(f"/outbox/{mail}/").content.decode()
    file = as_ada.get(f"/outbox/{mail}/files/0/")

    assert "Your new website" in listed
    assert "1 file" in listed
    assert f"&lt;{held.id}@studio.example&gt;" in page
    assert file.content.startswith(b"%PDF-")


def test_bytes_that_are_no_mail_break_nothing(as_ada, demo):
    (demo / "odd.eml").write_bytes(b"\x00\xff")

    assert as_ada.get("/outbox/").status_code == 200
    assert "not a mail" in as_ada.get("/outbox/odd.eml/").content.decode()


@pytest.mark.parametrize(
    "name", ["../secrets.json", "..%2fsecrets.eml", "%2e%2e%2fsecrets.eml", "absent.eml"]
)
def test_nothing_outside_the_folder_is_served(as_ada, demo, name):
    (demo.parent / "secrets.eml").write_bytes(b"From: a\r\n\r\nsecret")
    (demo.parent / "secrets.json").write_bytes(b"{}")

    assert as_ada.get(f"/outbox/{name}/").status_code == 404
