"""Looking something up. Every look-up is a row."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from apps.core import clock
from apps.core.origin import Trust
from apps.memory import embedding
from apps.memory.contracts import Hit, Parts, Policy, Scope
from apps.memory.models import Retrieval
from apps.memory.pieces import clean
from apps.memory.remember import LANGUAGES
from apps.memory.statements import EXACT, HYBRID

MAX_QUERY: Final = 4000


def recall(
    query: str, *, policy: Policy | str, scope: Scope, k: int = 10, run: str = ""
) -> list[Hit]:
    """Return at most `k` passages of the scope that the policy lets through, best first.

    `generative` weighs words, meaning and thread. `action` returns only passages that hold
    every word of the query, rather none than a wrong one; it never goes by a score.
    """
    policy, words, since = Policy(policy), clean(query[:MAX_QUERY]), clock.monotonic()
    model = ""
    if policy is Policy.ACTION:
        hits = _exact(words, scope, k)
    else:
        model, hits = _hybrid(words, scope, k)
    Retrieval.note(
        words,
        policy=policy,
        scope=scope,
        k=k,
        hits=hits,
        emb_model=model,
        ms=(clock.monotonic() - since) * 1000,
        run=run,
    )
    return hits


def _exact(query: str, scope: Scope, k: int) -> list[Hit]:
    return [_hit(row) for row in _rows(EXACT, {**_seen(scope), "query": query, "k": k})]


def _hybrid(query: str, scope: Scope, k: int) -> tuple[str, list[Hit]]:
    model, (vector,) = embedding.vectors([query])
    asked = {
        **_seen(scope),
        "query": query,
        "k": k,
        "languages": list(LANGUAGES),
        "model": model,
        "vector": None if vector is None else str(vector),
    }
    return model if vector else "", [_hit(row) for row in _rows(HYBRID, asked)]


def _seen(scope: Scope) -> dict[str, Any]:
    return {"client": scope.client_id, "source_type": scope.source_type}


def _rows(statement: str, asked: dict[str, Any]) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())


def _hit(row: Sequence[Any]) -> Hit:
    passage, source_type, source_id, head, body, trust, *scored = row
    hit = Hit(passage, source_type, source_id, head, body, Trust(trust))
    if not scored:
        return hit
    score, words, thread, cosine, cover = scored
    parts = Parts(words=words, thread=thread, cosine=cosine, cover=cover)
    return Hit(passage, source_type, source_id, head, body, hit.trust, score=score, parts=parts)
