"""`manage.py diagrams`: needs no database, and says what differs."""

import io

import pytest
from django.core.management import CommandError, call_command

from apps.bus.models import DeadLetter
from apps.core.diagrams import differences, page, section


def test_a_machine_is_drawn_with_its_beginning_its_verbs_and_its_ends():
    drawn = section(DeadLetter)

    assert "### DeadLetter\n\nWhat cannot proceed without a person" in drawn
    for line in ("[*] --> open", "open --> replayed: replay", "discarded --> [*]"):
        assert f"    {line}\n" in drawn


def test_what_was_written_passes_its_own_check(tmp_path):
    file = tmp_path / "docs" / "machines.md"
    call_command("diagrams", file=file, stdout=io.StringIO())

    call_command("diagrams", file=file, check=True)

    assert file.read_text() == page()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("open --> replayed: replay", "open --> replayed: resend", "bus.DeadLetter"),
        ("# State machines", "# Machines", "the head"),
        ("## records\n", "## records\n\n### Ghost\n", "records.Ghost"),
    ],
)
def test_a_page_that_differs_is_named_by_its_section(tmp_path, old, new, named):
    file = tmp_path / "machines.md"
    file.write_text(page().replace(old, new, 1))

    with pytest.raises(CommandError, match=f"models say: {named}\\."):
        call_command("diagrams", file=file, check=True)


def test_a_page_that_is_missing_differs(tmp_path):
    with pytest.raises(CommandError, match=r"bus\.DeadLetter"):
        call_command("diagrams", file=tmp_path / "none.md", check=True)


def test_the_order_of_sections_counts():
    assert differences("## a\n## b\n", "## b\n## a\n") == ["the order of the sections"]
