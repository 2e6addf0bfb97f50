"""Reading something into memory, and forgetting it again."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.memory import embedding
from apps.memory.contracts import Source
from apps.memory.models import MAX_WHO, Passage
from apps.memory.pieces import clean, pieces

# In the order in which a tie is decided.
LANGUAGES: Final = ("english", "german", "french", "spanish")
# What is embedded at once; the rest of a long text is found by its words until the schedule
# comes round.
AT_ONCE: Final = 40
NEIGHBOUR: Final = 200
SAMPLE: Final = 4000

Near = dict[tuple[str, int, UUID | None], str]


def remember(source: Source, text: str) -> int:
    """Keep a text as passages and return how many; the same text again changes nothing.

    Another text under the same source replaces the first, at the end of its thread.
    """
    source = _cleaned(source)
    bodies = pieces(text)
    with transaction.atomic():
        Passage.lock(source.thread)
        rows = Passage.objects.of(source.type, source.id)
        if _unchanged(rows, source, bodies):
            _belong(rows, source)
            return len(bodies)
        _drop(rows)
        Passage.append(source, bodies, language=language_of(text))
        first = rows.first()
        if first is not None:
            _embed(source.thread, first.seq - 1, first.seq + AT_ONCE - 1)
    return len(bodies)


def forget(source_type: str, source_id: str) -> int:
    """Remove the passages of a text, also from its neighbours' vectors; return how many."""
    with transaction.atomic():
        rows = Passage.objects.of(source_type, clean(source_id))
        for thread in sorted(set(rows.order_by().values_list("thread", flat=True))):
            Passage.lock(thread)
        return _drop(rows)


def embed_missing(limit: int = 200) -> int:
    """Embed passages that have no vector of this model yet; return how many."""
    model = embedding.embedder()
    if model is None:
        return 0
    with transaction.atomic():
        waiting = (
            Passage.objects.exclude(emb_model=model.name)
            .order_by("thread", "seq")
            .select_for_update(skip_locked=True)[:limit]
        )
        return _embed_rows(waiting)


def language_of(text: str) -> str:
    """Return the search configuration that drops most stop words of the text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select cfg::text from unnest(%s::regconfig[]) with ordinality x(cfg, o)"
            " order by length(to_tsvector(cfg, %s)), o limit 1",
            [list(LANGUAGES), clean(text[:SAMPLE])],
        )
        return str(cursor.fetchone()[0])


def _cleaned(source: Source) -> Source:
    return Source(
        type=source.type,
        id=clean(source.id),
        who=" ".join(clean(source.who).split())[:MAX_WHO],
        on=source.on,
        thread=clean(source.thread),
        client_id=source.client_id,
        trust=source.trust,
    )


def _unchanged(rows: Iterable[Passage], source: Source, bodies: Sequence[str]) -> bool:
    told = [(row.thread, row.head, row.body) for row in rows]
    return told == [(source.thread, source.head, body) for body in bodies]


def _belong(rows: QuerySet[Passage], source: Source) -> None:
    """Give passages their client and trust, where those became known only later."""
    moved = rows.exclude(client_id=source.client_id, trust=source.trust.value)
    first = rows.first()
    if moved.update(client_id=source.client_id, trust=source.trust.value) and first is not None:
        _embed(source.thread, first.seq - 1, first.seq + AT_ONCE)


def _drop(rows: QuerySet[Passage]) -> int:
    """Delete passages, and embed anew those beside them: their vectors hold these words too."""
    gone = list(rows.values_list("thread", "seq"))
    rows.delete()
    for thread, places in groupby(gone, key=lambda row: row[0]):
        seqs = [seq for _, seq in places]
        _embed(thread, min(seqs) - 1, max(seqs) + 1)
    return len(gone)


def _embed(thread: str, first: int, last: int) -> None:
    _embed_rows(Passage.objects.between(thread, first, last))


def _embed_rows(rows: Iterable[Passage]) -> int:
    """Embed passages, each between its neighbours; one without words gets no vector."""
    listed = list(rows)
    near = _around(listed)
    model, found = embedding.vectors([_window(row, near) for row in listed])
    Passage.embedded(listed, model, found)
    return len(listed)


def _around(rows: Sequence[Passage]) -> Near:
    near: Near = {}
    for thread, members in groupby(rows, key=lambda row: row.thread):
        seqs = [row.seq for row in members]
        beside = Passage.objects.between(thread, min(seqs) - 1, max(seqs) + 1)
        near.update({(p.thread, p.seq, p.client_id): p.said for p in beside})
    return near


def _window(row: Passage, near: Near) -> str:
    """Return the passage between the ones before and after it, of the same client only."""
    if not any(c.isalnum() for c in row.body):
        return ""
    before = near.get((row.thread, row.seq - 1, row.client_id), "")
    after = near.get((row.thread, row.seq + 1, row.client_id), "")
    return "\n".join(filter(None, [before[-NEIGHBOUR:], row.said, after[:NEIGHBOUR]]))
