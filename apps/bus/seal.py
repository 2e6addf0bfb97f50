"""The seal: batches of events hashed and chained, so that a changed journal is noticed."""

import hashlib
import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.bus.models import Event, Seal

GENESIS = "0" * 64
LEAF = struct.Struct(">q32s")


@dataclass(frozen=True)
class Verdict:
    """What verifying found: how much is sealed, and the first thing that is broken, if any."""

    sealed: int
    unsealed: int
    broken: str = ""


def seal() -> Seal | None:
    """Seal the events of every transaction that is over; return the seal, or None for none.

    Ids do not follow commit order, so membership goes by the writing transaction: all below the
    oldest one still running are final.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('pilothouse.seal'))")
        last = Seal.objects.order_by("id").last()
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        horizon: int = cursor.fetchone()[0]
        events = list(_between(last.horizon if last else 0, horizon))
        if not events:
            return None
        leaves = [(event.id, event.leaf) for event in events]
        root = merkle_root([leaf for _, leaf in leaves])
        previous = last.hash if last else GENESIS
        return Seal.set(
            horizon=horizon,
            count=len(leaves),
            leaves=b"".join(LEAF.pack(*leaf) for leaf in leaves),
            root=root,
            previous=previous,
            hash=_chained(previous, root, len(leaves), horizon),
        )


def verify(heads: Iterable[str] = ()) -> Verdict:
    """Recompute every seal; name the first event or seal that is not as it was sealed.

    `heads` are hashes exported earlier: each must still be in the chain.
    """
    previous, horizon, sealed, known = GENESIS, 0, 0, set()
    for batch in Seal.objects.order_by("id").iterator():
        broken = _broken_link(batch, previous) or _broken_event(batch, horizon)
        if broken:
            return Verdict(sealed, _unsealed(horizon), broken)
        previous, horizon = batch.hash, batch.horizon
        sealed += batch.count
        known.add(batch.hash)
    for head in heads:
        if head not in known:
            return Verdict(sealed, _unsealed(horizon), f"exported head {head[:12]} is gone")
    return Verdict(sealed, _unsealed(horizon))


def export_head(path: Path) -> str:
    """Append the newest seal's hash to a file outside the database; return the hash."""
    last = Seal.objects.order_by("id").last()
    if last is None:
        return ""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"seal": last.id, "hash": last.hash, "at": last.at.isoformat()})
    with path.open("a") as file:
        file.write(line + "\n")
    return last.hash


def exported_heads(path: Path) -> list[str]:
    """Return the hashes that were exported to a file; none when it does not exist."""
    if not path.exists():
        return []
    return [json.loads(line)["hash"] for line in path.read_text().splitlines() if line]


def merkle_root(leaves: list[bytes]) -> str:
    """Return the Merkle root of leaf hashes; a lone node moves up unchanged."""
    level = leaves or [b""]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [
            hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0]  # noqa: PLR2004
            for pair in pairs
        ]
    return level[0].hex()


def _between(start: int, end: int) -> QuerySet[Event]:
    return Event.objects.filter(txid__gte=start, txid__lt=end).order_by("id")


def _unsealed(horizon: int) -> int:
    return Event.objects.filter(txid__gte=horizon).count()


def _chained(previous: str, root: str, count: int, horizon: int) -> str:
    return hashlib.sha256(f"{previous}:{root}:{count}:{horizon}".encode()).hexdigest()


def _broken_link(batch: Seal, previous: str) -> str:
    leaves = [leaf for _, leaf in LEAF.iter_unpack(bytes(batch.leaves))]
    right = (
        batch.previous == previous
        and batch.root == merkle_root(leaves)
        and batch.hash == _chained(previous, batch.root, batch.count, batch.horizon)
    )
    return "" if right else f"seal {batch.id}"


def _broken_event(batch: Seal, start: int) -> str:
    found = {event.id: event.leaf for event in _between(start, batch.horizon)}
    for ident, leaf in LEAF.iter_unpack(bytes(batch.leaves)):
        if ident not in found:
            return f"event {ident} is missing"
        if found.pop(ident) != leaf:
            return f"event {ident} was changed"
    return f"event {min(found)} was added" if found else ""
