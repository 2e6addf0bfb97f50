"""What the things consist of: counted pages and slides, which prices go by."""

from datetime import date

import pytest

from apps.agents.library.reading import read
from apps.records.contracts import MailText


def mail(text: str) -> MailText:
    return MailText(message="m", from_address="ana@client.example", text=text, new_text=text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We need a new website with about seven pages.", [("pages", 7)]),
        ("Please design a pitch deck of 20 slides for us.", [("slides", 20)]),
        ("We need a new website with a contact page.", []),
        ("Our old website has 40 pages. We need a new logo.", []),
    ],
)
def test_parts_are_counted_where_work_is_asked_for(text, parts):
    brief = read(mail(text), own=["studio.example"], sent_on=date(2026, 11, 20))

    assert [(one.value.what, one.value.quantity) for one in brief.parts] == parts
