import pytest

from apps.connectors.email.replies import new_text

NEW = "Fine by me.\n\nOne change: the blue."


@pytest.mark.parametrize(
    "text",
    [
        f"{NEW}\n\nBest regards,\nAda Reed\nReed & Co\n+44 20 7946 0000",
        f"{NEW}\n\nOn Mon, 2 Mar 2026 at 09:00, Bo <bo@x.example> wrote:\n> old\n> older",
        f"{NEW}\n\nOn Mon, 2 Mar 2026 at 09:00, Bo\n<bo@x.example> wrote:\n\n> old",
        f"{NEW}\n-- \nAda\nReed & Co",
        f"{NEW}\n\nSent from my phone",
        f"{NEW}\n\nFrom: Bo <bo@x.example>\nSent: Monday\nTo: Ada\nSubject: x\n\nold words",
        f"{NEW}\n\n-----Original Message-----\nFrom: Bo\n\nold",
        f"On Mon, 2 Mar 2026, Bo wrote:\n> old\n\n{NEW}",
        f"{NEW}\n\nAm 02.03.2026 um 09:00 schrieb Bo <bo@x.example>:\n> alt",
        f"{NEW}\n\nLe lun. 2 mars 2026 à 09:00, Bo <bo@x.example> a écrit :\n> vieux",
        f"{NEW}\n\nAda",
        f"{NEW}\n\nThanks, Ada",
        f"{NEW}\n\nCheers\nA.",
    ],
)
def test_the_new_part_is_found(text):
    assert new_text(text, "Ada Reed") == NEW


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\n\nThanks, that works for us. The rest is as agreed, and the\nfiles follow.",
        "Name: Ada\nEmail: ada@reed.example\nSubject: Logo\nDate: soon\nMessage: a logo",
        "We need:\n\n- a logo\n- a poster\n\nCan you do that?",
    ],
    ids=["thanks inside", "form", "hyphen list"],
)
def test_nothing_new_is_lost(text):
    assert new_text(text, "Ada Reed") == text
