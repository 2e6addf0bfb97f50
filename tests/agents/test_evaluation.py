"""How well intake reads is counted as its conventions say."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.agents.evaluation import mistakes, scores

EN = Path(__file__).parent / "intake" / "en"
LABEL = {
    "a.eml": {
        "kind": "inquiry",
        "contact_name": "Zoë Müller",
        "budget_max": 2000,
        "services": ["logo", "print"],
        "deliverables": [{"what": "poster", "quantity": 3}],
    }
}


def answered(**changes):
    return {"a.eml": {**LABEL["a.eml"], **changes}}


def test_the_labels_themselves_are_right_in_everything():
    found = scores(LABEL, LABEL)

    assert {s.precision for s in found.values()} == {1.0}
    assert {s.recall for s in found.values()} == {1.0}


def test_a_wrong_value_counts_against_precision_and_recall():
    found = scores(answered(budget_max=3000), LABEL)["budget_max"]

    assert (found.precision, found.recall) == (0.0, 0.0)


def test_an_empty_value_counts_against_recall_only():
    found = scores(answered(budget_max=None), LABEL)["budget_max"]

    assert (found.precision, found.recall) == (1.0, 0.0)


def test_a_mail_that_was_not_read_is_missed_not_skipped():
    assert scores({}, LABEL)["kind"].recall == 0.0


def test_names_compare_without_case_accents_and_punctuation():
    assert scores(answered(contact_name="zoe  MULLER."), LABEL)["contact_name"].right == 1


def test_services_and_deliverables_count_item_by_item():
    given = answered(services=["logo", "seo"], deliverables=[{"what": "poster", "quantity": 2}])
    found = scores(given, LABEL)

    assert (found["services"].precision, found["services"].recall) == (0.5, 0.5)
    assert found["deliverables"].right == 0
    assert [(name, field) for name, field, *_ in mistakes(given, LABEL)] == [
        ("a.eml", "services"),
        ("a.eml", "deliverables"),
    ]


def evaluated(*arguments):
    out = StringIO()
    call_command("agents", "eval", "proposals.intake", *arguments, stdout=out)
    return out.getvalue()


def test_each_mail_of_a_folder_is_answered_by_its_name_and_nothing_is_kept():
    told = json.loads(evaluated("--mail", str(EN), "--own", "pilot.example", "--json"))

    labels = json.loads((EN / "labels.json").read_text())
    assert set(told) == set(labels)
    assert all(one["effects"] in ([], [{"kind": "send_proposal", "verdict": "hold"}])
               for one in told.values())  # fmt: skip
    assert any(one["effects"] for one in told.values())


def test_labels_give_precision_and_recall_by_field():
    labels = str(EN / "labels.json")

    told = json.loads(
        evaluated("--mail", str(EN), "--own", "pilot.example", "--labels", labels, "--json")
    )

    assert told["kind"]["precision"] > 0.9


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--mail", "nowhere", "--own", "x.example"], "no folder"),
        (["--mail", str(EN), "--own", "x.example", "--labels", "nowhere"], "holds no labels"),
    ],
)
def test_what_is_not_there_is_said(arguments, words):
    with pytest.raises(CommandError, match=words):
        evaluated(*arguments)
