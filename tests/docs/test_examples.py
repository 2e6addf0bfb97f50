"""The examples of the documents: each is run, and the script of docs/operations.md is too."""

import ast
from pathlib import Path

import pytest

from apps.connectors.email import smtp
from apps.connectors.models import Connection
from apps.records.models import PricingRule, Template
from tests.docs.documents import blocks
from tests.docs.examples import RUNS, run

SCRIPTS = [block for block in RUNS if not block.path]


def test_every_python_block_is_run_or_compared():
    assert [str(b) for b in blocks() if b.language == "python" and not b.mark] == []


@pytest.mark.parametrize("block", [block for block in RUNS if block.path], ids=str)
def test_every_printed_file_is_run_by_a_test_here(block):
    here = Path(__file__).parent.glob("test_example_*.py")

    assert any(f'"{block.path}"' in path.read_text() for path in here)


@pytest.mark.parametrize("block", RUNS, ids=str)
def test_an_example_keeps_the_line_length(block):
    ast.parse(block.text)

    assert max(map(len, block.text.splitlines())) <= 96


@pytest.mark.django_db
@pytest.mark.parametrize("block", SCRIPTS, ids=str)
def test_the_script_furnishes_a_company(block):
    run(block)

    assert Template.published("proposal").version == 1
    assert [rule.name for rule in PricingRule.active_rules()] == ["logo-eur"]
    told = smtp.SmtpSettings.model_validate(Connection.ready("smtp").settings)
    assert told.security == "starttls"


def test_there_is_a_script():
    assert len(SCRIPTS) == 1
