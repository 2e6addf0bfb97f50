"""The studio's own words, with places for what changes."""

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import Max, Q

from apps.bus.models import Subject
from apps.core.actor import Actor
from apps.core.fsm import StateField, StateMachine, transition
from apps.core.models import Record
from apps.records import templating
from apps.records.models.checks import known_state, not_empty


class Template(Subject, StateMachine, Record):
    """A text with {placeholders}; at most one version of a name is published."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        RETIRED = "retired"

    class Kind(models.TextChoices):
        PROPOSAL_MAIL = "proposal_mail"
        PROPOSAL_DOCUMENT = "proposal_document"

    state = StateField(default=State.DRAFT, choices=State.choices)
    name = models.SlugField(max_length=64, db_index=False)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=32, choices=Kind.choices)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField()

    class Meta:
        ordering: ClassVar = ["name", "-version"]
        constraints: ClassVar = [
            known_state("template_state_is_known", "draft", "published", "retired"),
            not_empty("template_has_name_and_body", "name", "body"),
            models.CheckConstraint(
                condition=Q(kind__in=["proposal_mail", "proposal_document"]),
                name="template_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["name", "version"], name="template_once_per_version"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(state="published"), name="template_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    @classmethod
    def draft(cls, *, name: str, kind: str, body: str, by: Actor, subject: str = "") -> Self:
        """Write the next version of a template; raise where its placeholders are malformed."""
        templating.placeholders(subject)
        templating.placeholders(body)
        with transaction.atomic():
            last = cls.objects.filter(name=name).aggregate(last=Max("version"))["last"]
            template = cls(
                name=name, version=(last or 0) + 1, kind=kind, subject=subject, body=body
            )
            template.save(force_insert=True)
            template.record("template.drafted", by=by, use=kind, version=template.version)
        return template

    @transition(state, source=State.DRAFT, target=State.DRAFT)
    def revise(self, *, subject: str, body: str, by: Actor) -> None:
        """Say something else, while nothing is written by it."""
        templating.placeholders(subject)
        templating.placeholders(body)
        self.subject, self.body = subject, body
        self.record("template.revised", by=by, version=self.version)

    @transition(state, source=State.DRAFT, target=State.PUBLISHED)
    def publish(self, *, by: Actor) -> None:
        """Write by it from now on; the one before is retired."""
        for predecessor in Template.objects.select_for_update().filter(
            name=self.name, state=self.State.PUBLISHED
        ):
            with predecessor.locked():
                predecessor.retire(by=by)
        self.record("template.published", by=by, version=self.version)

    @transition(state, source=[State.DRAFT, State.PUBLISHED], target=State.RETIRED)
    def retire(self, *, by: Actor) -> None:
        """Write by it no more."""
        self.record("template.retired", by=by, version=self.version)

    def copy(self, *, by: Actor) -> Self:
        """Return a draft of the next version that says the same."""
        return type(self).draft(
            name=self.name, kind=self.kind, subject=self.subject, body=self.body, by=by
        )

    def filled(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Return subject and body, every placeholder filled; raise if a value is missing."""
        return templating.fill(self.subject, values), templating.fill(self.body, values)

    @classmethod
    def published(cls, name: str) -> Self:
        """Return the version by which we write now."""
        return cls.objects.get(name=name, state=cls.State.PUBLISHED)
