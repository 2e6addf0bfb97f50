"""Settings are described, rows are shown, migrations are written, nothing is skipped unseen."""

import ast
import os
import re
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import models

from tests.architecture.tree import ROOT, calls, dotted, files, full, imported, sources

# What the operating system or Python sets, and nobody describes.
GIVEN = {"PATH", "DJANGO_SETTINGS_MODULE"}
# Rows that are seen as part of others, or not at all.
NOT_SHOWN = {
    "bus.Slot": "a mark that a schedule has fired",
    "console.LoginToken": "a way in, not to be looked at",
    "records.Counter": "the number that the newest invoice or proposal bears",
}
# Where a test may give way, and why.
MAY_SKIP = {"tests/console/browser.py": "a machine without Chromium"}
# Written in parts, or this file would hold what it forbids.
PLACES = ["/" + "work", "/" + "root", "/tmp" + "/v"]
HERE = re.compile(rf"(?<![\w.*}}\])-])({'|'.join(PLACES)})(?=/|\b(?![-.\w]))")
SKIPS = re.compile(r"^(pytest\.)?(mark\.)?(skip|skipif|xfail|importorskip)$")


def settings_read(text: str) -> set[str]:
    """Return the variables that a file reads from the environment."""
    names, found = imported(text), set()
    for _, name, node in calls(text):
        called, asked = full(name, names), 0
        if called.endswith(".secret"):
            asked = 1
        elif called not in {"os.environ.get", "os.getenv"}:
            continue
        if len(node.args) > asked and isinstance(node.args[asked], ast.Constant):
            found.add(str(node.args[asked].value))
    for node in ast.walk(ast.parse(text)):
        is_read = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)
        if is_read and full(dotted(node.value), names) == "os.environ":
            found.add(str(getattr(node.slice, "value", "?")))
    return found


def described(text: str) -> set[str]:
    """Return the variables that `.env.example` describes."""
    return set(re.findall(r"^# ?([A-Z][A-Z0-9_]*)=", text, re.MULTILINE))


def unshown(rows: Iterable[type[models.Model]], shown: set[type[models.Model]]) -> set[str]:
    """Return the rows that no page shows and nobody excuses."""
    return {row._meta.label for row in rows if row not in shown} - set(NOT_SHOWN)


def unregistered(text: str) -> list[str]:
    """Return the admin pages of a file that are written and not registered."""
    tree = ast.parse(text)
    pages = {
        node.name: [dotted(base) for base in node.bases]
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and not any(
            dotted(getattr(d, "func", d)) == "admin.register" for d in node.decorator_list
        )
    }
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    used = {dotted(base) for node in classes for base in node.bases}
    used |= {
        dotted(argument)
        for _, name, node in calls(text)
        if name.endswith("site.register")
        for argument in node.args
    }
    return [
        name
        for name, bases in pages.items()
        if any(base.endswith("Admin") for base in bases) and name not in used
    ]


def skips(text: str) -> list[str]:
    """Return where a test is skipped or allowed to fail."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and SKIPS.match(dotted(node)):
            found.append(f"{node.lineno}: {dotted(node)}")
        elif isinstance(node, ast.ImportFrom) and node.module == "pytest":
            found += [f"{node.lineno}: {n.name}" for n in node.names if SKIPS.match(n.name)]
    return found


def test_every_setting_is_described_in_the_example():
    read = {name for _, text in sources("config", "manage.py") for name in settings_read(text)}

    assert len(read) > 15
    assert read - GIVEN - described((ROOT / ".env.example").read_text()) == set()


def test_every_row_is_shown_in_the_admin():
    ours = [model for model in apps.get_models() if model.__module__.startswith("apps.")]

    assert len(ours) > 20
    assert unshown(ours, set(admin.site._registry)) == set()


def test_every_admin_page_is_registered():
    written = {
        f"{path}: {name}"
        for path, text in sources("apps")
        if "/admin" in path
        for name in unregistered(text)
        if not path.startswith("apps/core/")
    }

    assert _bases_of_others(written) == set()


def _bases_of_others(names: set[str]) -> set[str]:
    """Return those that no other admin file builds upon."""
    every = "".join(text for path, text in sources("apps") if "/admin" in path)
    return {name for name in names if every.count(f"({name.split()[-1]}") == 0}


@pytest.mark.django_db
def test_migrations_are_as_the_models_are():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_test_that_gives_way_is_known():
    found = {path for path, text in sources("tests") if skips(text)}

    assert found <= set(MAY_SKIP)


def test_no_file_knows_this_machine():
    found = []
    for file in files():
        try:
            text = file.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if HERE.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}")

    assert len(files()) > 200
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import os\nos.environ.get('DOOR', '')", {"DOOR"}),
        ("import os\nos.environ['DOOR']", {"DOOR"}),
        ("from os import environ\nenviron.get('DOOR')", {"DOOR"}),
        ("import os\nos.getenv('DOOR')", {"DOOR"}),
        ("from config.embedded.addresses import secret\nsecret(VAR, 'DOOR')", {"DOOR"}),
        ("import os\nos.environ['DOOR'] = 'shut'", set()),
        ("doors.get('DOOR')", set()),
    ],
)
def test_the_check_finds_settings(text, found):
    assert settings_read(text) == found


def test_the_check_finds_what_the_example_describes():
    assert described("# A door.\n# DOOR=shut\n# WALL\nTEXT = 1\n#ROOF=1\n") == {"DOOR", "ROOF"}


def test_the_check_finds_rows_that_are_not_shown():
    event, slot = apps.get_model("bus.Event"), apps.get_model("bus.Slot")

    assert unshown([event, slot], set()) == {"bus.Event"}
    assert unshown([event, slot], {event}) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@admin.register(Door)\nclass DoorAdmin(ReadOnlyAdmin): ...", []),
        ("class DoorAdmin(ReadOnlyAdmin): ...\nadmin.site.register(Door, DoorAdmin)", []),
        ("class DoorAdmin(ReadOnlyAdmin): ...", ["DoorAdmin"]),
        ("class DoorAdmin(ModelAdmin): ...\n@x\nclass Gate(DoorAdmin): ...", ["Gate"]),
        ("class DoorForm(Form): ...", []),
    ],
)
def test_the_check_finds_pages_that_are_not_registered(text, found):
    assert unregistered(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@pytest.mark.skip\ndef test(): ...", 1),
        ("@pytest.mark.skipif(True, reason='')\ndef test(): ...", 1),
        ("@pytest.mark.xfail(strict=True)\ndef test(): ...", 1),
        ("pytest.skip('no')", 1),
        ("pytest.param(1, marks=pytest.mark.xfail)", 1),
        ("door = pytest.importorskip('door')", 1),
        ("from pytest import skip", 1),
        ("@pytest.mark.slow\ndef test(): ...", 0),
    ],
)
def test_the_check_finds_tests_that_give_way(text, found):
    assert len(skips(text)) == found


@pytest.mark.parametrize("place", PLACES)
def test_the_check_finds_a_place_of_this_machine(place):
    assert HERE.search(f"path = '{place}/main/file'")
    assert HERE.search(f"cd {place} && make")
    assert not HERE.search(f"apps/bus{place}.py and https://example.com{place}er")


def test_the_environment_of_a_test_is_its_own():
    assert str(ROOT) in os.environ["PILOTHOUSE_VAR"]
