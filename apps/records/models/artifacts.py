"""Files: what was attached, what was made."""

import re
from typing import ClassVar, Final, Self

from django.db import models, transaction
from django.db.models import Q

from apps.bus.models import Subject
from apps.core import canonical
from apps.core.actor import Actor
from apps.core.errors import PilothouseError
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.core.origin import Trust
from apps.records.models.checks import known_state, not_negative
from apps.records.models.messages import SHA256, Message
from apps.records.models.projects import Project

ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "text/plain": "txt",
    "text/csv": "csv",
    "message/rfc822": "eml",
}
UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


class ContentPurged(PilothouseError):
    """The file's bytes were purged; only its digest is left."""


class WithoutContent(models.Manager["Artifact"]):
    """Artifacts without their bytes: read only when asked for, and never rewritten."""

    def get_queryset(self) -> models.QuerySet["Artifact"]:
        """Leave `content` where it is."""
        return super().get_queryset().defer("content")


class Artifact(Subject, StateMachine, Record):
    """A file with its digest, its bytes kept until they are purged."""

    class State(models.TextChoices):
        STORED = "stored"
        PURGED = "purged"

    state = StateField(default=State.STORED, choices=State.choices)
    title = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=127)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    trust = models.CharField(max_length=8, choices=[(t.value, t.value) for t in Trust])
    content = models.BinaryField(null=True)
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="artifacts"
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="artifacts"
    )

    objects = WithoutContent()

    class Meta:
        constraints: ClassVar = [
            known_state("artifact_state_is_known", "stored", "purged"),
            not_negative("artifact_size_is_not_negative", "size"),
            models.CheckConstraint(
                condition=Q(state="purged", content=None)
                | Q(state="stored", content__isnull=False),
                name="artifact_has_content_or_is_purged",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256), name="artifact_has_digest"
            ),
            models.CheckConstraint(
                condition=Q(trust__in=[t.value for t in Trust]), name="artifact_trust_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.storage_name

    @classmethod
    def store(
        cls,
        *,
        title: str,
        media_type: str,
        content: bytes,
        trust: Trust,
        by: Actor,
        message: Message | None = None,
        project: Project | None = None,
    ) -> Self:
        """Keep a file; its title is for reading only and names nothing on any disk."""
        artifact = cls(
            title=UNPRINTABLE.sub(" ", title).strip()[:200],
            media_type=media_type[:127],
            size=len(content),
            sha256=canonical.sha256(content),
            trust=trust.value,
            content=content,
            message=message,
            project=project,
        )
        with transaction.atomic():
            artifact.save(force_insert=True)
            artifact.record(
                "artifact.stored",
                by=by,
                sha256=artifact.sha256,
                size=artifact.size,
                trust=trust.value,
                message=str(message.id) if message else None,
            )
        return artifact

    @transition(state, source=State.STORED, target=State.PURGED)
    def purge(self, *, by: Actor) -> None:
        """Forget the bytes; the digest stays."""
        self.content = None
        self.record("artifact.purged", by=by, sha256=self.sha256)

    @property
    def storage_name(self) -> str:
        """A name for a disk, made of the id and a known ending, never of what somebody sent."""
        return f"{self.id}.{ENDINGS.get(self.media_type, 'bin')}"

    def bytes(self) -> bytes:
        """Return the content; raise ContentPurged."""
        if self.content is None:
            raise ContentPurged(f"The bytes of file {self.id} were purged.")
        return bytes(self.content)
