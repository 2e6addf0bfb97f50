"""State machines: django-fsm-2 with typed transitions and a row lock."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Self, TypeVar, cast

import django_fsm
from django.db import models, transaction

F = TypeVar("F", bound=Callable[..., None])

TransitionNotAllowed = django_fsm.TransitionNotAllowed


class StateField(django_fsm.FSMField):
    """A state that only transitions may change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("protected", True)
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("db_index", False)
        super().__init__(*args, **kwargs)


def transition(field: Any, *, source: Any, target: Any) -> Callable[[F], F]:
    """Mark a method as the transition from `source` to `target`, keeping its signature."""
    wrapped: Callable[[F], F] = django_fsm.transition(field=field, source=source, target=target)
    return wrapped


class StateMachine(models.Model):
    """A row whose `state` only its own transitions may change."""

    initial: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: models.QuerySet[Self] | None = None,
    ) -> None:
        """Re-read the row; the protected state is forgotten first: absent, it may be set.

        Not django_fsm.FSMModelMixin: it unprotects the field on the class while it refreshes,
        for every thread at once.
        """
        known = dict(self.__dict__)
        if fields is None:
            self._forget_relations()
            # Named: a forgotten state counts as deferred, would stay absent, and could be set.
            fields = self._loaded()
        if "state" in fields:
            self.__dict__.pop("state", None)
        try:
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        except self.__class__.DoesNotExist:
            self.__dict__.update(known)
            raise

    @contextmanager
    def locked(self) -> Iterator[Self]:
        """Lock this row, re-read it, and save it if the block succeeds."""
        rows = self.__class__._base_manager.select_for_update(of=("self",))
        with transaction.atomic():
            self.refresh_from_db(from_queryset=rows)
            yield self
            self.save()

    @contextmanager
    def kept(self) -> Iterator[Self]:
        """Save this row, which the caller has locked already, if the block succeeds."""
        yield self
        self.save()

    def _forget_relations(self) -> None:
        self._prefetched_objects_cache: dict[str, Any] = {}
        for related in self._meta.related_objects:
            if related.is_cached(self):
                related.delete_cached_value(self)

    def _loaded(self) -> list[str]:
        deferred = self.get_deferred_fields()
        return [f.name for f in self._meta.concrete_fields if f.attname not in deferred]


def machines() -> list[type[StateMachine]]:
    """Return every concrete state machine of the house, in label order."""
    from django.apps import apps  # noqa: PLC0415 - the registry is ready only at call time

    found = [m for m in apps.get_models() if issubclass(m, StateMachine)]
    return sorted(found, key=lambda model: model._meta.label)


def edges(model: type[StateMachine]) -> list[tuple[str, str, str]]:
    """Return (source, verb, target) of each transition of a machine."""
    field: Any = cast("Any", model)._meta.get_field("state")
    found = [(str(t.source), t.name, str(t.target)) for t in field.get_all_transitions(model)]
    return sorted(found)


def states(model: type[StateMachine]) -> list[str]:
    """Return every state of a machine, in the order in which they are declared."""
    field: Any = cast("Any", model)._meta.get_field("state")
    return [str(value) for value, _ in field.flatchoices]


def initial_states(model: type[StateMachine]) -> tuple[str, ...]:
    """Return the states a new row may have."""
    field: Any = cast("Any", model)._meta.get_field("state")
    default = str(field.get_default())
    return model.initial or (default,)
