"""Words of strangers stay words: escaped, seen, and never run."""

import unicodedata
from email.message import EmailMessage

import pytest

from apps.console import letter
from apps.console.middleware import POLICY
from apps.console.text import UNSEEN, Quote, marked, visible
from apps.core.origin import Origin
from tests.console.notes import Shown, hold_note

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>{{ 7|add:7 }}"
SWORN = {"Cf", "Cc", "Cs", "Co"}
# Signs that a font draws although Unicode calls them format characters.
DRAWN = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110CD}


@pytest.mark.django_db
def test_hostile_words_are_inert_everywhere(as_ada):
    shown = (Shown(label=EVIL, value=EVIL, origin=Origin.STATED, quote=EVIL, because=EVIL),)
    held = hold_note(shown=shown, subject=EVIL, body=EVIL, to=f"{EVIL}@x.example")

    for path in ("/", f"/decide/{held.id}/", f"/decide/{held.id}/edit/"):
        page = as_ada.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.django_db
def test_a_reversed_file_name_is_seen(as_ada):
    held = hold_note(
        shown=(Shown(label="Name", value="in\u202efdp.exe", origin=Origin.STATED),)
    )

    page = as_ada.get(f"/decide/{held.id}/").content.decode()

    assert "\u202e" not in page
    assert "U+202E" in page


def test_every_unseen_character_is_seen():
    missed = [
        f"{point:04X}"
        for point in range(0x110000)
        if unicodedata.category(chr(point)) in SWORN
        and not 0x13430 <= point <= 0x1343F
        and point not in DRAWN
        and chr(point) not in "\n\t"
        and not UNSEEN.fullmatch(chr(point))
    ]

    assert missed == []


def test_ordinary_words_stay_as_they_are():
    for text in ("Grüße aus Zürich, 4 800 €", "Žluťoučký kůň", "日本語", "a\n\tb", "👍🏽"):
        assert visible(text) == text


def test_a_run_of_unseen_characters_is_told_once():
    assert visible("a" + "\u200b" * 300 + "b").count("U+200B \N{MULTIPLICATION SIGN}300") == 1


def test_quotes_are_marked_where_they_were_found_even_overlapping():
    text = "We have <b>5,000</b> EUR, and 5,000 readers."
    quotes = [
        Quote("q-1", "5,000", text.rindex("5,000"), "Readers"),
        Quote("q-2", "<b>5,000</b> EUR", None, "Budget"),
        Quote("q-3", "5,000</b> EUR, and", None, "Overlap"),
        Quote("q-4", "not in it", 3, "Missing"),
    ]

    page = marked(text, quotes)

    assert '<mark id="q-1" title="Readers" tabindex="-1">5,000</mark> readers.' in page
    assert '<mark id="q-2"' in page
    assert '<mark id="q-3"' in page
    assert "q-4" not in page
    assert "<b>" not in page


def test_a_letter_shows_every_recipient_and_every_file():
    mail = EmailMessage()
    mail["From"] = "Ada <ada@studio.example>"
    mail["To"] = "Ana <ana@client.example>"
    mail["Bcc"] = "spy@elsewhere.example"
    mail["Subject"] = "Hello"
    mail["X-Odd"] = "1"
    mail.set_content("plain words")
    mail.add_alternative("<p>other words</p>", subtype="html")
    mail.add_attachment(b"x", maintype="text", subtype="html", filename="page.html")

    found = letter.read(mail.as_bytes())

    assert dict(found.headers)["Bcc"] == "spy@elsewhere.example"
    assert found.others == (("X-Odd", "1"),)
    assert found.text.strip() == "plain words"
    assert "other words" in found.markup
    assert [(a.name, a.may_be_shown) for a in found.attachments] == [("page.html", False)]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff" * 50, b"just text", b"{}"], ids=lambda c: repr(c[:9])
)
def test_what_is_not_a_mail_is_no_letter(content):
    assert letter.read(content) is None


@pytest.mark.django_db
def test_pages_may_load_only_from_the_house(as_ada, held):
    page = as_ada.get(f"/decide/{held.id}/")

    assert page["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert " style=" not in page.content.decode()
    assert "onclick" not in page.content.decode()
    assert "<script>" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.django_db
def test_the_admin_goes_without_that_policy(as_ada):
    assert "Content-Security-Policy" not in as_ada.get("/admin/")
