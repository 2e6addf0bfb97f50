"""What was read, piece by piece, and what was looked up."""

from collections.abc import Sequence
from typing import ClassVar, Final, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models
from pgvector.django import HalfVectorField

from apps.core import canonical
from apps.core.clock import DatabaseNow
from apps.core.models import Record
from apps.core.origin import Trust
from apps.memory.contracts import Hit, Policy, Scope, Source
from apps.memory.fields import RegConfigField

DIMENSIONS: Final = 512
MAX_WHO: Final = 200

# One statement for all pieces of a text: `dl`, the number of words that count, needs each
# piece's lexemes, and a long text has thousands of pieces.
APPEND: Final = """
insert into memory_passage (source_type, source_id, client_id, thread, seq, language, who, head,
                            body, dl, emb_model, trust)
select %(type)s, %(id)s, %(client)s, %(thread)s, place.first + b.o - 1, %(language)s::regconfig,
       %(who)s, %(head)s, b.body,
       (select coalesce(sum(coalesce(cardinality(u.positions), 1)), 0)
          from unnest(to_tsvector(%(language)s::regconfig, %(head)s || ' ' || b.body)) u),
       '', %(trust)s
  from unnest(%(bodies)s::text[]) with ordinality b(body, o),
       (select coalesce(max(seq) + 1, 0) as first from memory_passage
         where thread = %(thread)s) place
"""


class PassageRows(models.QuerySet["Passage"]):
    """Rows of passages."""

    def of(self, source_type: str, source_id: str) -> Self:
        """Return the passages of one text, in order."""
        return self.filter(source_type=source_type, source_id=source_id).order_by("seq")

    def between(self, thread: str, first: int, last: int) -> Self:
        """Return the passages of a thread from one position to another, both included."""
        return self.filter(thread=thread, seq__range=(first, last)).order_by("seq")


class Passage(models.Model):
    """One to three sentences of something that was read, with the words and the vector of it.

    `seq` is its place in the thread. `emb_model` is empty while nobody has tried to embed it;
    with a name and no vector, there is nothing in it to embed.
    """

    id = models.BigAutoField(primary_key=True)
    source_type = models.CharField(max_length=32)
    source_id = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True)
    thread = models.CharField(max_length=100)
    seq = models.PositiveIntegerField()
    language = RegConfigField()
    who = models.CharField(max_length=MAX_WHO, blank=True)
    head = models.CharField(max_length=MAX_WHO + 20)
    body = models.TextField()
    tsv = models.GeneratedField(
        expression=SearchVector("head", "body", config=models.F("language")),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    dl = models.PositiveIntegerField()
    emb = HalfVectorField(dimensions=DIMENSIONS, null=True)
    emb_model = models.CharField(max_length=64, blank=True)
    trust = models.CharField(max_length=8, choices=[(t.value, t.value) for t in Trust])
    created_at = models.DateTimeField(db_default=DatabaseNow(), editable=False)

    objects = PassageRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "seq"], name="passage_has_its_place"),
            models.CheckConstraint(
                condition=models.Q(trust__in=[t.value for t in Trust]),
                name="passage_trust_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(emb=None) | ~models.Q(emb_model=""),
                name="passage_vector_names_its_model",
            ),
        ]
        # No index on `emb`: a client's passages, or one source type's, are compared exactly.
        indexes: ClassVar = [
            models.Index(fields=["client_id"]),
            models.Index(fields=["source_type", "source_id"]),
            models.Index(fields=["emb_model"]),
            GinIndex(fields=["tsv"], fastupdate=False, name="passage_tsv"),
        ]

    def __str__(self) -> str:
        return f"{self.head}: {self.body[:60]}"

    @classmethod
    def append(cls, source: Source, bodies: Sequence[str], *, language: str) -> None:
        """Write the pieces of a text behind the last of its thread."""
        with connection.cursor() as cursor:
            cursor.execute(
                APPEND,
                {
                    "type": source.type,
                    "id": source.id,
                    "client": source.client_id,
                    "thread": source.thread,
                    "language": language,
                    "who": source.who,
                    "head": source.head,
                    "bodies": list(bodies),
                    "trust": source.trust.value,
                },
            )

    @classmethod
    def lock(cls, thread: str) -> None:
        """Let nobody else change this thread until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [thread])

    @classmethod
    def embedded(
        cls, rows: Sequence[Self], model: str, vectors: Sequence[list[float] | None]
    ) -> None:
        """Give each its vector, or the word of this model that there is nothing to embed."""
        for row, vector in zip(rows, vectors, strict=True):
            row.emb, row.emb_model = vector, model
        cls.objects.bulk_update(rows, ["emb", "emb_model"], batch_size=100)

    @property
    def said(self) -> str:
        """The line that is embedded: the name and the words."""
        return f"{self.who}: {self.body}" if self.who else self.body


class Retrieval(Record):
    """One look-up: what was asked, under which policy, what came back and who used it.

    The query's words may be emptied when they have lain long enough; the digest stays.
    """

    query = models.TextField(blank=True)
    query_digest = models.CharField(max_length=64)
    policy = models.CharField(max_length=16, choices=[(p.value, p.value) for p in Policy])
    client_id = models.UUIDField(null=True)
    source_type = models.CharField(max_length=32, blank=True)
    k = models.PositiveIntegerField()
    hits = models.JSONField()
    emb_model = models.CharField(max_length=64, blank=True)
    ms = models.FloatField()
    run = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-created_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(client_id=None) ^ models.Q(source_type=""),
                name="retrieval_has_one_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}: {self.query[:60] or self.query_digest[:12]}"

    @classmethod
    def note(
        cls,
        query: str,
        *,
        policy: Policy,
        scope: Scope,
        k: int,
        hits: Sequence[Hit],
        emb_model: str,
        ms: float,
        run: str,
    ) -> Self:
        """Write down a look-up: the ids and scores of what came back, not its words."""
        return cls.objects.create(
            query=query,
            query_digest=canonical.sha256(query.encode()),
            policy=policy.value,
            client_id=scope.client_id,
            source_type=scope.source_type,
            k=k,
            hits=[
                {
                    "passage": hit.passage,
                    "source": f"{hit.source_type}:{hit.source_id}",
                    "score": hit.score,
                }
                for hit in hits
            ],
            emb_model=emb_model,
            ms=ms,
            run=run,
        )
