"""`manage.py ingest`: files, folders and mboxes; a bad one never stops the next."""

import io
import json
import os

import pytest
from django.core.management import CommandError, call_command

from apps.bus.models import DeadLetter
from apps.core.actor import person
from apps.records.models import Message
from tests.connectors.email.mails import mail

pytestmark = pytest.mark.django_db


def run(*arguments) -> tuple[int, str]:
    """Run the command; return its exit code and what it says."""
    out, code = io.StringIO(), 0
    try:
        call_command("ingest", *map(str, arguments), stdout=out)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """Two good mails around a bad one."""
    (tmp_path / "a.eml").write_bytes(mail(b"<a@x>"))
    (tmp_path / "b.eml").write_bytes(b"")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.EML").write_bytes(mail(b"<c@x>"))
    (tmp_path / "notes.txt").write_bytes(b"no mail")
    return tmp_path


def test_a_file_is_read_and_named_with_its_message(folder):
    code, said = run(folder / "a.eml")

    message = Message.objects.get()
    assert code == 0
    assert said == f"new    {folder / 'a.eml'} -> {message.id}\n1 new\n"


def test_a_folder_is_read_whole_whatever_lies_in_between(folder):
    code, said = run(folder)

    assert code == 1
    assert said.endswith("1 dead, 2 new\n")
    assert "UnreadableMail: The mail is empty." in said
    assert Message.objects.count() == 2


def test_a_second_reading_finds_what_is_known(folder):
    run(folder / "a.eml")

    assert run(folder / "a.eml") == (0, run(folder / "a.eml")[1])
    assert Message.objects.count() == 1


def test_json_is_one_object_a_mail(folder):
    code, said = run(folder, "--json")

    told = [json.loads(line) for line in said.splitlines()]
    assert code == 1
    assert [one["how"] for one in told] == ["new", "dead", "new"]
    assert [bool(one["error"]) for one in told] == [False, True, False]
    assert told[1]["id"] == str(DeadLetter.objects.get().id)


def test_an_mbox_is_read_mail_by_mail(tmp_path):
    box = tmp_path / "box"
    one, two = mail(b"<1@x>"), mail(b"<2@x>")
    start = b"From ana@client.example Mon Mar  2 09:00:00 2026\n"
    box.write_bytes(start + one + b"\n\n" + start + two + b"\n")

    code, said = run(box)

    assert (code, Message.objects.count()) == (0, 2)
    assert f"{box}#2" in said


def test_a_path_that_is_not_there_is_a_dead_letter_and_the_next_is_read(folder):
    code, said = run(folder / "missing.eml", folder / "a.eml")

    letter = DeadLetter.objects.get()
    assert code == 1
    assert "No such file or directory" in said
    assert (letter.kind, bytes(letter.payload)) == ("file", os.fsencode(folder / "missing.eml"))
    assert Message.objects.count() == 1


def test_a_file_that_is_there_by_now_is_read_by_a_replay(folder):
    run(folder / "late.eml")
    (folder / "late.eml").write_bytes(mail(b"<late@x>"))
    letter = DeadLetter.objects.get()

    with letter.locked():
        letter.replay(by=person("ada"))

    assert Message.objects.get().message_id == "<late@x>"


def test_an_empty_folder_says_so(tmp_path):
    assert run(tmp_path) == (0, "No mail found there.\n")


def test_without_a_path_it_says_what_it_needs():
    with pytest.raises(CommandError, match="PATH"):
        run()


def test_a_name_that_is_no_text_is_shown_escaped_and_still_read(tmp_path):
    odd, missing = os.fsencode(tmp_path) + b"/gr\xfc\x1b[2J.eml", b"/gone-\xfc.eml"
    with open(odd, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(mail())

    code, said = run(os.fsdecode(odd), os.fsdecode(missing))

    assert (code, Message.objects.count()) == (1, 1)
    assert "gr\\xfc<U+001B>[2J.eml" in said
    assert bytes(DeadLetter.objects.get().payload) == missing


def test_a_folder_that_may_not_be_read_stops_nothing(folder):
    locked = folder / "d.eml"
    locked.symlink_to(folder / "nowhere.eml")

    code, said = run(folder)

    assert (code, Message.objects.count()) == (1, 2)
    assert "2 dead, 2 new" in said
