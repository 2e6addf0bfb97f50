"""The import contract holds, and would notice if it did not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the code in a folder."""
    command = [LINT, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The code once more, to be spoiled."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for top in ("apps", "config"):
        ignored = shutil.ignore_patterns("__pycache__", "*.eml")
        shutil.copytree(ROOT / top, folder / top, ignore=ignored)
    return folder


def test_the_contracts_are_kept():
    found = lint(ROOT)

    assert found.returncode == 0, found.stdout
    assert "7 kept, 0 broken" in found.stdout


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("apps/core/money.py", "import apps.bus.models", "Apps import only downwards"),
        ("apps/records/paper.py", "import apps.streams", "Apps import only downwards"),
        ("apps/memory/recall.py", "import apps.gateway.ask", "Apps import only downwards"),
        ("apps/bus/models.py", "import apps.bus.tasks", "edges import the domain"),
        ("apps/core/money.py", "import config.celery", "Nobody imports config"),
        ("apps/agents/contracts.py", "import django.db", "Contracts are plain pydantic"),
        ("apps/commits/models.py", "import django_fsm", "Only core speaks to django-fsm"),
        ("apps/commits/services.py", "import celery", "Only tasks.py and the relay"),
        ("apps/core/money.py", "import apps.core.origin\nimport apps.core.fsm", ""),
    ],
    ids=[
        "upwards", "far-upwards", "sideways", "inside-out", "config", "contract", "fsm",
        "celery", "allowed",
    ],
)  # fmt: skip
def test_an_import_that_breaks_a_contract_is_named(copy, path, line, contract):
    file = copy / path
    text = file.read_text()
    file.write_text(f"{text}\n{line}\n")

    found = lint(copy)
    file.write_text(text)

    broken = [said for said in found.stdout.splitlines() if said.endswith("BROKEN")]
    assert bool(broken) is bool(contract), found.stdout + found.stderr
    assert any(contract in said for said in broken) is bool(contract)


def test_a_new_app_must_choose_its_layer(copy):
    newcomer = copy / "apps" / "newcomer"
    newcomer.mkdir()
    (newcomer / "__init__.py").touch()

    found = lint(copy)
    shutil.rmtree(newcomer)

    assert found.returncode != 0
    assert "newcomer" in found.stdout + found.stderr
