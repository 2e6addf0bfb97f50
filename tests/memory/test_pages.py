import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from apps.memory.contracts import Scope
from apps.memory.models import Passage, Retrieval
from apps.memory.recall import recall
from apps.memory.remember import remember
from tests.factories.memory import SourceFactory

pytestmark = pytest.mark.django_db


def search(*asked: str) -> str:
    out = StringIO()
    call_command("memory", "search", *asked, stdout=out)
    return out.getvalue()


def test_the_command_quotes_the_line_and_names_its_source():
    source = SourceFactory()
    remember(source, "We need a logo.")

    assert f"8 May 2026 Anna Weber: We need a logo.  [message {source.id}]" in search("logo")
    assert search("plumber", "--policy", "action") == "Nothing found.\n"


def test_the_command_answers_in_json_for_one_client():
    client = uuid4()
    remember(SourceFactory(client_id=client), "We need a logo.")
    remember(SourceFactory(), "A logo, please.")

    (hit,) = json.loads(search("logo", "--client", str(client), "--json"))

    assert (hit["body"], hit["trust"]) == ("We need a logo.", "stranger")


def test_control_characters_of_a_mail_do_not_reach_the_terminal():
    remember(SourceFactory(), "A logo\x1b[2J please.")

    assert "\x1b" not in search("logo")


def test_the_command_refuses_what_is_no_client():
    with pytest.raises(CommandError):
        search("logo", "--client", "anna")


def test_the_operator_reads_memory_and_changes_nothing(client, ada):
    remember(SourceFactory(), "We need a <b>logo</b>.")
    recall("logo", policy="generative", scope=Scope.everything("message"))
    client.force_login(ada)

    for model in (Passage, Retrieval):
        name = model._meta.model_name
        page = client.get(reverse(f"admin:memory_{name}_changelist"))
        row = client.get(reverse(f"admin:memory_{name}_change", args=[model.objects.get().pk]))
        change = client.post(reverse(f"admin:memory_{name}_add"), {})

        assert (page.status_code, row.status_code, change.status_code) == (200, 200, 403)
        assert "<b>logo" not in page.content.decode()


def test_the_admin_shows_neither_vectors_nor_lexemes(client, ada):
    remember(SourceFactory(), "We need a logo.")
    client.force_login(ada)

    row = client.get(reverse("admin:memory_passage_change", args=[Passage.objects.get().pk]))

    assert "We need a logo." in row.content.decode()
    assert "'logo':" not in row.content.decode()
    assert "field-emb " not in row.content.decode()
