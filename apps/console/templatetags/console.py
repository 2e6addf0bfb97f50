"""What the console's templates ask of Python: safe text, times in words, origins in words."""

import json
import math
from datetime import datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from apps.console.text import legible
from apps.console.text import visible as made_visible
from apps.core.origin import Origin

register = template.Library()

ORIGINS = {
    Origin.STATED: "Stated",
    Origin.INFERRED: "Inferred",
    Origin.COMPUTED: "Computed",
    Origin.REMEMBERED: "Remembered",
    Origin.OPERATOR: "You",
}
UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"))
KIB = 1024
LONG = 80


@register.filter
def visible(value: Any) -> SafeString:
    """Write somebody's words escaped, with unseen characters seen."""
    return made_visible("" if value is None else str(value))


@register.filter
def visible_text(value: Any) -> str:
    """Write somebody's words where no markup may stand, unseen characters seen."""
    return legible(str(value))


@register.filter
def origin_word(origin: str) -> str:
    """Write an origin in a word."""
    return ORIGINS[Origin(origin)]


@register.filter
def words(value: str) -> str:
    """Write a name of ours as words: `not_found` becomes `not found`."""
    return value.replace("_", " ").replace(".", " ")


@register.filter
def short(value: Any) -> str:
    """Write the beginning of a digest or id."""
    return str(value)[:12]


@register.filter
def size(count: int) -> str:
    """Write a number of bytes."""
    if count < KIB:
        return f"{count} bytes"
    return f"{count / KIB:.1f} KiB" if count < KIB * KIB else f"{count / KIB / KIB:.1f} MiB"


@register.filter
def is_long(text: str) -> bool:
    """Whether a text needs more than one line to be edited."""
    return "\n" in text or len(text) > LONG


@register.filter
def as_json(value: Any) -> str:
    """Write a stored value as JSON for reading."""
    return json.dumps(value, indent=2, ensure_ascii=False)


@register.filter
def seconds_until(then: datetime, now: datetime) -> int:
    """Write how many whole seconds are left; none when it is over."""
    return max(0, math.ceil((then - now).total_seconds()))


@register.simple_tag
def took(start: datetime, end: datetime) -> str:
    """Write how long something took."""
    seconds = (end - start).total_seconds()
    return in_words(seconds) or f"{seconds:.1f} s"


@register.simple_tag
def ago(then: datetime, now: datetime) -> SafeString:
    """Write how long ago it was, with the exact time on hover."""
    span = in_words((now - then).total_seconds())
    return _time(then, "just now" if not span else f"{span} ago")


@register.simple_tag
def ahead(then: datetime, now: datetime) -> SafeString:
    """Write how far ahead it is, with the exact time on hover."""
    if then <= now:
        return _time(then, "now")
    span = in_words((then - now).total_seconds())
    return _time(then, f"in {span or 'under a minute'}")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon that says nothing to a screen reader: the word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("console/icons.svg"),
        name,
    )


def in_words(seconds: float) -> str:
    """Return a span in its largest unit; empty below a minute."""
    for length, unit in UNITS:
        if seconds >= length:
            return f"{int(seconds // length)} {unit}"
    return ""


def _time(then: datetime, says: str) -> SafeString:
    exact = localtime(then).strftime("%d %b %Y %H:%M:%S %Z")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', then.isoformat(), exact, says
    )
