"""The proposal as a document: deterministic, readable, whatever people are called."""

import io
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from apps.records.document import DocumentLine, ProposalDocument, render
from tests.factories import records as make

DAY = date(2026, 3, 2)


def document(**changed):
    values = {
        "studio": "Studio Łódź",
        "email": "hello@studio.example",
        "client": "Zoë Müller-Østergård",
        "number": "P-2026-0007",
        "title": "A website for Harbour Roastery",
        "on": DAY,
        "valid_until": date(2026, 4, 1),
        "intro": "Thank you for asking us.",
        "lines": (DocumentLine(what="Website design", quantity=7, amount_minor=420_000),),
        "amount_minor": 420_000,
        "currency": "EUR",
    }
    return ProposalDocument(**{**values, **changed})


def read(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    return len(reader.pages), "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.slow
def test_the_same_values_give_the_same_bytes_at_another_time():
    first = render(document())
    time.sleep(1.1)

    assert render(document()) == first


def test_what_the_document_says_can_be_read():
    pages, text = read(render(document()))

    assert pages == 1
    for said in (
        "Studio Łódź",
        "Zoë Müller-Østergård",
        "P-2026-0007",
        "2 March 2026",
        "1 April 2026",
        "Website design",
        "€4,200.00",
        "7",
    ):
        assert said in text


def test_a_long_table_goes_on_with_its_head_and_ends_with_the_sum():
    lines = tuple(DocumentLine(what=f"Page {n}", amount_minor=100) for n in range(40))

    pages, text = read(render(document(lines=lines, amount_minor=4000)))

    assert pages == 3
    assert text.count("What you get") == pages
    assert "€40.00" in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("Ελένη Иванова", "Ελένη Иванова"),
        ("Ana 🎉 Weber", "Ana Weber"),
        ("株式会社", "????"),
        ("e\u0301", "é"),
        ("a\u202eb\u200dc", "abc"),
        ("{nb} **bold**", "{nb} **bold**"),
    ],
    ids=["polish", "greek", "emoji", "chinese", "combining", "hidden", "markup"],
)
def test_a_name_is_shown_as_well_as_the_typeface_can(name, shown):
    _, text = read(render(document(client=name)))

    assert shown in " ".join(text.split())


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_document(text):
    assert render(document(client=text, title=text, studio=text, intro=text)).startswith(
        b"%PDF"
    )


@pytest.mark.django_db
def test_a_proposal_is_shown_with_the_lines_of_its_estimate():
    estimate = make.EstimateFactory.create(
        lines=[{"description": "Logo", "quantity": None, "likely_minor": 400_000}]
    )
    proposal = make.ProposalFactory.create(estimate=estimate, amount_minor=380_000)

    shown = ProposalDocument.of(proposal, client="Ana", on=DAY)

    assert [(line.what, line.amount_minor) for line in shown.lines] == [
        ("Logo", 400_000),
        ("Adjustment", -20_000),
    ]
    assert "Ana" in shown.intro


@pytest.mark.django_db
def test_published_words_stand_in_the_document():
    make.TemplateFactory.create(
        kind="proposal_document", state="published", body="For {client}: {total}"
    )

    shown = ProposalDocument.of(make.ProposalFactory.create(), client="Ana", on=DAY)

    assert shown.intro == "For Ana: €4,200.00"
    assert sum(line.amount_minor for line in shown.lines) == shown.amount_minor
