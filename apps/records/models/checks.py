"""The promises that several tables make to the database."""

from django.db import models
from django.db.models import Q

CURRENCY = r"^[A-Z]{3}$"


def known_state(name: str, *states: str) -> models.CheckConstraint:
    """Refuse a state that the machine does not have."""
    return models.CheckConstraint(condition=Q(state__in=states), name=name)


def is_currency(name: str, *, or_unknown: bool = False) -> models.CheckConstraint:
    """Refuse a currency that is not three capital letters, or empty if it may be unknown."""
    known = Q(currency__regex=CURRENCY)
    condition = known | Q(currency="") if or_unknown else known
    return models.CheckConstraint(condition=condition, name=name)


def not_negative(name: str, *fields: str) -> models.CheckConstraint:
    """Refuse an amount below zero; NULL passes."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__gte": 0})
    return models.CheckConstraint(condition=condition, name=name)


def not_empty(name: str, *fields: str) -> models.CheckConstraint:
    """Refuse an empty text."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{field: ""})
    return models.CheckConstraint(condition=condition, name=name)
